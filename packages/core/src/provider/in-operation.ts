import { addErrorDetails, isImGroupsError } from '../errors/imgroups-error.ts';
import type { Pages } from '../pagination/page.ts';
import type { Operation } from './capabilities.ts';

/** Runs an operation, so that every failure names provider and operation. */
export async function inOperation<Result>(
  provider: string,
  operation: Operation,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!isImGroupsError(error)) throw error;
    throw addErrorDetails(error, {
      provider: error.provider ?? provider,
      operation: error.operation ?? operation,
    });
  }
}

/** Pages of an operation; arguments are checked when they are used, so that a wrong one rejects like any other failure. */
export function pagesInOperation<T>(
  provider: string,
  operation: Operation,
  make: () => Pages<T>,
): Pages<T> {
  const named = <Result>(run: () => Promise<Result>) => inOperation(provider, operation, run);
  async function* naming<Item>(items: () => AsyncIterable<Item>): AsyncGenerator<Item> {
    const iterator = await named(async () => items()[Symbol.asyncIterator]());
    try {
      while (true) {
        const next = await named(() => iterator.next());
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return {
    pages: () => naming(() => make().pages()),
    [Symbol.asyncIterator]: () => naming(make),
    first: () => named(async () => make().first()),
    toArray: (options) => named(async () => make().toArray(options)),
  };
}
