import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSnapshot, readSnapshotGroup, type SnapshotGroup } from './read-snapshot.ts';

const member = (groupId: string, userId: string) =>
  JSON.stringify({ type: 'member', groupId, userId, role: 'member' });
const group = (id: string) => JSON.stringify({ type: 'group', id, kind: 'standard', name: id });

const text = [
  '{"type":"imgroups","version":1,"provider":"tencent"}',
  group('国际象棋'),
  member('国际象棋', 'alice'),
  member('国际象棋', 'bob'),
  '{"type":"mute","groupId":"国际象棋","userId":"bob","until":"permanent"}',
  group('象棋'),
  member('象棋', 'carl'),
  '',
].join('\n');

async function usersOf({ records }: SnapshotGroup): Promise<readonly string[]> {
  const users: string[] = [];
  for await (const { type, userId } of records()) users.push(`${type} ${userId}`);
  return users;
}

test('a snapshot is read group by group', async () => {
  const snapshot = await openSnapshot([text]);
  const read: unknown[] = [];
  for await (const each of snapshot.groups()) read.push([each.group.name, await usersOf(each)]);

  expect(snapshot.header.provider).toBe('tencent');
  expect(read).toEqual([
    ['国际象棋', ['member alice', 'member bob', 'mute bob']],
    ['象棋', ['member carl']],
  ]);
});

test('records that nobody asked for are passed over', async () => {
  const { groups } = await openSnapshot([text]);
  const read: string[] = [];
  for await (const { group, records } of groups()) {
    read.push(group.name);
    for await (const { userId } of records()) {
      read.push(userId);
      break;
    }
  }

  expect(read).toEqual(['国际象棋', 'alice', '象棋', 'carl']);
});

test('records are no longer told once the next group is', async () => {
  const { groups } = await openSnapshot([text]);
  const all: SnapshotGroup[] = [];
  for await (const each of groups()) all.push(each);

  expect(await Promise.all(all.map(usersOf))).toEqual([[], []]);
});

test('groups are read once', async () => {
  const { groups } = await openSnapshot([text]);
  groups();

  expect(groups).toThrow('groups: are read once: open the snapshot again');
});

test('a fault ends the reading with line and field', async () => {
  const { groups } = await openSnapshot([text.replace('"role":"member"', '"role":"boss"')]);
  const read = async () => {
    for await (const each of groups()) await usersOf(each);
  };

  await expect(read).rejects.toMatchObject({
    name: 'InvalidRequestError',
    field: 'line 3, role',
    message: 'line 3, role: must be one of owner, admin, member, other, not "boss" (string)',
  });
});

test('what is no snapshot is not opened', async () => {
  await expect(openSnapshot(['userId,role\n'])).rejects.toMatchObject({
    message: 'line 1: is not JSON but "userId,role"',
  });
});

test('closing lets go of the source', async () => {
  let isClosed = false;
  async function* source() {
    try {
      yield* text.split(/(?<=\n)/);
    } finally {
      isClosed = true;
    }
  }
  const snapshot = await openSnapshot(source());

  await snapshot.close();

  expect(isClosed).toBe(true);
});

describe('one group of a file', () => {
  test('is read again from its position', async () => {
    const path = `${await temporaryFolder()}/groups.jsonl`;
    await writeFile(path, `\ufeff${text.replaceAll('\n', '\r\n')}`);
    const { groups } = await openSnapshot(path);
    const again: unknown[] = [];
    for await (const { position } of groups()) {
      const each = await readSnapshotGroup(path, position);
      again.push([each.group.name, await usersOf(each), await usersOf(each)]);
    }

    const chess = ['member alice', 'member bob', 'mute bob'];
    expect(again).toEqual([
      ['国际象棋', chess, chess],
      ['象棋', ['member carl'], ['member carl']],
    ]);
  });

  test('is read as often as it is asked for, also where it has many members', async () => {
    const path = `${await temporaryFolder()}/groups.jsonl`;
    const ids = Array.from({ length: 1200 }, (_, index) => `user${index + 1000}`);
    const members = ids.map((userId) => member('国际象棋', userId));
    const [header, chess, , , , ...rest] = text.split('\n');
    await writeFile(path, [header, chess, ...members, ...rest].join('\n'));
    const { groups } = await openSnapshot(path);
    const read: unknown[] = [];
    for await (const { position } of groups()) {
      const each = await readSnapshotGroup(path, position);
      read.push(await usersOf(each), await usersOf(each));
    }

    const many = ids.map((userId) => `member ${userId}`);
    expect(read).toEqual([many, many, ['member carl'], ['member carl']]);
  });

  test.each([
    [
      'a member',
      Buffer.byteLength(text.slice(0, text.indexOf('{"type":"member"'))),
      'the record of that group is not before it',
    ],
    ['the end', Buffer.byteLength(text), 'no group begins at byte'],
    ['within a line', 60, 'line 2: is not JSON'],
  ])('is refused at %s', async (_, offset, message) => {
    const path = `${await temporaryFolder()}/groups.jsonl`;
    await writeFile(path, text);

    await expect(readSnapshotGroup(path, { offset, line: 2 })).rejects.toThrow(message);
  });
});
