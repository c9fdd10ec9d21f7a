import { type ErrorDetails, ImGroupsError } from './imgroups-error.ts';

/** The readable part of an answer, and the errors of the rest. */
export interface PartlyRead {
  readonly unreadable: readonly ImGroupsError[];
  readonly result?: unknown;
}

/**
 * The vendor answered something that cannot be read: not JSON, no envelope, a field of the wrong type; or, in an answer of
 * many items, some of them.
 */
export class InvalidResponseError extends ImGroupsError {
  override readonly name = 'InvalidResponseError';
  /** An error for each item that could not be read (the first hundred); absent when the answer as a whole could not. */
  declare readonly unreadable: readonly ImGroupsError[] | undefined;
  /** The readable part: the map of `getMany` and `getRoles`, the array of `toArray`; absent when nothing was kept back. */
  declare readonly result: unknown;

  constructor(message: string, details: Partial<ErrorDetails> = {}, partly?: PartlyRead) {
    super(message, { code: 'internal', ...details });
    // Not enumerable: a printed error does not print whole lists.
    if (partly) {
      Object.defineProperty(this, 'unreadable', { value: partly.unreadable });
      Object.defineProperty(this, 'result', { value: partly.result });
    }
  }
}
