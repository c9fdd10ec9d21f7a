/**
 * Waits for something that may not know the signal: once it is aborted, rejects with its reason, and what is still running is
 * left alone.
 */
export function untilAborted<T>(
  running: T | PromiseLike<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const promise = Promise.resolve(running);
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
