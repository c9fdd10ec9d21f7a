import { described, shortened } from '../text/inspect.ts';
import { ApiError } from './api-error.ts';
import type { ErrorCode, ErrorReason } from './error-code.ts';
import { type ErrorDetails, ImGroupsError, isImGroupsError } from './imgroups-error.ts';
import { InvalidRequestError } from './invalid-request-error.ts';
import { InvalidResponseError } from './invalid-response-error.ts';
import { TransportError } from './transport-error.ts';
import { UnsupportedError } from './unsupported-error.ts';

const classes = {
  ApiError,
  ImGroupsError,
  InvalidRequestError,
  InvalidResponseError,
  TransportError,
  UnsupportedError,
} as const;

type ErrorClass = keyof typeof classes;

/** Messages hold texts of the vendor and of the application; `vendorMessage` is whole. */
const longestMessage = 1000;

/** The details of a failure; the code has a default in most classes. */
export interface FailureDetails extends Partial<ErrorDetails> {
  readonly fault?: TransportError['fault'];
}

/**
 * A failure as data. Protocols, mappings and drivers throw it; the call or the operation that catches it makes the error,
 * once, with everything known by then. It is no `Error`, so that it costs no stack trace, and never reaches a user.
 */
export class Failure {
  readonly errorClass: ErrorClass;
  readonly text: string;
  readonly details: FailureDetails;

  constructor(errorClass: ErrorClass, text: string, details: FailureDetails = {}) {
    this.errorClass = errorClass;
    this.text = text;
    this.details = details;
  }

  /** The same failure with further or other details. */
  with(details: FailureDetails, text: string = this.text): Failure {
    return new Failure(this.errorClass, text, { ...this.details, ...details });
  }

  get code(): ErrorCode {
    return this.details.code ?? 'internal';
  }

  get reason(): ErrorReason | undefined {
    return this.details.reason;
  }

  get field(): string | undefined {
    return this.details.field;
  }

  /** The message of the error; that of an argument begins with its name. */
  get message(): string {
    const isArgument = this.errorClass === 'InvalidRequestError' && this.field !== undefined;
    return shortened(isArgument ? `${this.field}: ${this.text}` : this.text, longestMessage);
  }

  /** Makes the error; what the failure says itself wins over `where`. */
  toError(where: FailureDetails = {}): ImGroupsError {
    const { code, message } = this;
    return new classes[this.errorClass](message, { ...where, ...known(this.details), code });
  }
}

/** Leaves out undefined details, which must not hide known ones. */
function known<Details extends object>(details: Details): Partial<Details> {
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined),
  ) as Partial<Details>;
}

/** An argument or option that cannot be taken; `rule` says what it must be, and what was given. */
export function invalid(field: string, rule: string, details?: FailureDetails): Failure {
  return new Failure('InvalidRequestError', rule, { code: 'invalid_argument', ...details, field });
}

/** Something that the vendor or this configuration cannot do. */
export function unsupported(text: string, details?: FailureDetails): Failure {
  return new Failure('UnsupportedError', text, { code: 'unsupported', ...details });
}

/** The vendor's refusal. */
export function refused(
  text: string,
  details: FailureDetails & Pick<ErrorDetails, 'code'>,
): Failure {
  return new Failure('ApiError', text, details);
}

/** A refusal's text with the options to look at. */
export function withCheck(text: string, check: string | undefined): string {
  return check === undefined ? text : `${text}. Check ${check}`;
}

/** An answer that cannot be read. */
export function unreadable(text: string, details?: FailureDetails): Failure {
  return new Failure('InvalidResponseError', text, { code: 'internal', ...details });
}

/** No answer. */
export function unanswered(
  text: string,
  details: FailureDetails & Pick<ErrorDetails, 'code'>,
): Failure {
  return new Failure('TransportError', text, details);
}

/**
 * Anything thrown, as a failure. Of a foreign error only the name is told, because its message may hold a secret;
 * it was thrown by an injected part, or by a mistake in this library.
 */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (isImGroupsError(thrown)) return failureOf(thrown);
  const name = thrown instanceof Error ? thrown.name : `a value of type ${typeof thrown}`;
  return new Failure('ImGroupsError', `unexpected failure: ${name}`, {
    code: 'internal',
    ambiguous: true,
  });
}

/** Returns the failure that an error describes, to make another error of it. */
function failureOf(error: ImGroupsError): Failure {
  const { name, message, ...details } = { ...error, name: error.name, message: error.message };
  const { field } = error;
  const isArgument = name === 'InvalidRequestError' && message.startsWith(`${field}: `);
  const text = isArgument ? message.slice(`${field}: `.length) : message;
  return new Failure(name in classes ? (name as ErrorClass) : 'ImGroupsError', text, details);
}

/** Reads an argument; what its own code throws meanwhile, as a getter may, is told as a fault of the argument. */
export function readArgument<Result>(field: string, read: () => Result): Result {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof Failure || isImGroupsError(thrown)) throw thrown;
    throw invalid(field, `cannot be read: ${described(thrown)}`);
  }
}
