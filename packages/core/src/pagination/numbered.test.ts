import { describe, expect, test } from 'vitest';
import { unreadable } from '../errors/failure.ts';
import { type NumberedPosition, numberedPages } from './numbered.ts';

/** Reads pages by number until the list ends, at most seven; each reading tells what the page holds by then. */
async function readAll(
  pageOf: (page: number, readings: number) => readonly string[],
  { first = 1, unread = 0 }: { readonly first?: 0 | 1; readonly unread?: number } = {},
) {
  const asked: number[] = [];
  const pages: (readonly string[])[] = [];
  const list = numberedPages<string, undefined>({ first, idOf: (id) => id }, async (page) => {
    asked.push(page);
    const broken = Array.from({ length: unread }, () => unreadable(`broken ${page}`).toError());
    const failures = broken.map(({ message }) => unreadable(message));
    return { items: pageOf(page, asked.length), unreadable: failures } as never;
  });
  let position: NumberedPosition | undefined;
  do {
    const { items, next } = await list.read(position, 2, undefined);
    pages.push(items);
    position = next;
  } while (position && pages.length < 7);
  return { asked, pages, position };
}

const fullPages = (count: number) => (page: number) =>
  page <= count ? [`a${page}`, `b${page}`] : [];

describe('a list by page number', () => {
  test('ends with an empty page', async () => {
    const { pages, asked } = await readAll(fullPages(2));

    expect(pages).toEqual([['a1', 'b1'], ['a2', 'b2'], []]);
    expect(asked).toEqual([1, 2, 3]);
  });

  test('ends with a page that is shorter than the one before it', async () => {
    const { pages } = await readAll((page) => (page === 2 ? ['c'] : [`a${page}`, `b${page}`]));

    expect(pages).toEqual([['a1', 'b1'], ['c']]);
  });

  test('goes on after a short first page: services cut page sizes silently', async () => {
    const { pages } = await readAll((page) => (page <= 3 ? [`a${page}`] : []));

    expect(pages).toHaveLength(4);
  });

  test('that is empty ends at once', async () => {
    expect(await readAll(() => [], { first: 0 })).toMatchObject({ pages: [[]], asked: [0] });
  });

  test('counts items that cannot be read as items', async () => {
    const { pages } = await readAll((page) => (page === 3 ? ['c'] : [`a${page}`, `b${page}`]), {
      unread: 1,
    });

    expect(pages).toHaveLength(3);
  });

  test('whose service ignores the number is refused, as it would never end', async () => {
    await expect(readAll(() => ['a', 'b'])).rejects.toMatchObject({
      text: 'the list does not go on: page 2 is the page before it once more',
    });
  });

  test('of nothing but the same broken items is refused too', async () => {
    const list = numberedPages<string, undefined>(
      { first: 1, idOf: (id) => id },
      async () => ({ items: [], unreadable: [unreadable('broken')] }) as never,
    );
    const { next } = await list.read(undefined, 2, undefined);

    await expect(list.read(next, 2, undefined)).rejects.toMatchObject({
      text: expect.stringContaining('does not go on'),
    });
  });

  test('may give a page twice when newcomers fill one meanwhile', async () => {
    const newest = ['x', 'y', 'a1', 'b1', 'a2', 'b2'];
    const { pages, asked } = await readAll((page, readings) =>
      readings === 1 ? ['a1', 'b1'] : newest.slice((page - 1) * 2, page * 2),
    );

    expect(pages).toEqual([['a1', 'b1'], ['a1', 'b1'], ['a2', 'b2'], []]);
    expect(asked).toEqual([1, 2, 1, 3, 4]);
  });

  test('goes on when only a part of a page came once more', async () => {
    const { asked } = await readAll(
      (page) => [['a', 'b'], ['b', 'a'], ['b', 'c'], []][page - 1] ?? [],
    );

    expect(asked).toEqual([1, 2, 3, 4]);
  });
});
