import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Part } from '../commands.ts';
import { useLoaded } from './live.ts';

/** As many items are loaded at once, around those that can be seen. */
const windowSize = 200;
/** Rows that are drawn above and below what can be seen. */
const margin = 5;

/** A list of any length, of which only what can be seen is loaded and drawn. */
export interface ListWindow<Item> {
  /** The element that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** The part that was loaded last; undefined before that. */
  readonly part: Part<Item> | undefined;
  readonly total: number;
  /** Rows that fit into the element. */
  readonly fits: number;
  /** The rows to draw, as far as they are loaded. */
  readonly rows: readonly { readonly index: number; readonly item: Item }[];
  readonly at: (index: number) => Item | undefined;
  readonly indexOf: (matches: (item: Item) => boolean) => number | undefined;
  readonly scrollTo: (index: number) => void;
}

interface WindowSettings<Item> {
  /** Says what is listed: with another key the list begins at its top. */
  readonly listKey: string;
  readonly revision: string;
  readonly rowHeight: number;
  readonly load: (skip: number, limit: number) => Promise<Part<Item>>;
}

export function useWindow<Item>(settings: WindowSettings<Item>): ListWindow<Item> {
  const { listKey, revision, rowHeight, load } = settings;
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ index: 0, fits: 20 });
  const first = Math.max(0, Math.floor((seen.index - windowSize / 4) / 50) * 50);
  const loaded = useLoaded(
    async () => ({ first, part: await load(first, windowSize) }),
    listKey,
    `${revision} ${first}`,
  );
  const { part, first: firstLoaded = 0 } = loaded ?? {};
  const { total = 0, items = [] } = part ?? {};

  function look(): void {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    const index = Math.floor(scrollTop / rowHeight);
    const fits = Math.ceil(clientHeight / rowHeight);
    setSeen((before) =>
      before.index === index && before.fits === fits ? before : { index, fits },
    );
  }

  useLayoutEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [rowHeight]);
  useLayoutEffect(() => box.current?.scrollTo(0, 0), [listKey]);

  const from = Math.max(firstLoaded, seen.index - margin);
  const to = Math.min(firstLoaded + items.length, seen.index + seen.fits + margin);
  return {
    box,
    onScroll: look,
    part,
    total,
    fits: seen.fits,
    rows: items
      .slice(from - firstLoaded, Math.max(0, to - firstLoaded))
      .map((item, offset) => ({ index: from + offset, item })),
    at: (index) => items[index - firstLoaded],
    indexOf(matches) {
      const offset = items.findIndex(matches);
      return offset < 0 ? undefined : firstLoaded + offset;
    },
    scrollTo(index) {
      const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
      const top = index * rowHeight;
      const bottom = top + rowHeight;
      if (top < scrollTop) box.current?.scrollTo(0, top);
      else if (bottom > scrollTop + clientHeight) box.current?.scrollTo(0, bottom - clientHeight);
    },
  };
}
