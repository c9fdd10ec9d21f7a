import { type ErrorDetails, ImGroupsError } from './imgroups-error.ts';

/** The call was refused before it was sent: an argument is missing, malformed or over a limit. */
export class InvalidRequestError extends ImGroupsError {
  override readonly name = 'InvalidRequestError';

  constructor(message: string, details: Partial<ErrorDetails> = {}) {
    super(message, { code: 'invalid_argument', ...details });
  }
}
