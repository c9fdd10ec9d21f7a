import { type ErrorDetails, ImGroupsError } from './imgroups-error.ts';

/** No answer came: the server could not be reached, the connection broke, or the time was up. */
export class TransportError extends ImGroupsError {
  override readonly name = 'TransportError';
  /** Name and code of what the runtime reported; never the runtime's own error, which holds the URL. */
  declare readonly fault: { readonly name: string; readonly code?: string | undefined } | undefined;

  constructor(
    message: string,
    details: ErrorDetails & {
      fault?: { readonly name: string; readonly code?: string | undefined } | undefined;
    },
  ) {
    super(message, details);
  }
}
