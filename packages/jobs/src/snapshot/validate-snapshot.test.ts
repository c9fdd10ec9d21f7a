import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { longestLine } from './lines.ts';
import { validateSnapshot } from './validate-snapshot.ts';

const header = '{"type":"imgroups","version":1}';
const chess = '{"type":"group","id":"chess","kind":"standard","name":"Chess"}';
const member = (userId: string, groupId = 'chess') =>
  JSON.stringify({ type: 'member', groupId, userId, role: 'member' });
const mute = (userId: string, until = 'permanent') =>
  JSON.stringify({ type: 'mute', groupId: 'chess', userId, until });

const lines = (...all: string[]) => [all.join('\n')];

/** The faults of a snapshot as a person reads them. */
async function faultsOf(...all: string[]): Promise<readonly string[]> {
  const { faults } = await validateSnapshot(lines(...all));
  return faults.map(({ line, field, message }) => `${line} ${field}: ${message}`);
}

describe('a snapshot that is right', () => {
  test('is counted', async () => {
    const source = lines(
      '{"type":"imgroups","version":1,"provider":"easemob","app":"org#app","createdAt":"2026-11-28T08:30:00.000Z","options":{"filter":"a"}}',
      chess,
      '{"type":"member","groupId":"chess","userId":"Bob","role":"owner","nickname":"B","joinedAt":"2026-11-28T08:30:00+08:00","raw":{"custom":[1]}}',
      member('alice'),
      mute('alice', '2026-12-01T00:00:00Z'),
      '{"type":"blacklist","groupId":"chess","userId":"eve","until":"permanent"}',
      '{"type":"group","id":"go","kind":"other","name":"","description":"","avatarUrl":"","ownerId":"bob","joinPolicy":"open","invitePolicy":"closed","maxMembers":200,"mutedAll":false,"announcement":"","createdAt":"2026-11-28T08:30:00Z","raw":null}',
      '',
    );

    expect(await validateSnapshot(source)).toEqual({
      ok: true,
      faults: [],
      faultCount: 0,
      counts: { group: 2, member: 2, mute: 1, blacklist: 1 },
    });
  });

  test.each([
    ['a byte order mark', `\ufeff${header}\n${chess}\n`],
    ['line ends of Windows', `${header}\r\n${chess}\r\n`],
    ['no line feed at its end', `${header}\n${chess}`],
    ['blank lines', `\n${header}\n\n${chess}\n \n\n`],
  ])('may have %s', async (_, text) => {
    expect(await validateSnapshot([text])).toMatchObject({ ok: true, counts: { group: 1 } });
  });

  test('may come in pieces of any size', async () => {
    const text = Buffer.from(
      `${header}\n${chess.replace('Chess', '国际象棋')}\n${member('bob')}\n`,
    );
    const pieces = Array.from(text, (_, index) => text.subarray(index, index + 1));

    expect(await validateSnapshot(pieces)).toMatchObject({ ok: true });
  });
});

test('all faults of a line are told, with what was given and what was meant', async () => {
  const group = JSON.stringify({
    type: 'group',
    id: 7,
    kind: 'public',
    joinPolicy: null,
    mutedAll: 'yes',
    maxMembers: 0,
    createdAt: '28.11.2026',
    ownerID: 'bob',
    toString: 1,
  });

  expect(await faultsOf(header, group)).toEqual([
    '2 id: must be a string, not 7 (number)',
    '2 kind: must be one of standard, work, meeting, livestream, community, other, not "public" (string)',
    '2 name: is missing',
    '2 joinPolicy: must be one of open, approval, closed, not null; leave the field out',
    '2 maxMembers: must be a positive whole number, not 0 (number)',
    '2 mutedAll: must be true or false, not "yes" (string)',
    '2 createdAt: must be a time like 2026-11-28T08:30:00Z, not "28.11.2026" (string)',
    '2 ownerID: unknown field; did you mean ownerId?',
    '2 toString: unknown field',
  ]);
});

test.each([
  [
    '2026-02-30T00:00:00Z',
    'is a day or a time that does not exist: "2026-02-30T00:00:00Z" (string)',
  ],
  [
    '2026-11-28T25:00:00Z',
    'is a day or a time that does not exist: "2026-11-28T25:00:00Z" (string)',
  ],
  [
    '2026-11-28',
    'must be permanent or a time like 2026-11-28T08:30:00Z, not "2026-11-28" (string)',
  ],
  ['forever', 'must be permanent or a time like 2026-11-28T08:30:00Z, not "forever" (string)'],
])('a mute until %s is a fault', async (until, message) => {
  expect(await faultsOf(header, chess, mute('bob', until))).toEqual([`3 until: ${message}`]);
});

test.each([
  ['text', 'group chess', 'is not JSON but "group chess"'],
  ['a list', '[]', 'must be an object, not a list'],
  ['null', 'null', 'must be an object, not null'],
  ['half an emoji', member('\ud83d'), undefined],
])('%s is a fault of its line', async (_, line, message) => {
  const expected =
    message === undefined
      ? '3 userId: is not well-formed Unicode: it holds half a character, as a cut emoji leaves it'
      : `3 : ${message}`;

  expect(await faultsOf(header, chess, line, '')).toEqual([expected]);
});

