/** Compares strings in a time that does not depend on where they differ; only their lengths can be told from it. */
export function equalInConstantTime(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < other.length; index += 1) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}

/** True if a signature is one of those expected; every one is compared, so that the time does not tell which fits. */
export function isOneOf(signature: string, expected: readonly string[]): boolean {
  return expected.map((each) => equalInConstantTime(signature, each)).includes(true);
}
