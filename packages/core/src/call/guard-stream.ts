import { startDeadline } from '../retry/deadline.ts';

export interface GuardOptions {
  /** Milliseconds that each part may take. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Makes the error to throw instead of the runtime's; `timeIsUp` tells whether the time was up. */
  readonly toError: (thrown: unknown, timeIsUp: boolean) => Error;
}

/** A download whose parts each have a deadline, which ends with the caller's signal, and which fails with our errors. */
export function guardStream(
  source: ReadableStream<Uint8Array>,
  { timeout, signal, toError }: GuardOptions,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();

  async function next(): Promise<ReadableStreamReadResult<Uint8Array>> {
    const deadline = startDeadline(timeout, signal);
    try {
      return await deadline.race(reader.read());
    } catch (thrown) {
      reader.cancel().catch(() => undefined);
      throw toError(thrown, deadline.expired());
    } finally {
      deadline.clear();
    }
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
