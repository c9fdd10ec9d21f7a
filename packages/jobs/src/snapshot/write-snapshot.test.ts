import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { longestLine } from './lines.ts';
import type { GroupRecord, SnapshotRecord } from './records.ts';
import { validateSnapshot } from './validate-snapshot.ts';
import {
  createSnapshotWriter,
  type SnapshotWriter,
  type SnapshotWriterOptions,
} from './write-snapshot.ts';

const origin = { provider: 'tencent', app: '1400000001' };
const group = (id: string): GroupRecord => ({ type: 'group', id, kind: 'standard', name: id });
const member = (groupId: string, userId: string, nickname?: string): SnapshotRecord => ({
  type: 'member',
  groupId,
  userId,
  role: 'member',
  nickname,
});

const somePath = async () => `${await temporaryFolder()}/new/groups.jsonl`;

async function open(path: string, options?: SnapshotWriterOptions): Promise<SnapshotWriter> {
  const writer = await createSnapshotWriter(path, origin, options);
  onTestFinished(() => writer.close());
  return writer;
}

async function write(writer: SnapshotWriter, ...records: readonly SnapshotRecord[]): Promise<void> {
  for (const record of records) await writer.write(record);
}

async function linesOf(path: string): Promise<readonly string[]> {
  return (await readFile(path, 'utf8')).split('\n');
}

test('a snapshot is sorted, whatever the order in which the records of a group come', async () => {
  const path = await somePath();
  const writer = await open(path);
  await write(
    writer,
    group('chess'),
    { type: 'blacklist', groupId: 'chess', userId: 'eve', until: 'permanent' },
    member('chess', 'bob'),
    { until: 'permanent', userId: 'bob', groupId: 'chess', type: 'mute' },
    member('chess', 'alice', 'A'),
    member('chess', 'Bob'),
    group('go'),
  );
  await writer.finish();

  expect(await linesOf(path)).toEqual([
    '{"type":"imgroups","version":1,"provider":"tencent","app":"1400000001"}',
    '{"type":"group","id":"chess","kind":"standard","name":"chess"}',
    '{"type":"member","groupId":"chess","userId":"Bob","role":"member"}',
    '{"type":"member","groupId":"chess","userId":"alice","role":"member","nickname":"A"}',
    '{"type":"member","groupId":"chess","userId":"bob","role":"member"}',
    '{"type":"mute","groupId":"chess","userId":"bob","until":"permanent"}',
    '{"type":"blacklist","groupId":"chess","userId":"eve","until":"permanent"}',
    '{"type":"group","id":"go","kind":"standard","name":"go"}',
    '',
  ]);
});

test('a group that is too long for memory is sorted all the same, and leaves no other file', async () => {
  const path = await somePath();
  const writer = await open(path);
  const raw = 'x'.repeat(100_000);
  const ids = Array.from({ length: 250 }, (_, index) => `user${(index * 77) % 250}`);
  await writer.write(group('chess'));
  for (const userId of ids)
    await writer.write({ type: 'member', groupId: 'chess', userId, role: 'member', raw });
  for (const userId of ids.slice(0, 100)) await writer.write(member('chess', userId, 'later'));
  await writer.finish();

  const members = (await linesOf(path)).slice(2, -1).map((line) => JSON.parse(line));
  expect(members.map(({ userId }) => userId)).toEqual(ids.toSorted());
  expect(members.filter(({ nickname }) => nickname === 'later')).toHaveLength(100);
  expect(await validateSnapshot(path)).toMatchObject({ ok: true });
  expect(await readdir(dirname(path))).toEqual(['groups.jsonl']);
});

test('a group of any length stands before its members', async () => {
  const path = await somePath();
  const writer = await open(path);
  const raw = 'x'.repeat(100_000);
  await write(writer, { ...group('chess'), raw }, member('chess', 'alice'));
  await write(writer, group('go'), member('go', 'bob'));
  await writer.finish();

  expect(await linesOf(path)).toEqual([
    expect.stringContaining('"type":"imgroups"'),
    `{"type":"group","id":"chess","kind":"standard","name":"chess","raw":"${raw}"}`,
    '{"type":"member","groupId":"chess","userId":"alice","role":"member"}',
    '{"type":"group","id":"go","kind":"standard","name":"go"}',
    '{"type":"member","groupId":"go","userId":"bob","role":"member"}',
    '',
  ]);
});

