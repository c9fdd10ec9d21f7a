import type { ImGroupsError } from '@imgroups/core';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { styled } from './output.ts';
import type { Session } from './session.ts';
import { oneLine } from './table.ts';
import { UsageError } from './usage-error.ts';

const mark = Symbol.for('imgroups.error');

/** Prints what went wrong on standard error, in one line, and gives the exit code that it stands for. */
export function reportError(
  error: unknown,
  { host, say, tell }: Pick<Session, 'host' | 'say' | 'tell'>,
): ExitCode {
  const start = styled('red', `${say({ en: 'error', zh: '错误' })}:`, host.stderr);
  const line = (text: string) => tell(`${start} ${oneLine(text)}`);
  if (error instanceof UsageError) {
    line(say(error.text));
    return exitCodes.usage;
  }
  if (isImGroupsError(error)) {
    line(toLine(error));
    if (error.ambiguous) {
      tell(
        say({
          en: 'it may have taken effect: look before you repeat it',
          zh: '操作可能已经生效：重试前请先核实',
        }),
      );
    }
    return exitCodeOf(error);
  }
  line(error instanceof Error ? error.message : String(error));
  return exitCodes.failed;
}

/** Tells whether an error is one of the SDK, without loading it. */
function isImGroupsError(error: unknown): error is ImGroupsError {
  return typeof error === 'object' && error !== null && mark in error;
}

/** `members.add: no such group (not_found, group_not_found, tencent 10010, request 123)`. */
function toLine(error: ImGroupsError): string {
  const { operation, message, code, reason, provider, vendorCode, requestId } = error;
  const details = [
    code,
    reason,
    vendorCode === undefined ? provider : `${provider} ${vendorCode}`,
    requestId && `request ${requestId}`,
  ];
  const where = operation === undefined || message.startsWith(operation) ? '' : `${operation}: `;
  return `${where}${message} (${details.filter(Boolean).join(', ')})`;
}
