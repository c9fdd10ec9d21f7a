import { gzipSync } from 'node:zlib';
import {
  groupKinds,
  type ImGroupsError,
  InvalidResponseError,
  isImGroupsError,
  type Logger,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

/** The documented type of a field of an answer. */
type FieldType = 'text' | 'number' | 'int64' | 'boolean' | 'list' | 'object';

/** Something that an answer can hold in place of a field; `json` is absent where the field is left out. */
interface HostileValue {
  readonly name: string;
  readonly json: string | undefined;
  /** The types it may pass for. Vendors write some numbers as text. */
  readonly passesFor: readonly (FieldType | 'nothing')[];
}

const deep = 20_000;

/** Every type that JSON has, and values that break code which trusts what it reads. */
const hostileValues: readonly HostileValue[] = [
  { name: 'no field', json: undefined, passesFor: ['nothing'] },
  { name: 'null', json: 'null', passesFor: ['nothing'] },
  { name: 'zero', json: '0', passesFor: ['number', 'int64'] },
  { name: 'a negative number', json: '-7.5', passesFor: ['number'] },
  { name: 'a number too large for a date', json: '1e300', passesFor: ['number'] },
  { name: 'a number far before all dates', json: '-1e300', passesFor: ['number'] },
  { name: 'an infinite number', json: '1e999', passesFor: [] },
  { name: 'a 64-bit number', json: '18446744073709551615', passesFor: ['number', 'int64'] },
  { name: 'an empty text', json: '""', passesFor: ['text', 'int64'] },
  { name: 'a word', json: '"x"', passesFor: ['text', 'int64'] },
  { name: 'digits', json: '"12"', passesFor: ['text', 'number', 'int64'] },
  { name: 'NaN', json: '"NaN"', passesFor: ['text', 'int64'] },
  { name: 'Infinity', json: '"Infinity"', passesFor: ['text', 'int64'] },
  { name: '__proto__', json: '"__proto__"', passesFor: ['text', 'int64'] },
  { name: 'constructor', json: '"constructor"', passesFor: ['text', 'int64'] },
  { name: 'half a character', json: '"\\ud800"', passesFor: ['text', 'int64'] },
  { name: 'a very long text', json: `"${'['.repeat(200_000)}"`, passesFor: ['text', 'int64'] },
  { name: 'true', json: 'true', passesFor: ['boolean'] },
  { name: 'false', json: 'false', passesFor: ['boolean'] },
  { name: 'an empty list', json: '[]', passesFor: ['list'] },
  { name: 'a list of anything', json: '[null,1,"x",true,[],{}]', passesFor: ['list'] },
  { name: 'an empty object', json: '{}', passesFor: ['object'] },
  {
    name: 'an object that cannot become text',
    json: '{"toString":1,"valueOf":2,"toJSON":3,"length":4,"then":5}',
    passesFor: ['object'],
  },
  {
    name: 'an object that reaches for the prototype',
    json: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    passesFor: ['object'],
  },
  {
    name: 'deep nesting',
    json: '['.repeat(deep) + ']'.repeat(deep),
    passesFor: ['list'],
  },
];

/** A field of an answer: names and numbers from the outside to the inside. */
type Path = readonly (string | number)[];

/** Every field of an answer, at any depth, the items of lists by their first two. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  const inner = Array.isArray(value)
    ? value.slice(0, 2).flatMap((item, index) => pathsOf(item, [...path, index]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, field]) => pathsOf(field, [...path, name]))
      : [];
  return path.length > 0 ? [path, ...inner] : inner;
}

/** A field as errors name it: without the numbers of items. */
function fieldOf(path: Path | string | undefined): string {
  const parts = typeof path === 'string' ? path.replaceAll('[]', '').split('.') : (path ?? []);
  return parts.filter((part) => !/^\d+$/.test(String(part))).join('.');
}

const placeholder = '\u0000hostile\u0000';

/** An answer as text, with one field replaced. */
function withField(answer: unknown, path: Path, { json }: HostileValue): string {
  const text = JSON.stringify(replaced(answer, path, json === undefined ? undefined : placeholder));
  return json === undefined ? text : text.replace(JSON.stringify(placeholder), () => json);
}

function replaced(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => (index === first ? replaced(item, rest, by) : item));
    return items.filter((item) => item !== undefined);
  }
  const fields = Object.entries(v.parse(v.record(v.string(), v.unknown()), value));
  return Object.fromEntries(
    fields.map(([name, field]) => [name, name === first ? replaced(field, rest, by) : field]),
  );
}

