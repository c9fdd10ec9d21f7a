import { isImGroupsError } from '../errors/imgroups-error.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { described } from '../text/shown.ts';

/** Reads an argument; what its own code throws meanwhile, as a getter may, is told as a fault of the argument. */
export function readArgument<Result>(field: string, read: () => Result): Result {
  try {
    return read();
  } catch (thrown) {
    if (isImGroupsError(thrown)) throw thrown;
    throw new InvalidRequestError(`${field}: cannot be read: ${described(thrown)}`, { field });
  }
}

/** Something as an object; nothing where it is none. */
export function asObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null && !isList(value) ? value : undefined;
}

/** Whether something is a list; a revoked proxy is nothing at all. */
function isList(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return true;
  }
}
