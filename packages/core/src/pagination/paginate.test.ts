import { describe, expect, test } from 'vitest';
import { plainCursors } from './cursor.ts';
import { type PaginateOptions, pageSizeOf, paginate } from './paginate.ts';

const binding = { provider: 'fake', app: 'app', operation: 'members.list', subject: 'g1' };

function listOf(
  items: readonly string[],
  size: number,
  more: Partial<PaginateOptions<string, number>> = {},
) {
  const reads: (number | undefined)[] = [];
  const pages = paginate<string, number>({
    async read(position) {
      reads.push(position);
      const start = position ?? 0;
      const next = start + size;
      return { items: items.slice(start, next), next: next < items.length ? next : undefined };
    },
    idOf: (item) => item,
    binding,
    cursors: plainCursors,
    ...more,
  });
  return { pages, reads };
}

const letters = ['a', 'b', 'c', 'd', 'e'];

describe('a list', () => {
  test('sends nothing until it is used', () => {
    expect(listOf(letters, 2).reads).toEqual([]);
  });

  test('gives its items one after the other', async () => {
    const seen: string[] = [];

    for await (const item of listOf(letters, 2).pages) seen.push(item);

    expect(seen).toEqual(letters);
  });

  test('goes on from a cursor in another place', async () => {
    const first = await listOf(letters, 2).pages.first();

    const rest = await listOf(letters, 2, { cursor: first.nextCursor }).pages.toArray({
      maxItems: 9,
    });

    expect([...first.items, ...rest]).toEqual(letters);
  });

  test('reads no page that is not needed', async () => {
    const { pages, reads } = listOf(letters, 2);

    const items = await pages.toArray({ maxItems: 3 });

    expect(items).toEqual(['a', 'b', 'c']);
    expect(reads).toEqual([undefined, 2]);
  });

  test('does not give an item of the page before twice', async () => {
    const pagesOfVendor = [['a', 'b'], ['b', 'c'], ['d']];
    const { pages } = listOf(letters, 2, {
      read: async (position = 0) => ({
        items: pagesOfVendor[position] ?? [],
        next: position < 2 ? position + 1 : undefined,
      }),
    });

    expect(await pages.toArray({ maxItems: 9 })).toEqual(['a', 'b', 'c', 'd']);
  });

  describe('by offset, while users join at its start', () => {
    /** Reads pages of two; after the first, so many have joined. */
    async function readWhileJoining(newcomers: number): Promise<string[]> {
      const members = [...letters];
      const { pages } = listOf(letters, 2, {
        read: async (offset = 0) => {
          const items = members.slice(offset, offset + 2);
          if (offset === 0) {
            members.unshift(...Array.from({ length: newcomers }, (_, index) => `new${index}`));
          }
          return { items, next: offset + 2 < members.length ? offset + 2 : undefined };
        },
      });
      return pages.toArray({ maxItems: 99 });
    }

    test.each([0, 1, 2])('gives nobody twice when %i join, which a page holds', async (count) => {
      const items = await readWhileJoining(count);

      expect(items.filter((item) => !item.startsWith('new'))).toEqual(letters);
      expect(new Set(items).size).toBe(items.length);
    });

    test('can give somebody twice when more join, as the page on paging says', async () => {
      const items = await readWhileJoining(3);

      expect(new Set(items).size).toBeLessThan(items.length);
    });
  });

  test('ends with an error when the vendor gives the same position again', async () => {
    const { pages } = listOf(letters, 2, { read: async () => ({ items: ['a'], next: 7 }) });

    const error = await pages.toArray({ maxItems: 99 }).catch((thrown) => thrown);

    expect(error.code).toBe('internal');
  });

  test.each([[-1], [1.5], [undefined]])('maxItems %s is refused', async (maxItems) => {
    const collected = listOf(letters, 2).pages.toArray({ maxItems: maxItems as number });

    await expect(collected).rejects.toMatchObject({ code: 'invalid_argument', field: 'maxItems' });
  });
});

test('a page size beyond the largest is refused by name, with the limit', () => {
  const pageSize = () => pageSizeOf(101, { usual: 50, max: 100 });

  expect(pageSize).toThrow(
    expect.objectContaining({
      message: 'pageSize: must be a whole number from 1 to 100, not 101 (number)',
    }),
  );
});

test.each([
  [undefined, 50],
  [1, 1],
  [100, 100],
])('with the page size %j a page has %i items', (wanted, expected) => {
  expect(pageSizeOf(wanted, { usual: 50, max: 100 })).toBe(expected);
});

test('an endless list is an answer that cannot be read', async () => {
  const { pages } = listOf(letters, 2, { read: async () => ({ items: ['a'], next: 7 }) });

  await expect(pages.toArray({ maxItems: 99 })).rejects.toMatchObject({
    errorClass: 'InvalidResponseError',
    message: 'the list does not go on: the vendor gave the same position twice',
  });
});

test('nothing is read for no items', async () => {
  const { pages, reads } = listOf(letters, 2);

  expect(await pages.toArray({ maxItems: 0 })).toEqual([]);
  expect(reads).toEqual([]);
});

test.each([
  [{ maxItems: -1 }, 'maxItems: must be a whole number from 0, not -1 (number)'],
  [{ maxItems: 1.5 }, 'maxItems: must be a whole number from 0, not 1.5 (number)'],
])('the cap %j is refused with its rule', async (options, message) => {
  await expect(listOf(letters, 2).pages.toArray(options)).rejects.toMatchObject({ message });
});
