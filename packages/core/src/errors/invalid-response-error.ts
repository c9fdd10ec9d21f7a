import { type ErrorDetails, ImGroupsError } from './imgroups-error.ts';

/** The vendor answered something that cannot be read: not JSON, no envelope, or a field of the wrong type. */
export class InvalidResponseError extends ImGroupsError {
  override readonly name = 'InvalidResponseError';

  constructor(message: string, details: Partial<ErrorDetails> = {}) {
    super(message, { code: 'internal', ...details });
  }
}
