import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { unreadable } from '../errors/failure.ts';
import { listOfPages, type PagesWanted } from './list-of-pages.ts';
import type { Page } from './page.ts';

/** A list of these pages, and what was asked of each reading. */
function listOf(pages: readonly Page<string>[], name?: string) {
  const wanted: PagesWanted[] = [];
  const list = listOfPages(async function* (each: PagesWanted) {
    wanted.push(each);
    yield* pages;
  }, name);
  return { list, wanted };
}

async function readAll(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

const pages = [{ items: ['a', 'b'] }, { items: ['c'] }];

describe('a list', () => {
  test('makes cursors for those who see pages, and for nobody else', async () => {
    const { list, wanted } = listOf(pages);

    await readAll(list.pages());
    await list.first();
    await readAll(list);
    await list.toArray({ maxItems: 2 });

    expect(wanted).toEqual([
      { withCursors: true },
      { withCursors: true },
      { withCursors: false },
      { withCursors: false, maxItems: 2 },
    ]);
  });

  test('without pages has an empty first one', async () => {
    expect(await listOf([]).list.first()).toEqual({ items: [] });
  });

  test('as an array ends within a page when it has as many items as wanted', async () => {
    const { list } = listOf(pages);

    expect(await list.toArray({ maxItems: 1 })).toEqual(['a']);
    expect(await list.toArray({ maxItems: 9 })).toEqual(['a', 'b', 'c']);
  });

  test('as an array tells what could not be read, with the items that could', async () => {
    const broken = unreadable('text', { field: 'name' }).toError();
    const { list } = listOf([{ items: ['a'], unreadable: [broken] }]);

    await expect(list.toArray({ maxItems: 9 })).rejects.toMatchObject({
      name: 'InvalidResponseError',
      result: ['a'],
      unreadable: [broken],
    });
  });

  test.each([undefined, null, 7, 'all'])(
    'is not collected with %s in the place of a cap',
    async (options) => {
      await expect(listOf(pages).list.toArray(options as never)).rejects.toMatchObject({
        field: 'options',
        text: expect.stringMatching(/^must be \{ maxItems \}, the most items to collect, not /),
      });
    },
  );

  test('is not collected up to a cap that is no whole number', async () => {
    await expect(listOf(pages).list.toArray({ maxItems: -1 })).rejects.toMatchObject({
      field: 'maxItems',
    });
  });
});

describe('a list that is taken for an array', () => {
  const remedy = 'use for await, .first() or .toArray({ maxItems })';

  test('says how it is read when it is printed, and when it is written as JSON', () => {
    const { list } = listOf(pages, 'members.list');

    expect(inspect(list)).toBe(`Pages { members.list: ${remedy} }`);
    expect(JSON.stringify({ list })).toBe(JSON.stringify({ list: `members.list: ${remedy}` }));
    expect(inspect(listOf(pages).list)).toContain('Pages { list: ');
  });

  test('cannot be spread', () => {
    const { list } = listOf(pages, 'members.list');

    expect(() => [...(list as never as string[])]).toThrow(
      new TypeError(`members.list is read over the network: ${remedy}`),
    );
  });
});
