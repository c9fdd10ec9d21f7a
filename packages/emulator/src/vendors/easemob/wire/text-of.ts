/** An id as text; nothing of a value that is no id, because an object need not have a text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
