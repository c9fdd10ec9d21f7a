import { describe, expect, test } from 'vitest';
import { nextCursor, nextNumber, nextThreads } from './next-page.ts';

describe('a list by cursor', () => {
  test('goes on at the cursor with everything else as it was', () => {
    expect(nextCursor({ limit: 2, cursor: 'a' }, 'b')).toEqual({ limit: 2, cursor: 'b' });
  });

  test.each([undefined, null, ''])('ends with the cursor %s', (cursor) => {
    expect(nextCursor({ limit: 2, cursor: 'a' }, cursor)).toBeUndefined();
  });
});

describe('a list by page number', () => {
  test.each([
    [0, undefined, 1],
    [1, undefined, 2],
    [1, 7, 8],
  ] as const)('whose first page is %d goes on after %s with %d', (first, pagenum, next) => {
    expect(nextNumber({ pagenum, pagesize: 2 }, ['a'], first)).toEqual({
      pagenum: next,
      pagesize: 2,
    });
  });

  test('goes on after a short page, which the service may have cut', () => {
    expect(nextNumber({ pagenum: 1, pagesize: 500 }, ['a'], 1)).toMatchObject({ pagenum: 2 });
  });

  test.each([[[]], [undefined]])('ends with an empty page: %s', (items) => {
    expect(nextNumber({ pagenum: 3 }, items, 1)).toBeUndefined();
  });
});

describe('a list about threads', () => {
  const answer = { properties: { cursor: 'next' } };

  test('goes on after a full page', () => {
    expect(nextThreads({ limit: 2 }, answer, ['a', 'b'])).toEqual({ limit: 2, cursor: 'next' });
  });

  test('ends with a page that is not full, although it has a cursor', () => {
    expect(nextThreads({ limit: 2 }, answer, ['a'])).toBeUndefined();
    expect(nextThreads({}, answer, Array.from({ length: 49 }))).toBeUndefined();
  });

  test('takes pages of 50 for full where none or a larger size is asked for', () => {
    const fifty = Array.from({ length: 50 });

    expect(nextThreads({}, answer, fifty)).toEqual({ cursor: 'next' });
    expect(nextThreads({ limit: 80 }, answer, fifty)).toMatchObject({ cursor: 'next' });
  });

  test('ends without a cursor', () => {
    expect(nextThreads({ limit: 1 }, {}, ['a'])).toBeUndefined();
  });
});
