/** Returns an id as a string, and an empty string for an invalid id: an object need not have a string form. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