test('of two records about the same user the later one counts', async () => {
  const path = await somePath();
  const writer = await open(path);
  await write(
    writer,
    group('chess'),
    member('chess', 'bob', 'first'),
    member('chess', 'bob', 'second'),
  );
  await writer.finish();

  expect((await linesOf(path))[2]).toContain('"nickname":"second"');
});

test('calls that nobody waits for are done in their order', async () => {
  const path = await somePath();
  const writer = await open(path);

  await Promise.all([
    writer.write(group('a')),
    writer.write(member('a', 'bob')),
    writer.flush(),
    writer.write(group('b')),
    writer.write(member('b', 'bob')),
    writer.finish(),
  ]);

  expect(await validateSnapshot(path)).toMatchObject({ ok: true, counts: { group: 2, member: 2 } });
});

test('a file has its name only when it is complete', async () => {
  const path = await somePath();
  const writer = await open(path);
  await writer.write(group('chess'));

  await writer.close();

  expect(await readdir(dirname(path))).toEqual(['groups.jsonl.part']);
});

test('a file that exists is not overwritten', async () => {
  const path = `${await temporaryFolder()}/groups.jsonl`;
  const writer = await open(path);
  await writeFile(path, 'precious');

  const message = `path: "${path}" exists already: move it away or choose another path`;
  await expect(writer.finish()).rejects.toMatchObject({ message });
  await expect(open(path)).rejects.toMatchObject({ message });
  expect(await readFile(path, 'utf8')).toBe('precious');
});

test('two that write to one path are told, and make no snapshot of both', async () => {
  const path = await somePath();
  const first = await open(path);
  await write(first, group('chess'), member('chess', 'alice'), group('go'));
  const second = await open(path);
  await write(second, group('chess'), member('chess', 'bob'));
  await second.flush();

  const firstEnd = await first.finish().catch((error) => error);
  const secondEnd = await second.finish().catch((error) => error);

  expect(firstEnd).toMatchObject({ code: 'invalid_argument', field: 'path' });
  expect(firstEnd.message).toContain('something else writes to it');
  expect(secondEnd).toBeUndefined();
  expect(await validateSnapshot(path)).toMatchObject({ ok: true });
});

describe('a part that was broken off', () => {
  async function brokenOff() {
    const path = await somePath();
    const writer = await open(path);
    await write(writer, group('a'), member('a', 'bob'));
    await writer.flush();
    const { bytes } = writer;
    await write(writer, group('b'), member('b', 'bob'), member('b', 'carl'));
    await writer.flush();
    await writer.close();
    return { path, part: `${path}.part`, bytes, length: writer.bytes };
  }

  const whole = ['a', 'bob', 'b', 'bob', 'carl', 'c'];

  async function namesIn(path: string): Promise<readonly string[]> {
    const lines = (await linesOf(path)).slice(1, -1).map((line) => JSON.parse(line));
    return lines.map(({ id, userId }) => id ?? userId);
  }

  async function goOn(path: string, options?: SnapshotWriterOptions): Promise<string | undefined> {
    const writer = await open(path, options);
    const { lastGroupId = '' } = writer;
    if (lastGroupId < 'a') await write(writer, group('a'), member('a', 'bob'));
    if (lastGroupId < 'b') await write(writer, group('b'), member('b', 'carl'), member('b', 'bob'));
    await writer.write(group('c'));
    await writer.finish();
    return lastGroupId;
  }

  test('is cut back to its last whole group at whatever byte it was cut', async () => {
    const { path, part, bytes, length } = await brokenOff();
    const text = await readFile(part);
    const headerLength = text.indexOf('\n') + 1;

    for (let end = headerLength; end <= length; end += 1) {
      const each = `${path}.${end}`;
      await writeFile(`${each}.part`, text.subarray(0, end));
      const lastGroupId = await goOn(each);

      expect([end, await namesIn(each)]).toEqual([end, whole]);
      expect([end, lastGroupId]).toEqual([end, end >= bytes + 16 ? 'a' : '']);
    }
  });

  test('goes on at the byte that is known to be whole', async () => {
    const { path, length } = await brokenOff();

    const lastGroupId = await goOn(path, { resumeAt: length });

    expect(lastGroupId).toBe('b');
    expect(await namesIn(path)).toEqual(whole);
  });

  test('may have grown since that byte was noted', async () => {
    const { path, bytes } = await brokenOff();

    const lastGroupId = await goOn(path, { resumeAt: bytes });

    expect(lastGroupId).toBe('a');
    expect(await namesIn(path)).toEqual(whole);
  });

  test('is refused when it does not end a line where it should', async () => {
    const { path, part, bytes, length } = await brokenOff();

    await expect(open(path, { resumeAt: bytes + 1 })).rejects.toThrow(
      'resumeAt: no line ends at byte',
    );
    await truncate(part, length - 1);
    await expect(open(path, { resumeAt: length })).rejects.toThrow(
      'resumeAt: no line ends at byte',
    );
    expect((await readFile(part)).length).toBe(length - 1);
  });

  test('of another app is left alone', async () => {
    const { path, part } = await brokenOff();
    const before = await readFile(part);

    await expect(createSnapshotWriter(path, { ...origin, app: '7' })).rejects.toThrow(
      'origin.app: is "7", but the .part that is there has "1400000001": delete it, or choose another path',
    );
    expect(await readFile(part)).toEqual(before);
  });

  test('that is none is left alone', async () => {
    const path = `${await temporaryFolder()}/groups.jsonl`;
    await writeFile(`${path}.part`, 'precious\n');

    await expect(open(path)).rejects.toThrow('path: its .part is no snapshot');
    expect(await readFile(`${path}.part`, 'utf8')).toBe('precious\n');
  });
});

