/** No documented request comes near; code that walks through a body needs a stack for each level. */
const deepest = 100;

/** True if a parsed body is nested deeper than any request may be. */
export function isTooDeep(body: unknown): boolean {
  let level = [body];
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
