import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Part } from '../commands.ts';
import { useWindow } from './window.ts';

interface ChoiceListProps<Item> {
  readonly label: string;
  /** Shown in place of an empty list. */
  readonly empty: string;
  readonly listKey: string;
  readonly revision: string;
  readonly narrow: boolean;
  readonly load: (skip: number, limit: number) => Promise<Part<Item>>;
  readonly keyOf: (item: Item) => string;
  readonly row: (item: Item) => ComponentChildren;
  /** Key of the item that is open. */
  readonly open?: string | undefined;
  readonly onOpen: (item: Item) => void;
  readonly onLoaded?: (part: Part<Item>) => void;
  /** Is told how many rows lie above what can be seen. */
  readonly onMoved?: (above: number) => void;
}

/** A long list from which one item at a time is opened, by the mouse or by the keys. */
export function ChoiceList<Item>(props: ChoiceListProps<Item>) {
  const { label, empty, listKey, revision, narrow, load, keyOf, row, open, onOpen } = props;
  const rowHeight = narrow ? 52 : 32;
  const list = useWindow({ listKey, revision, rowHeight, load });
  const { box, part, total, at } = list;
  /** The row that the keys have come to; it stays the same one when others come before it. */
  const [active, setActive] = useState<number>();
  const activeKey = useRef<string>('');

  useLayoutEffect(() => setActive(undefined), [listKey]);
  useLayoutEffect(() => {
    if (active !== undefined) {
      setActive(list.indexOf((item) => keyOf(item) === activeKey.current) ?? active);
    }
    if (part) props.onLoaded?.(part);
  }, [part]);
  useEffect(() => {
    const item = active === undefined ? undefined : at(active);
    if (item !== undefined) activeKey.current = keyOf(item);
  }, [active]);

  function move(to: number): void {
    const index = Math.min(Math.max(to, 0), total - 1);
    setActive(index);
    list.scrollTo(index);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const now = active ?? -1;
    const page = Math.max(1, list.fits - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      PageDown: now + page,
      PageUp: now - page,
      Home: 0,
      End: total - 1,
    };
    const to = moves[event.key];
    const item = active === undefined ? undefined : at(active);
    if (to !== undefined && total > 0) move(to);
    else if ((event.key === 'Enter' || event.key === ' ') && item !== undefined) onOpen(item);
    else return;
    event.preventDefault();
  }

  function onScroll(): void {
    list.onScroll();
    props.onMoved?.(Math.floor((box.current?.scrollTop ?? 0) / rowHeight));
  }

  return (
    <div class="list-frame">
      {part !== undefined && total === 0 && <p class="empty">{empty}</p>}
      <div
        ref={box}
        class="list"
        role="listbox"
        tabIndex={0}
        hidden={part !== undefined && total === 0}
        aria-label={label}
        aria-activedescendant={
          active !== undefined && at(active) !== undefined ? `row-${active}` : undefined
        }
        aria-busy={part === undefined}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" class="sizer" style={{ height: `${total * rowHeight}px` }}>
          {list.rows.map(({ index, item }) => (
            <div
              key={keyOf(item)}
              id={`row-${index}`}
              role="option"
              tabIndex={-1}
              class={index === active ? 'row active' : 'row'}
              aria-selected={keyOf(item) === open}
              aria-posinset={index + 1}
              aria-setsize={total}
              style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
              onMouseDown={() => move(index)}
              onClick={() => onOpen(item)}
              onKeyDown={onKeyDown}
            >
              {row(item)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