describe('a record', () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;

  test.each([
    [{ ...group('b'), kind: 'public' }, 'record.kind: must be one of standard'],
    [{ ...group('b'), nmae: 'x' }, 'record.nmae: unknown field; did you mean name?'],
    [
      { ...group('b'), raw: cyclic },
      'record: cannot be read: TypeError: Converting circular structure',
    ],
    [
      { ...group('b'), raw: 1n },
      'record: cannot be read: TypeError: Do not know how to serialize a BigInt',
    ],
    [
      { ...group('b'), raw: 'x'.repeat(longestLine) },
      'record: at most 10000000 bytes as a line, not 10000064',
    ],
    [{ type: 'imgroups', version: 1 }, 'record: is a header, which the writer makes itself'],
    [undefined, 'record: must be an object, not undefined'],
    [
      group('A'),
      'record.id: "A" must stand before "a", which is written: groups come sorted by id',
    ],
    [group('a'), 'record.id: "a" must stand before "a"'],
    [
      member('b', 'bob'),
      'record.groupId: is "b", but "a" is being written: write the record of a group first',
    ],
  ])('that cannot be taken is refused and changes nothing (%#)', async (record, message) => {
    const path = await somePath();
    const writer = await open(path);
    await writer.write(group('a'));

    await expect(writer.write(record as SnapshotRecord)).rejects.toThrow(message);

    await writer.write(member('a', 'bob'));
    await writer.finish();
    expect(await validateSnapshot(path)).toMatchObject({
      ok: true,
      counts: { group: 1, member: 1 },
    });
  });

  test('of a group that was flushed comes too late', async () => {
    const writer = await open(await somePath());
    await writer.write(group('a'));
    await writer.flush();

    await expect(writer.write(member('a', 'bob'))).rejects.toThrow(
      'record.groupId: is "a", but none is open: write the record of a group first',
    );
  });

  test('is refused when the writer is closed', async () => {
    const writer = await open(await somePath());
    await writer.close();
    await writer.close();

    await expect(writer.write(group('a'))).rejects.toThrow('writer: is closed');
    await expect(writer.finish()).rejects.toThrow('writer: is closed');
  });
});

test.each([
  ['', origin, {}, 'path: must be a non-empty string, not "" (string)'],
  ['/dev/null/x', origin, {}, 'path: cannot be written: Error: E'],
  ['x', { provider: 7 }, {}, 'origin.provider: must be a string, not 7 (number)'],
  ['x', { vendor: 'x' }, {}, 'origin.vendor: unknown field'],
  ['x', origin, { resumeAt: -1 }, 'resumeAt: must be a positive whole number, not -1 (number)'],
  ['x', origin, { resume: 1 }, 'resume: unknown option; did you mean resumeAt?'],
])('a wrong argument is refused by name (%#)', async (path, from, options, message) => {
  await expect(
    createSnapshotWriter(path, from as object, options as SnapshotWriterOptions),
  ).rejects.toThrow(message);
});
