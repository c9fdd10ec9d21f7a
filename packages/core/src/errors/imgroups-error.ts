import type { ErrorCode, ErrorReason } from './error-code.ts';

/** Details of an error beside its message. */
export interface ErrorDetails {
  readonly code: ErrorCode;
  readonly reason?: ErrorReason | undefined;
  /** The vendor's name: `tencent`. */
  readonly provider?: string | undefined;
  /** The neutral operation, e.g. `members.add`. */
  readonly operation?: string | undefined;
  /** The vendor endpoint, by its method name on the client, e.g. `addGroupMember`. */
  readonly endpoint?: string | undefined;
  /** The vendor's own code: a number or a word. */
  readonly vendorCode?: number | string | undefined;
  /** The vendor's own text. Its wording changes; do not parse it. */
  readonly vendorMessage?: string | undefined;
  /** The vendor's number, where it gives one beside its word. */
  readonly vendorNumber?: number | undefined;
  /** The vendor's second text, where it gives one. */
  readonly vendorDetail?: string | undefined;
  readonly httpStatus?: number | undefined;
  /** An id to quote to the vendor's support. On Tencent the `random` that was sent. */
  readonly requestId?: string | undefined;
  /** The number of times the call was sent. */
  readonly attempts?: number | undefined;
  /** The same call may succeed later. Repeat a write only when `ambiguous` is false. */
  readonly retryable?: boolean | undefined;
  /** A write that may have taken effect although it failed, by its last attempt or an earlier one. */
  readonly ambiguous?: boolean | undefined;
  /** An earlier attempt of the same call was ambiguous: what the last one says may be about its effect. */
  readonly afterAmbiguous?: boolean | undefined;
  /** On a partly refused update: which fields changed and which were refused. */
  readonly fields?:
    | { readonly changed: readonly string[]; readonly refused: readonly string[] }
    | undefined;
  /** The argument, option or field at fault, as a path: `userIds[57]`, `MemberList.3.Member_Account`. */
  readonly field?: string | undefined;
  /** Seconds the server asked to wait. */
  readonly retryAfterSeconds?: number | undefined;
}

const mark = Symbol.for('imgroups.error');

/** Base of every error of this library. Check with `isImGroupsError`, then switch on `code`. */
export class ImGroupsError extends Error implements ErrorDetails {
  override readonly name: string = 'ImGroupsError';
  declare readonly code: ErrorCode;
  declare readonly reason: ErrorReason | undefined;
  declare readonly provider: string | undefined;
  declare readonly operation: string | undefined;
  declare readonly endpoint: string | undefined;
  declare readonly vendorCode: number | string | undefined;
  declare readonly vendorMessage: string | undefined;
  declare readonly vendorNumber: number | undefined;
  declare readonly vendorDetail: string | undefined;
  declare readonly httpStatus: number | undefined;
  declare readonly requestId: string | undefined;
  declare readonly attempts: number;
  declare readonly retryable: boolean;
  declare readonly ambiguous: boolean;
  declare readonly afterAmbiguous: boolean;
  declare readonly fields: ErrorDetails['fields'];
  declare readonly field: string | undefined;
  declare readonly retryAfterSeconds: number | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message);
    const unlessSaid = { attempts: 0, retryable: false, ambiguous: false, afterAmbiguous: false };
    Object.assign(this, unlessSaid, known(details));
    Object.defineProperty(this, mark, { value: true });
  }

  /** Everything but the stack, for logs. It holds no secret. */
  toJSON(): Record<string, unknown> {
    return { ...(this as object), message: this.message };
  }
}

/** Leaves out undefined fields, which a printed error does not show. */
function known(details: Partial<ErrorDetails>): Partial<ErrorDetails> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/**
 * Gives an error the stack of the line that calls this, and so of the code that waits there: the stack of where it was made
 * ends inside the library. Runtimes that cannot do this leave it as it is.
 */
export function traceFromHere<Thrown extends Error>(error: Thrown): Thrown {
  const { captureStackTrace }: { captureStackTrace?(target: object, below?: unknown): void } =
    Error;
  captureStackTrace?.(error, traceFromHere);
  return error;
}

/** True for an error of this library, also when several copies of it are installed. */
export function isImGroupsError(error: unknown): error is ImGroupsError {
  try {
    return mark in (error as object);
  } catch {
    // Not an object, or a proxy that lets nobody look.
    return false;
  }
}
