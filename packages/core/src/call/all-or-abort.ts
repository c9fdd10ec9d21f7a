import { eitherSignal } from '../retry/either-signal.ts';
import type { CallOptions } from './call-options.ts';

/**
 * Runs calls side by side. When one fails the others are cancelled, and the failure is thrown once they have ended: no
 * call outlives the operation it belongs to.
 */
export async function allOrAbort<
  const Results extends readonly unknown[],
  Options extends CallOptions = CallOptions,
>(
  options: Options,
  start: (options: Options & { readonly signal: AbortSignal }) => {
    readonly [Index in keyof Results]: Promise<Results[Index]>;
  },
): Promise<Results> {
  const controller = new AbortController();
  const signal = eitherSignal(controller.signal, options.signal);
  const running = start({ ...options, signal });
  try {
    return (await Promise.all(running)) as unknown as Results;
  } catch (error) {
    controller.abort();
    await Promise.allSettled(running);
    throw error;
  }
}
