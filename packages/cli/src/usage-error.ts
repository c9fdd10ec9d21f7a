/** A command line, a profile or an input that cannot be understood. Its message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `; did you mean ...?` where a name is near. */
export async function didYouMean(name: string, names: readonly string[]): Promise<string> {
  // Loaded on the way to an error only.
  const { nearest } = await import('@imgroups/core/adapter');
  const best = nearest(name, names);
  return best === undefined ? '' : `; did you mean ${best}?`;
}
