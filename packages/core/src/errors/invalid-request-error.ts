import { type ErrorDetails, ImGroupsError } from './imgroups-error.ts';

/** The call was refused before it was sent: an argument is missing, malformed or over a limit. */
export class InvalidRequestError extends ImGroupsError {
  override readonly name = 'InvalidRequestError';
  /** The field at fault, as a path: `MemberList.3.Member_Account`. */
  declare readonly field: string | undefined;

  constructor(
    message: string,
    details: Partial<ErrorDetails> & { field?: string | undefined } = {},
  ) {
    super(message, { code: 'invalid_argument', ...details });
  }
}
