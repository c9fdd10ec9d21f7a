/** Cuts a list into parts of a size; the last one may be shorter. */
export function chunksOf<Item>(items: readonly Item[], size: number): (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Items that are looked up in the journal together. */
const itemsAtOnce = 1000;

/** Gathers items into parts that are not too large for one look at the journal; none is empty. */
export async function* gathered<Item>(items: AsyncIterable<Item>): AsyncGenerator<readonly Item[]> {
  let part: Item[] = [];
  for await (const item of items) {
    part.push(item);
    if (part.length < itemsAtOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
