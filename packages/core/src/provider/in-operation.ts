import { addErrorDetails, isImGroupsError } from '../errors/imgroups-error.ts';
import { unexpected } from '../errors/unexpected.ts';
import { listOfPages } from '../pagination/list-of-pages.ts';
import type { Page, Pages } from '../pagination/page.ts';
import type { Operation } from './capabilities.ts';

/** Runs an operation, so that every failure names provider and operation. */
export async function inOperation<Result>(
  provider: string,
  operation: Operation,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    const error = isImGroupsError(thrown) ? thrown : unexpected(thrown);
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
  async function* pages(): AsyncGenerator<Page<T>> {
    const iterator = await named(async () => make().pages()[Symbol.asyncIterator]());
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
  const list = listOfPages(pages);
  // Its own argument can be wrong too.
  return { ...list, toArray: (options) => named(() => list.toArray(options)) };
}
