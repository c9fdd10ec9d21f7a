import { expect, test } from 'vitest';
import type { Change } from '../../server/changes.ts';
import { sourcesOf } from './sources.ts';

let number = 0;

/** A change by the call of its own number. */
function change(type: Change['type'], data: object, more: object = {}): Change {
  number += 1;
  const stamp = { number, at: `at ${number}`, actor: { kind: 'server' }, request: number };
  return { ...stamp, type, groupId: 'chess', data, ...more } as Change;
}

/** The calls that set the values, by name. */
function callsOf(...changes: readonly Change[]) {
  const sources = Object.entries(sourcesOf('chess', changes));
  return Object.fromEntries(sources.map(([name, { call }]) => [name, call]));
}

test('of changes in any order the newest counts', () => {
  const first = change('group.updated', { changed: { name: 'Go' } });
  const second = change('group.updated', { changed: { name: 'Chess' } });

  expect(callsOf(second, first)).toEqual({ name: second.number });
});

test('a creation sets the fields and the members', () => {
  const created = change('group.created', { name: 'Chess', ownerId: 'alice', userIds: ['bob'] });

  expect(callsOf(created)).toMatchObject({
    ...{ name: created.number, description: created.number, maxMembers: created.number },
    ...{ 'members/alice/role': created.number, 'members/bob/joinedAt': created.number },
  });
});

test('a transfer sets the owner and two roles', () => {
  const transferred = change('group.transferred', { oldOwnerId: 'alice', newOwnerId: 'bob' });

  expect(Object.keys(callsOf(transferred))).toEqual([
    'ownerId',
    'members/alice/role',
    'members/bob/role',
  ]);
});

test.each(['maxMembers', 'maxusers'])('the capacity is set under the name %s', (name) => {
  const settings = { name: 'group.settingsChanged' };

  expect(callsOf(change('vendor', { changed: { [name]: 5 } }, settings))).toHaveProperty(
    'maxMembers',
  );
  expect(callsOf(change('vendor', { changed: { custom: 'x' } }, settings))).toEqual({});
});

test('changes of other groups set nothing', () => {
  const other = change('group.announcementChanged', { text: 'x' }, { groupId: 'go' });

  expect(callsOf(other)).toEqual({});
});
