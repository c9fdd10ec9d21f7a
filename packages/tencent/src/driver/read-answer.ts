import { Failure, readObjects } from '@imgroups/core/adapter';
import { tencentEndpoints } from '../endpoints.ts';

/** Reads an answer; when it cannot be read, the failure names the endpoint, and a write is in doubt. */
export function readAnswer<Result>(
  endpoint: keyof typeof tencentEndpoints,
  read: () => Result,
): Result {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const ambiguous = thrown.details.ambiguous || tencentEndpoints[endpoint].repeat !== 'read';
    throw thrown.with({ endpoint: thrown.details.endpoint ?? endpoint, ambiguous });
  }
}

/** A list of an answer; the vendor leaves it out when it has nothing to say. */
export function objectsOf<Item extends object>(
  items: readonly Item[] | undefined,
  field: string,
): readonly Item[] {
  readObjects(items ?? [], field);
  return items ?? [];
}