const id = v.pipe(v.string(), v.nonEmpty());
const text = v.optional(v.string());
const number = v.optional(v.pipe(v.number(), v.finite()));
const until = v.union([v.literal('permanent'), v.date()]);
const role = v.picklist(['owner', 'admin', 'member', 'other']);
const kind = v.picklist([...groupKinds, 'other']);
const error = v.custom<ImGroupsError>(isImGroupsError);
const unreadable = v.pipe(v.array(error), v.nonEmpty());

/** The neutral results, with nothing but what the contract has. */
export const neutral = {
  page: (item: v.GenericSchema) =>
    v.strictObject({
      items: v.array(item),
      unreadable: v.optional(unreadable),
      nextCursor: v.optional(id),
    }),
  nothing: v.undefined(),
  text: v.string(),
  role: v.optional(role),
  roles: v.map(id, v.optional(role)),
  created: v.strictObject({ id, kind: v.picklist(groupKinds), raw: v.unknown() }),
  group: v.strictObject({
    id,
    kind,
    name: v.string(),
    description: text,
    announcement: text,
    avatarUrl: text,
    ownerId: text,
    joinPolicy: v.optional(v.picklist(['open', 'approval', 'closed'])),
    invitePolicy: v.optional(v.picklist(['open', 'approval', 'closed'])),
    memberCount: number,
    maxMembers: number,
    mutedAll: v.optional(v.boolean()),
    createdAt: v.optional(v.date()),
    raw: v.unknown(),
  }),
  summary: v.strictObject({
    id,
    kind: v.optional(kind),
    name: text,
    ownerId: text,
    memberCount: number,
    raw: v.unknown(),
  }),
  member: v.strictObject({
    userId: id,
    role,
    nickname: text,
    joinedAt: v.optional(v.date()),
    raw: v.unknown(),
  }),
  ending: v.strictObject({ userId: id, until, raw: v.unknown() }),
  batch: v.strictObject({
    outcomes: v.array(
      v.variant('status', [
        v.strictObject({
          userId: id,
          status: v.literal('done'),
          changed: v.optional(v.boolean()),
        }),
        v.strictObject({ userId: id, status: v.literal('pending') }),
        v.strictObject({ userId: id, status: v.literal('failed'), error }),
      ]),
    ),
    ok: v.boolean(),
    failed: v.array(v.object({ userId: id, error })),
    throwIfFailed: v.function(),
  }),
} as const;

/** An answer, what reads it, and what comes of it. */
export interface Reading {
  /** True if the answer is one to a write, so that an unreadable one leaves the effect in doubt. */
  readonly writes: boolean;
  readonly answer: unknown;
  /** Fields that are read, without numbers of items, and their types; `list.*` are the items of a list. */
  readonly reads: Readonly<Record<string, FieldType>>;
  readonly result: v.GenericSchema;
  /** The list of the answer whose items are read one by one: a bad one never costs the others. */
  readonly items?: string | undefined;
  /** Runs the operation on an answer that was written as text. */
  readonly run: (answer: string, logger?: Logger) => Promise<unknown>;
}

/**
 * Returns the fault after a field of an answer was replaced; undefined when all is well. `sizeOfGood` counts the items that are
 * read when nothing is replaced.
 */
async function faultOf(
  reading: Reading,
  path: Path,
  value: HostileValue,
  sizeOfGood: number,
): Promise<string | undefined> {
  const { run, answer, reads, result, writes, items } = reading;
  const field = fieldOf(path);
  const type = reads[typeof path.at(-1) === 'number' ? `${field}.*` : field];
  const wrong =
    type !== undefined && !value.passesFor.includes(type) && !value.passesFor.includes('nothing');
  const refuses = !wrong && (type !== undefined || mayRefuse.test(field));
  const drift = driftLogger();
  const others = path[0] === items && typeof path[1] === 'number' ? sizeOfGood - 1 : 0;
  let given: unknown;
  try {
    given = await run(withField(answer, path, value), drift.logger);
  } catch (thrown) {
    const fault = faultOfError(thrown, { field, writes, refuses });
    if (fault !== undefined) return fault;
    const left = thrown instanceof InvalidResponseError ? sizeOf(thrown.result) : 0;
    return left < others ? `cost ${others - left} other items` : undefined;
  }
  const checked = v.safeParse(result, given);
  if (!checked.success) {
    const [issue] = checked.issues;
    return `gave a result of another form: ${v.getDotPath(issue)}: ${issue.message.slice(0, 200)}`;
  }
  const left = sizeOf(given);
  if (left < others) return `cost ${others - left} other items`;
  const failures = failuresIn(given);
  for (const failure of failures) {
    const fault = faultOfError(failure, { field, writes, refuses });
    if (fault !== undefined) return fault;
  }
  const isTold = failures.length > 0 || drift.fields.some((told) => areRelated(told, field));
  return wrong && !isTold ? `took it for ${type}` : undefined;
}

