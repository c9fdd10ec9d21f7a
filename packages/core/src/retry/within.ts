/** Waits for something at most so long; rejects with a `TimeoutError` after it, and what is still running is left alone. */
export function within<Result>(milliseconds: number, running: Result): Promise<Awaited<Result>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DOMException('The time is up.', 'TimeoutError')),
      milliseconds,
    );
    Promise.resolve(running)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
