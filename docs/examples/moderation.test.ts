import { fileURLToPath } from 'node:url';
import { startTencentEmulator } from '@imgroups/emulator/tencent';
import { createTencentProvider } from '@imgroups/tencent';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moderate } from './moderation/moderate.ts';
import { prepareEmulator } from './moderation/prepare-emulator.ts';
import { isNotDone } from './moderation/report.ts';
import { readRules } from './moderation/rules.ts';
import { openTarget, type Target } from './shared/target.ts';
import { runExample, vendorNames } from './test/run-example.ts';

const rules = await readRules(fileURLToPath(new URL('moderation/rules.json', import.meta.url)));

describe.each(vendorNames)('moderation on %s', (vendor) => {
  let target: Target;

  beforeEach(async () => {
    target = await openTarget({}, { IMGROUPS_TARGET: `${vendor}-emulator` });
    await prepareEmulator(target);
  });
  afterEach(() => target.close());

  test('mutes, unmutes and blocks', async () => {
    const { mutes, blacklist } = target.provider;

    await moderate(target.provider, rules);

    const muted = await mutes.list('lobby').toArray({ maxItems: 9 });
    const blocked = await blacklist.list('trade').toArray({ maxItems: 9 });
    expect(muted.map(({ userId }) => userId).sort()).toEqual(['bob', 'carol']);
    expect(blocked).toMatchObject([{ userId: 'spammer', until: 'permanent' }]);
  });

  test('says the same in the three nights of a week, and on all vendors what all can do', async () => {
    const nights: string[][] = [];

    for (let night = 0; night < 3; night += 1) {
      const verdicts = await moderate(target.provider, rules);
      nights.push(verdicts.map(({ groupId, userId, status }) => `${groupId} ${userId} ${status}`));
    }

    const ofBoth = nights[0]?.filter((verdict) => !/^(staff|lobby dave) /.test(verdict));
    expect(ofBoth).toEqual(verdictsOfBoth);
    expect(nights[1]).toEqual(nights[0]);
    expect(nights[2]).toEqual(nights[0]);
  });

  test('tells of each user in each group, also where a call was refused as a whole', async () => {
    const verdicts = await moderate(target.provider, rules);

    const notDone = verdicts
      .filter(isNotDone)
      .map(({ groupId, userId, status, error }) => [groupId, userId, status, error?.reason]);
    expect(verdicts).toHaveLength(12);
    expect(notDone).toEqual(vendor === 'tencent' ? notDoneAtTencent : notDoneAtEasemob);
  });
});

test('wrong credentials end it: no further rule could work', async () => {
  const emulator = await startTencentEmulator();
  const provider = createTencentProvider({ ...emulator, secretKey: 'wrong' });

  await expect(moderate(provider, rules)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(emulator.control.journal()).toHaveLength(1);
  await provider.close();
  await emulator.close();
});

/** Without the group of a kind that only Tencent has, and without the block that ends. */
const verdictsOfBoth = [
  'lobby bob done',
  'lobby carol done',
  'trade bob done',
  'trade carol failed',
  'lobby spammer done',
  'trade spammer done',
  'lobby erin done',
  'trade erin done',
  'closed-last-year erin failed',
];

const notDoneAtTencent = [
  ['trade', 'carol', 'failed', 'not_a_member'],
  ['staff', 'bob', 'unsupported', 'group_kind'],
  ['staff', 'carol', 'unsupported', 'group_kind'],
  ['closed-last-year', 'erin', 'failed', 'group_not_found'],
];
const notDoneAtEasemob = [
  ['trade', 'carol', 'failed', 'not_a_member'],
  ['lobby', 'dave', 'unsupported', undefined],
  ['closed-last-year', 'erin', 'failed', 'group_not_found'],
];

test('the program tells what Tencent cannot do, and ends with 1', async () => {
  const { code, stdout } = await runExample(['moderation']);

  expect(stdout).toMatch(/^\| staff +\| bob +\| mute for 1 hour +\| unsupported +\|$/m);
  expect(stdout).toContain('staff: mutes.add is not possible for work groups on tencent\n');
  expect(stdout).toContain('strangers count as done');
  expect(stdout).toContain('8 of 12 actions done, 4 not.');
  expect(code).toBe(1);
});

test('the program tells what Easemob cannot do, and ends with 1', async () => {
  const { code, stdout } = await runExample(['moderation'], {
    IMGROUPS_TARGET: 'easemob-emulator',
  });

  expect(stdout).toContain('| lobby            | dave    | block for 1 day | unsupported ');
  expect(stdout).toContain('lobby: duration: the service has only permanent entries');
  expect(stdout).not.toContain('strangers count as done');
  expect(code).toBe(1);
});