/** A logger that keeps the fields of which the mapping tells drift; the documented form is not looked at. */
function driftLogger() {
  const fields: string[] = [];
  const logger: Logger = {
    debug: () => undefined,
    warn: (line) => {
      const [, field] = /not as documented: (\S+): /.exec(line) ?? [];
      if (field !== undefined) fields.push(fieldOf(field));
    },
  };
  return { fields, logger };
}

/** Counts the items, groups or users of a result. */
function sizeOf(result: unknown): number {
  if (result instanceof Map) return result.size;
  if (Array.isArray(result)) return result.length;
  const page = v.safeParse(v.object({ items: v.array(v.unknown()) }), result);
  return page.success ? page.output.items.length : 0;
}

/** Errors of single users or items that say that the answer could not be read. */
function failuresIn(given: unknown): readonly unknown[] {
  const page = v.safeParse(v.object({ unreadable }), given);
  if (page.success) return page.output.unreadable;
  const batch = v.safeParse(neutral.batch, given);
  if (!batch.success) return [];
  return batch.output.failed
    .map((failure) => failure.error)
    .filter((failure) => failure instanceof InvalidResponseError);
}

/** Fields of envelopes, which make a refusal of an answer. */
const mayRefuse = /(^|\.)(ErrorCode|ErrorInfo|ActionStatus|reason|result|user)$/;

/** Returns the fault of an error about an answer with one spoilt field. */
function faultOfError(
  thrown: unknown,
  { field, writes, refuses }: { field: string; writes: boolean; refuses: boolean },
): string | undefined {
  if (!isImGroupsError(thrown)) return `threw ${String(thrown).slice(0, 200)}`;
  if (thrown.message.length > 10_000 && thrown.vendorMessage === undefined) {
    return `the message has ${thrown.message.length} characters`;
  }
  if (!(thrown instanceof InvalidResponseError)) {
    return refuses ? undefined : `threw ${thrown.name}: ${thrown.message.slice(0, 200)}`;
  }
  const named = fieldOf(thrown.field);
  const isRelated = /(^|\.)ErrorCode$/.test(field) || areRelated(named, field);
  if (!isRelated) return `named ${thrown.field} in: ${thrown.message.slice(0, 200)}`;
  return thrown.ambiguous === writes ? undefined : `ambiguous is ${thrown.ambiguous}`;
}

