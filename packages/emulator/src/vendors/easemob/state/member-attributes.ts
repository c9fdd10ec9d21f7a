/** Bytes of keys and values that a member may have. */
const maxBytes = 4096;

const encoder = new TextEncoder();

/** The attributes of a member after a change; an empty value deletes its key. */
export function changed(
  attributes: ReadonlyMap<string, string> | undefined,
  changes: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const result = new Map(attributes);
  for (const [key, value] of Object.entries(changes)) {
    if (value === '') result.delete(key);
    else result.set(key, value);
  }
  return result;
}

/** True if a member may have these attributes. */
export function fits(attributes: ReadonlyMap<string, string>): boolean {
  const texts = [...attributes].flat();
  return texts.reduce((size, text) => size + encoder.encode(text).length, 0) <= maxBytes;
}
