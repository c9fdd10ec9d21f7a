import { type ErrorDetails, ImGroupsError } from './imgroups-error.ts';

/** The vendor answered something that cannot be read: not JSON, no envelope, or a field of the wrong type. */
export class InvalidResponseError extends ImGroupsError {
  override readonly name = 'InvalidResponseError';
  /** The field at fault, as a path. */
  declare readonly field: string | undefined;

  constructor(
    message: string,
    details: Partial<ErrorDetails> & { field?: string | undefined } = {},
  ) {
    super(message, { code: 'internal', ...details });
  }
}
