/**
 * Calls a function that the application has injected, where its failure must not harm the call: what it throws, or its promise
 * rejects with later, goes to `onFailure`.
 */
export function callSafely<Result>(
  run: () => Result,
  onFailure: (thrown: unknown) => void = () => undefined,
): Result | undefined {
  try {
    const result = run();
    if (typeof result === 'object' && result !== null && 'then' in result) {
      Promise.resolve(result).catch(onFailure);
    }
    return result;
  } catch (thrown) {
    onFailure(thrown);
    return undefined;
  }
}
