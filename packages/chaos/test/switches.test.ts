import { expect, test } from 'vitest';
import type { Certainty } from '../src/ledger.ts';
import { checkSwitches, type Step, type SwitchOf } from '../src/switches.ts';

const bob: SwitchOf = { groupId: 'g1', userId: 'bob', what: 'member' };
const on = (certainty: Certainty): Step => ({ ...bob, turnedOn: true, certainty });
const off = (certainty: Certainty): Step => ({ ...bob, turnedOn: false, certainty });

/** Returns the possible positions of the switch after two processes reported their steps; it was off. */
function allowed(one: readonly Step[], other: readonly Step[]): boolean[] {
  return [true, false].filter(
    (now) =>
      checkSwitches(
        () => false,
        [one, other],
        () => now,
      ).length === 0,
  );
}

test.each<[string, readonly Step[], readonly Step[], boolean[]]>([
  ['one process turned it on', [on('done')], [], [true]],
  ['nobody had an effect', [on('not done')], [off('not done')], [false]],
  ['both turned it, in any order', [on('done')], [off('done')], [true, false]],
  ['one turned it on and off again', [on('done'), off('done')], [], [false]],
  ['turning it off is in doubt', [on('done'), off('in doubt')], [], [true, false]],
  ['a doubt came before what was done', [off('in doubt'), on('done')], [], [true]],
  ['both turned it on', [on('done')], [on('done')], [true]],
  ['turning it off failed', [on('done')], [off('not done')], [true]],
])('when %s', (_, one, other, expected) => {
  expect(allowed(one, other)).toEqual(expected);
});

test('a contradiction tells the switch and the reports of both', () => {
  const [violation] = checkSwitches(
    () => false,
    [[on('done')], [off('not done')]],
    () => false,
  );

  expect(violation?.text).toBe(
    'member bob of group g1 is false, and was false; reported: on done | off not done',
  );
});
