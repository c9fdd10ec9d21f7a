import type { ErrorCode, ImGroupsError } from '@imgroups/core';

/** The exit codes of the command. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  /** Some of the work failed, or a check found something. */
  partlyFailed: 3,
  notFound: 4,
  notAllowed: 5,
  limits: 6,
  /** A write that may have taken effect although it failed. */
  inDoubt: 7,
  interrupted: 130,
} as const;

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byCode: Partial<Record<ErrorCode, ExitCode>> = {
  invalid_argument: exitCodes.usage,
  not_found: exitCodes.notFound,
  unauthenticated: exitCodes.notAllowed,
  permission_denied: exitCodes.notAllowed,
  rate_limited: exitCodes.limits,
  resource_exhausted: exitCodes.limits,
};

/** The exit code that an error of the SDK stands for. */
export function exitCodeOf({
  code,
  ambiguous,
}: Pick<ImGroupsError, 'code' | 'ambiguous'>): ExitCode {
  return ambiguous ? exitCodes.inDoubt : (byCode[code] ?? exitCodes.failed);
}

/** In which order one of several wins. */
const precedence: readonly ExitCode[] = [exitCodes.interrupted, exitCodes.inDoubt];

/**
 * The exit code of work on many items: that of the worst failure where it wins over all others, that of all failures where
 * nothing succeeded and they are alike, else "partly failed".
 */
export function exitCodeOfMany(failures: Iterable<ExitCode>, succeeded: number): ExitCode {
  const codes = new Set(failures);
  const worst = precedence.find((code) => codes.has(code));
  if (worst !== undefined) return worst;
  const [only] = codes;
  if (only === undefined) return exitCodes.done;
  return codes.size === 1 && succeeded === 0 ? only : exitCodes.partlyFailed;
}
