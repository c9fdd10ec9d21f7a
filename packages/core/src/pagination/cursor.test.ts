import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '../validation/check.ts';
import { cursorCodec, cursorSecret } from './cursor.ts';
import type { CursorBinding } from './cursor-codec.ts';

const binding: CursorBinding = {
  provider: 'fake',
  app: 'app',
  operation: 'members.list',
  subject: 'g1',
};
const day = 24 * 3600 * 1000;
const codecs = [
  ['plain', undefined],
  ['sealed', 'a secret of at least 32 characters'],
] as const;

describe.each(codecs)('a %s cursor', (_, secret) => {
  const cursors = cursorCodec(secret, () => 0);
  const invalid = { code: 'invalid_argument', field: 'cursor' };

  test('comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        const position: unknown = JSON.parse(text);

        const cursor = await cursors.encode(position, binding);

        expect(cursor).toMatch(/^[\w.-]+$/);
        expect(await cursors.decode(cursor, binding)).toEqual(position);
      }),
      { numRuns: 50 },
    );
  });

  test('is refused when any character was changed', async () => {
    const cursor = await cursors.encode({ offset: 100 }, binding);
    const places = fc.nat({ max: cursor.length - 2 });
    await fc.assert(
      fc.asyncProperty(places, fc.constantFrom('A', 'b', '7', '_'), async (at, character) => {
        fc.pre(cursor[at] !== character);
        const changed = cursor.slice(0, at) + character + cursor.slice(at + 1);

        await expect(cursors.decode(changed, binding)).rejects.toMatchObject(invalid);
      }),
    );
  });

  test.each([
    ['vendor', { provider: 'other' }],
    ['app', { app: 'other' }],
    ['list', { operation: 'groups.list' }],
    ['group', { subject: 'g2' }],
  ])('of another %s is refused', async (_what, part) => {
    const cursor = await cursors.encode(1, { ...binding, ...part });

    await expect(cursors.decode(cursor, binding)).rejects.toMatchObject(invalid);
  });

  test.each([[''], ['x'], ['!!'], ['a.b.c.d.e'], [5 as unknown as string]])(
    '%s is refused',
    async (cursor) => {
      await expect(cursors.decode(cursor, binding)).rejects.toMatchObject(invalid);
    },
  );
});

test('a sealed cursor hides its position and ends after a day', async () => {
  let now = 30 * day;
  const cursors = cursorCodec('a secret of at least 32 characters', () => now);
  const cursor = await cursors.encode({ next: 'alice' }, binding);

  now = 31 * day - 60_000;
  await expect(cursors.decode(cursor, binding)).resolves.toEqual({ next: 'alice' });
  now = 31 * day + 60_000;
  await expect(cursors.decode(cursor, binding)).rejects.toMatchObject({ field: 'cursor' });
  expect(
    cursor
      .split('.')
      .map((part) => atob(part.replaceAll(/[-_]/g, 'A')))
      .join(),
  ).not.toContain('alice');
});

test.each([['short'], ['x'.repeat(31)], [7], [null]])(
  'the secret %s is refused, and not shown',
  (secret) => {
    expect(() => check(cursorSecret, secret, 'cursorSecret')).toThrow(
      expect.objectContaining({
        field: 'cursorSecret',
        message: 'cursorSecret: must be a string of at least 32 characters',
      }),
    );
  },
);

test('a secret of 32 characters is long enough', async () => {
  expect(check(cursorSecret, 'x'.repeat(32), 'cursorSecret')).toBe('x'.repeat(32));

  const cursors = cursorCodec('x'.repeat(32), () => 0);

  expect(await cursors.decode(await cursors.encode(7, binding), binding)).toBe(7);
});

test('a refused cursor says what to do', async () => {
  await expect(cursorCodec(undefined, () => 0).decode('x', binding)).rejects.toThrow(
    'cursor: damaged, expired, or of another list; start the list again without a cursor',
  );
});
