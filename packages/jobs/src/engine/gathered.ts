/** Items that one look at the journal, or one write, is about. */
const itemsAtOnce = 1000;

/** Gathers items into parts of a size; the last one may be shorter, and none is empty. */
export async function* gathered<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  size = itemsAtOnce,
): AsyncGenerator<readonly Item[]> {
  let part: Item[] = [];
  for await (const item of items) {
    part.push(item);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