test.each([
  ['{"groupId":"chess"}', 'must be one of group, member, mute, blacklist, not undefined'],
  [
    '{"type":"mebmer"}',
    'must be one of group, member, mute, blacklist, not "mebmer" (string); did you mean member?',
  ],
  [
    '{"type":"__proto__"}',
    'must be one of group, member, mute, blacklist, not "__proto__" (string)',
  ],
  [
    '{"__proto__":{"type":"group"}}',
    'must be one of group, member, mute, blacklist, not undefined',
  ],
])('the record %s has no type', async (line, message) => {
  expect(await faultsOf(header, line)).toEqual([`2 type: ${message}`]);
});

test('a line that the end of the file cuts is told as such', async () => {
  expect(await faultsOf(header, chess, '{"type":"mem')).toEqual([
    '3 : is not JSON but "{\\"type\\":\\"mem"; the file ends within this line',
  ]);
});

describe('the header', () => {
  const rule = 'the first line must be the header of a snapshot: {"type":"imgroups","version":1}';

  test.each([
    ['an empty file', []],
    ['blank lines', ['', '', '']],
  ])('is missed in %s', async (_, all) => {
    expect(await faultsOf(...all)).toEqual([`1 : ${rule}`]);
  });

  test('is missed where a group stands first', async () => {
    expect(await faultsOf(chess, member('bob'))).toEqual([`1 : ${rule}`]);
  });

  test('stands once', async () => {
    expect(await faultsOf(header, chess, header)).toEqual([
      '3 type: a header stands in the first line only',
    ]);
  });

  test('of another version ends the check', async () => {
    expect(await faultsOf('{"type":"imgroups","version":2,"new":1}', '{"type":"topic"}')).toEqual([
      '1 version: is 2, but only version 1 is known here; a later release of @imgroups/jobs may know it',
    ]);
  });

  test('needs a version', async () => {
    expect(await faultsOf('{"type":"imgroups"}', chess)).toEqual(['1 version: is missing']);
  });
});

describe('the order', () => {
  const go = chess.replace('chess', 'go');

  test.each([
    ['a group twice', [chess, chess], '3 id: "chess" is there twice, first in line 2'],
    [
      'a member twice',
      [chess, member('bob'), member('bob')],
      '4 userId: "bob" is there twice, first in line 3',
    ],
    [
      'groups that are not sorted',
      [go, chess],
      '3 id: "chess" must stand before "go" of line 2: records are sorted by id, by the bytes of UTF-8, so that "B" stands before "a"',
    ],
    [
      'members that are not sorted',
      [chess, member('bob'), member('Carl')],
      '4 userId: "Carl" must stand before "bob" of line 3: records are sorted by userId, by the bytes of UTF-8, so that "B" stands before "a"',
    ],
    [
      'a member behind mutes',
      [chess, mute('bob'), member('carl')],
      '4 type: a member record must stand before the mute record of line 3: member, mute, blacklist is the order',
    ],
    [
      'a member without a group',
      [member('bob')],
      '2 groupId: is "chess", but the record of that group is not before it',
    ],
    [
      'a member of another group',
      [chess, go, member('bob')],
      '4 groupId: is "chess", but the record of that group is not the last one before it (line 3 is "go")',
    ],
  ])('%s is a fault', async (_, all, fault) => {
    expect(await faultsOf(header, ...all)).toEqual([fault]);
  });

  test('the same user may be a member, muted and blacklisted, in several groups', async () => {
    expect(
      await faultsOf(header, chess, member('bob'), mute('bob'), go, member('bob', 'go')),
    ).toEqual([]);
  });

  test('a group whose id cannot be read does not make its members strangers', async () => {
    expect(await faultsOf(header, chess.replace('"chess"', '7'), member('bob'))).toEqual([
      '2 id: must be a string, not 7 (number)',
    ]);
  });
});

test('more faults are counted than told', async () => {
  const source = lines(header, ...Array.from({ length: 50 }, () => 'x'));

  const report = await validateSnapshot(source, { maxFaults: 2 });

  expect([report.ok, report.faults.length, report.faultCount]).toEqual([false, 2, 50]);
});

describe('the encoding', () => {
  test('must be UTF-8', async () => {
    const { faults } = await validateSnapshot(Buffer.from(`${header}\n`, 'utf16le'));

    expect(faults[0]).toMatchObject({ line: 1, message: 'is not UTF-8: save the file as UTF-8' });
  });

  test('is not a compressed one', async () => {
    const { faults } = await validateSnapshot(gzipSync(header));

    expect(faults[0]).toMatchObject({ line: 1, message: 'is compressed: unpack the file first' });
  });
});

test('a line that is too long is a fault, and not held in memory', async () => {
  function* pieces() {
    yield `${header}\n`;
    const piece = Buffer.alloc(1_000_000, 'x');
    for (let index = 0; index < 200; index += 1) yield piece;
    yield `\n${chess}`;
  }

  const report = await validateSnapshot(pieces());

  expect(report.faults).toEqual([
    { line: 2, field: '', message: `is longer than ${longestLine} bytes` },
  ]);
  expect(report.counts.group).toBe(1);
});

test.each([
  ['/nowhere/at.all', 'source: cannot be read: Error: ENOENT'],
  [
    new URL('https://example.com/x'),
    'source: cannot be read: TypeError: The URL must be of scheme file',
  ],
  [
    7,
    'source: must be the path of a file, its content as bytes, or an iterable of it, not 7 (number)',
  ],
  [[7], 'source: must give strings or bytes, not 7 (number)'],
])('a source that cannot be read is refused: %s', async (source, message) => {
  await expect(validateSnapshot(source as string)).rejects.toMatchObject({
    name: 'InvalidRequestError',
    message: expect.stringContaining(message),
  });
});
