import { type ErrorCode, type ImGroupsError, isImGroupsError } from '@imgroups/core';
import { type ArgumentsHost, Catch, Logger } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { Response } from 'express';

/** The status that the service answers for each code. A code that is missing here does not compile. */
const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_argument: 400,
  not_found: 404,
  already_exists: 409,
  failed_precondition: 409,
  resource_exhausted: 409,
  unsupported: 422,
  rate_limited: 503,
  unavailable: 503,
  timeout: 504,
  cancelled: 503,
  // The app's own credentials or rights at the vendor: nothing the caller can mend.
  unauthenticated: 500,
  permission_denied: 500,
  internal: 500,
};

/** Answers what the library throws; leaves everything else to NestJS. */
@Catch()
export class ImGroupsFilter extends BaseExceptionFilter {
  readonly #logger = new Logger('ImGroups');

  override catch(error: unknown, host: ArgumentsHost): void {
    // Not `@Catch(ImGroupsError)`, which misses errors of a second copy of the package.
    if (!isImGroupsError(error)) {
      super.catch(error, host);
      return;
    }
    const status = statusOf[error.code];
    const response = host.switchToHttp().getResponse<Response>();
    if (status >= 500) this.#logger.error(JSON.stringify(error));
    if (status === 503) response.setHeader('Retry-After', error.retryAfterSeconds ?? 1);
    response.status(status).json(toAnswer(error));
  }
}

/** Without `message`, which holds the vendor's words. `field` tells which argument was refused. */
function toAnswer(error: ImGroupsError): object {
  const { code, reason, ambiguous } = error;
  const field = code === 'invalid_argument' && 'field' in error ? error.field : undefined;
  return { code, reason, field, ambiguous };
}