/** True if one of two fields is the other or a part of it. */
function areRelated(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

const tenMegabytes = 10 * 1024 * 1024;

/** Texts that are large: made once, for V8 puts together what was repeated when it is first read. */
const large = {
  whiteSpace: ' \r\n\t'.repeat(100_000),
  page: `<html>${'x'.repeat(tenMegabytes)}`,
  openLists: '['.repeat(100_000),
  openObjects: '{"data":'.repeat(100_000),
  deepLists: '['.repeat(100_000) + ']'.repeat(100_000),
  text: `"${'x'.repeat(tenMegabytes)}"`,
  blanks: ' '.repeat(tenMegabytes),
};

/** Answers that are no JSON object at all, made from a good one. */
const unreadableAnswers: readonly (readonly [name: string, spoil: (good: string) => string])[] = [
  ['an empty body', () => ''],
  ['white space', () => large.whiteSpace],
  ['the page of a gateway', () => '<!DOCTYPE html><title>502 Bad Gateway</title>'],
  ['ten megabytes of a page', () => large.page],
  ['JSON cut in the middle', (good) => good.slice(0, good.length / 2)],
  ['JSON cut before its last brace', (good) => good.slice(0, -1)],
  ['JSON with more behind it', (good) => `${good}${good}`],
  ['a zero byte in front', (good) => `\0${good}`],
  ['JavaScript', () => '({ErrorCode:0,data:[]})'],
  ['a list', (good) => `[${good}]`],
  ['null', () => 'null'],
  ['a string', (good) => JSON.stringify(good)],
  ['a number', () => '1e999'],
  ['true', () => 'true'],
  ['lists in lists without end', () => large.openLists],
  ['objects in objects without end', () => large.openObjects],
  ['deep lists', () => large.deepLists],
];

/** Answers that are large or strange, and still good. */
const readableAnswers: readonly (readonly [name: string, pad: (good: string) => string])[] = [
  ['white space around', (good) => `\r\n\t ${good}\n`],
  ['ten megabytes of white space', (good) => good + large.blanks],
  ['a further field of ten megabytes', (good) => withMore(good, large.text)],
  ['a further field of 100,000 levels', (good) => withMore(good, large.deepLists)],
  ['a further field named __proto__', (good) => `{"__proto__":{"polluted":true},${good.slice(1)}`],
];

function withMore(good: string, json: string): string {
  return `{"further":${json},${good.slice(1)}`;
}

/** Returns the fault after an answer that cannot be read; undefined when all is well. */
async function faultOfUnreadable(reading: Reading, text: string): Promise<string | undefined> {
  let given: unknown;
  try {
    given = await reading.run(text);
  } catch (thrown) {
    return faultOfUnreadableError(thrown, reading.writes);
  }
  const [failure] = failuresIn(given);
  return failure ? faultOfUnreadableError(failure, reading.writes) : 'took it for an answer';
}

function faultOfUnreadableError(thrown: unknown, writes: boolean): string | undefined {
  if (!(thrown instanceof InvalidResponseError)) return `threw ${String(thrown).slice(0, 200)}`;
  if (thrown.message.length > 1000) return `the message has ${thrown.message.length} characters`;
  return thrown.ambiguous === writes ? undefined : `ambiguous is ${thrown.ambiguous}`;
}

type Readings = Readonly<Record<string, Reading>>;

/** Suites over all readings of a vendor; `explanations` are reads without which a refusal stands as it is. */
export function testHostileAnswers(readings: Readings, explanations: Readings = {}): void {
  const operations = Object.entries(readings);
  const fields = [...operations, ...Object.entries(explanations)].flatMap(([name, given]) =>
    pathsOf(given.answer).map((path) => [name, path.join('.'), given, path] as const),
  );

  describe('an answer with a field that is not as documented', () => {
    test.each(fields)('%s reads %s right or refuses it by name', async (_, __, given, path) => {
      const faults: string[] = [];
      const sizeOfGood = sizeOf(await given.run(JSON.stringify(given.answer)));

      for (const value of hostileValues) {
        const fault = await faultOf(given, path, value, sizeOfGood);
        if (fault !== undefined) faults.push(`${value.name}: ${fault}`);
      }

      expect(faults).toEqual([]);
    });

    test('no prototype was changed', () => {
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect('polluted' in {}).toBe(false);
    });
  });

  describe('an answer that is large or strange', () => {
    test.each(operations)(
      '%s refuses what cannot be read, and a write is in doubt',
      async (_, given) => {
        const good = JSON.stringify(given.answer);
        const faults: string[] = [];

        for (const [name, spoil] of unreadableAnswers) {
          const fault = await faultOfUnreadable(given, spoil(good));
          if (fault !== undefined) faults.push(`${name}: ${fault}`);
        }

        expect(faults).toEqual([]);
      },
    );

    test.each(readableAnswers)('%s changes nothing', async (_, pad) => {
      for (const { run, answer, result } of Object.values(readings)) {
        const given = await run(pad(JSON.stringify(answer)));

        expect(v.safeParse(result, given).issues).toBeUndefined();
      }
    });
  });
}

/** Suites over answers that are no text, or another one than their header says; `nameFrom` reads the name of a group. */
export function testAnswersAsBytes(
  answer: object,
  nameFrom: (respond: () => Response) => Promise<string>,
): void {
  describe('an answer as bytes', () => {
    const good = JSON.stringify(answer);
    const read = (body: BodyInit, type: string) =>
      nameFrom(() => new Response(body, { headers: { 'content-type': type } }));

    test.each(['application/json; charset=gbk', 'text/html', 'image/png', ';;;'])(
      'is read as UTF-8 JSON, be its type %s',
      async (contentType) => {
        await expect(read(good, contentType)).resolves.toBe('北京');
      },
    );

    test('may begin with a byte order mark', async () => {
      await expect(read(`\ufeff${good}`, 'application/json')).resolves.toBe('北京');
    });

    test.each([
      ['UTF-16', Buffer.from(good, 'utf16le')],
      ['random bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
      ['compressed bytes', gzipSync(good)],
    ])('that is %s cannot be read', async (_, bytes) => {
      await expect(read(new Uint8Array(bytes), 'application/json')).rejects.toMatchObject({
        name: 'InvalidResponseError',
        ambiguous: false,
      });
    });
  });
}
