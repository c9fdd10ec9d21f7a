import { type ErrorDetails, ImGroupsError } from './imgroups-error.ts';

/** The vendor cannot do this, or not for this kind of group; nothing was sent. */
export class UnsupportedError extends ImGroupsError {
  override readonly name = 'UnsupportedError';
  constructor(message: string, details: Partial<ErrorDetails> = {}) {
    super(message, { code: 'unsupported', ...details });
  }
}
