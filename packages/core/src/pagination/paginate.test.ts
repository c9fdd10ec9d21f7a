import { describe, expect, test } from 'vitest';
import { plainCursors } from './cursor.ts';
import { listOfPages } from './list-of-pages.ts';
import { type PaginateOptions, pageSizeOf, paginate } from './paginate.ts';

const binding = { provider: 'fake', app: 'app', operation: 'members.list', subject: 'g1' };

function listOf(
  items: readonly string[],
  size: number,
  more: Partial<PaginateOptions<string, number>> = {},
) {
  const reads: (number | undefined)[] = [];
  const pages = listOfPages(
    paginate<string, number>({
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
    }),
  );
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

  test('of which so many items are wanted reads no page that is not needed', async () => {
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

  describe('read ahead', () => {
    /** Goes so many pages far, and leaves. */
    async function leaveAfter(count: number, pages: AsyncIterable<unknown>): Promise<void> {
      let seen = 0;
      for await (const _ of pages) if (++seen === count) return;
    }

    test.each([
      [1, [undefined]],
      [2, [undefined, 2, 4]],
      [3, [undefined, 2, 4]],
    ])('whoever leaves after %i pages has read at most one more', async (count, expected) => {
      const { pages, reads } = listOf(letters, 2);

      await leaveAfter(count, pages.pages());

      expect(reads).toEqual(expected);
    });

    test('reads the next page while one is used', async () => {
      const { pages, reads } = listOf(letters, 1);
      const seen: unknown[] = [];

      for await (const { items } of pages.pages()) {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push([items[0], reads.length]);
      }

      expect(seen).toEqual([
        ['a', 1],
        ['b', 3],
        ['c', 4],
        ['d', 5],
        ['e', 5],
      ]);
    });

    test('readAhead: 0 switches it off', async () => {
      const { pages, reads } = listOf(letters, 2, { readAhead: 0 });

      await leaveAfter(2, pages.pages());

      expect(reads).toEqual([undefined, 2]);
    });

    test('leaving cuts the pages on their way, and waits for their end', async () => {
      const ended: number[] = [];
      const { pages } = listOf(letters, 1, {
        read: async (position = 0, signal) => {
          if (position < 2) return { items: [`${position}`], next: position + 1 };
          await new Promise((_, reject) => signal?.addEventListener('abort', reject)).catch(() =>
            ended.push(position),
          );
          throw new Error('cut');
        },
      });

      await leaveAfter(2, pages);

      expect(ended).toEqual([2]);
    });

    test('a page that fails is told after the pages before it', async () => {
      const { pages } = listOf(letters, 1, {
        read: async (position = 0) => {
          if (position === 2) throw new Error('refused');
          return { items: [`${position}`], next: position + 1 };
        },
      });
      const seen: string[] = [];
      const read = async () => {
        for await (const item of pages) {
          seen.push(item);
          await new Promise((resolve) => setImmediate(resolve));
        }
      };

      await expect(read()).rejects.toThrow('refused');
      expect(seen).toEqual(['0', '1']);
    });
  });

  describe('whose length the vendor tells', () => {
    const many = Array.from({ length: 41 }, (_, index) => `m${index}`);

    /** Pages of two by offset; `change` comes before so many answers. */
    function listByOffset(
      more: Partial<PaginateOptions<string, number>> = {},
      change: (members: string[], answers: number) => void = () => undefined,
    ) {
      const members = [...many];
      const asked: number[] = [];
      const seen = { running: 0, most: 0, answers: 0 };
      const { pages } = listOf([], 2, {
        async read(offset = 0) {
          asked.push(offset);
          seen.most = Math.max(seen.most, ++seen.running);
          // Later pages answer first.
          for (let turn = 0; turn < 60 - offset; turn += 1) await undefined;
          change(members, seen.answers++);
          seen.running -= 1;
          const { length: total } = members;
          const positions = [];
          for (let next = offset + 2; next < total; next += 2) positions.push(next);
          const items = members.slice(offset, offset + 2);
          return { items, next: positions[0], rest: { total, positions } };
        },
        ...more,
      });
      return { pages, asked, seen };
    }

    test('is read side by side, once a second page was asked for, and given in order', async () => {
      const { pages, seen } = listByOffset();
      const items: string[] = [];
      const runningAt: number[] = [];

      for await (const item of pages) {
        items.push(item);
        runningAt.push(seen.most);
      }

      expect(items).toEqual(many);
      expect(runningAt.slice(0, 3)).toEqual([1, 1, 17]);
    });

    test.each([
      [0, 1],
      [3, 4],
    ])('readAhead: %i has %i reads on their way', async (readAhead, expected) => {
      const { pages, seen } = listByOffset({ readAhead });

      expect(await pages.toArray({ maxItems: 99 })).toEqual(many);
      expect(seen.most).toBe(expected);
    });

    test('reads no page that is not needed for so many items', async () => {
      const { pages, asked } = listByOffset();

      await pages.toArray({ maxItems: 7 });

      expect(asked).toEqual([0, 2, 4, 6]);
    });

    test.each([1, 2, 5, 9])(
      'misses nobody and repeats nobody when somebody joins: %i',
      async (at) => {
        const { pages } = listByOffset({}, (members, answers) => {
          if (answers === at) members.unshift('new');
        });

        const items = await pages.toArray({ maxItems: 99 });

        expect(items.filter((item) => item !== 'new')).toEqual(many);
      },
    );

    test('goes on page by page once its length has changed', async () => {
      const { pages, asked } = listByOffset({}, (members, answers) => {
        if (answers === 12) members.push(`n${answers}`);
      });

      expect(await pages.toArray({ maxItems: 99 })).toEqual([...many, 'n12']);
      expect(asked.length).toBeLessThanOrEqual(21 + 17);
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
