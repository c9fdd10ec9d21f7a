/**
 * Parses JSON; the integers under the names in `int64` come out as decimal strings, because a double holds only 53 bits.
 * The text is touched only where an endpoint declares such a field.
 */
export function parseJson(text: string, int64: readonly string[] = []): unknown {
  if (int64.length === 0) return JSON.parse(text);
  // A quotation mark inside a JSON string is escaped, so `"Name":` can only be a key.
  const number = new RegExp(`"(${int64.join('|')})"(\\s*:\\s*)(-?\\d+)(?=\\s*[,}\\]])`, 'g');
  return JSON.parse(text.replace(number, '"$1"$2"$3"'));
}

/** Writes JSON; the values under the names in `int64` (string, number or bigint) become bare numbers. */
export function stringifyJson(value: unknown, int64: readonly string[] = []): string {
  if (int64.length === 0) return JSON.stringify(value);
  const text = JSON.stringify(value, (key, field: unknown) =>
    typeof field === 'bigint' || (int64.includes(key) && typeof field === 'number')
      ? String(field)
      : field,
  );
  return text.replace(new RegExp(`"(${int64.join('|')})":"(-?\\d+)"`, 'g'), '"$1":$2');
}
