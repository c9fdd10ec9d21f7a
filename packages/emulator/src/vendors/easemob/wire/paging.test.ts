import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CursorPage, cursorPage, numberedPage } from './paging.ts';

const items = fc.array(fc.integer(), { maxLength: 50 });
const size = fc.integer({ min: 1, max: 20 });

describe('a list by cursor', () => {
  test('comes whole and in order, whatever the size of its pages', () => {
    fc.assert(
      fc.property(items, size, (list, pageSize) => {
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const page: CursorPage<number> | undefined = cursorPage(list, 'list', {
            cursor,
            size: pageSize,
          });
          seen.push(...(page?.items ?? []));
          cursor = page?.cursor;
        } while (cursor !== undefined);

        expect(seen).toEqual(list);
      }),
    );
  });

  test('does not take the cursor of another list', () => {
    const cursor = cursorPage([1, 2], 'list', { cursor: undefined, size: 1 })?.cursor;

    const page = cursorPage([1, 2], 'other', { cursor, size: 1 });

    expect(page).toBeUndefined();
  });

  test('takes no text that is not a cursor', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (cursor) => {
        expect(cursorPage([1, 2], 'list', { cursor, size: 1 })).toBeUndefined();
      }),
    );
  });
});

describe('a list by page number', () => {
  test.each([0, 1] as const)('comes whole and in order from page %i on', (first) => {
    fc.assert(
      fc.property(items, size, (list, pageSize) => {
        const pages = Array.from({ length: Math.ceil(list.length / pageSize) }, (_, index) =>
          numberedPage(list, { number: first + index, size: pageSize, first }),
        );

        expect(pages.flat()).toEqual(list);
      }),
    );
  });

  test('is empty past its end', () => {
    const page = numberedPage([1, 2, 3], { number: 3, size: 2, first: 1 });

    expect(page).toEqual([]);
  });

  test('takes a page before the first for the first', () => {
    const page = numberedPage([1, 2, 3], { number: 0, size: 2, first: 1 });

    expect(page).toEqual([1, 2]);
  });
});
