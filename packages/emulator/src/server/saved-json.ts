/**
 * Turns the memory of a service into plain JSON data: maps, sets, bytes, large numbers and `Infinity` are objects with one key
 * that says what they are. Objects of classes are left to their owners.
 */
export function toJsonData(value: unknown): unknown {
  if (value instanceof Map) return { $map: Array.from(value, toJsonData) };
  if (value instanceof Set) return { $set: Array.from(value, toJsonData) };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (value === Number.POSITIVE_INFINITY) return { $infinity: true };
  if (Array.isArray(value)) return value.map(toJsonData);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, toJsonData(field)]);
  // Data of clients can look like one of these.
  return isTag(fields[0]?.[0]) ? { $object: fields } : Object.fromEntries(fields);
}

/** The reverse. */
export function fromJsonData(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(fromJsonData);
  if (typeof data !== 'object' || data === null) return data;
  const [[tag, content] = [undefined, undefined]] = Object.entries(data);
  switch (isTag(tag) ? tag : undefined) {
    case '$map':
      return new Map(fromJsonData(content) as [unknown, unknown][]);
    case '$set':
      return new Set(fromJsonData(content) as unknown[]);
    case '$bytes':
      return new Uint8Array(Buffer.from(String(content), 'base64'));
    case '$bigint':
      return BigInt(String(content));
    case '$infinity':
      return Number.POSITIVE_INFINITY;
    case '$object':
      return Object.fromEntries(fromJsonData(content) as [string, unknown][]);
    default:
      return Object.fromEntries(
        Object.entries(data).map(([name, field]) => [name, fromJsonData(field)]),
      );
  }
}

function isTag(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith('$');
}

/** Puts saved entries into a map or set of the state, in place of those that are there. */
export function refill<Key, Value>(
  target: Map<Key, Value>,
  saved: Iterable<readonly [Key, Value]>,
): void {
  target.clear();
  for (const [key, value] of saved) target.set(key, value);
}

/** The same for a set. */
export function refillSet<Item>(target: Set<Item>, saved: Iterable<Item>): void {
  target.clear();
  for (const item of saved) target.add(item);
}
