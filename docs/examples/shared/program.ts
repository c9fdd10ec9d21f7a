import { isImGroupsError } from '@imgroups/core';
import { UsageError } from './usage-error.ts';

/** The first argument of a program. */
export interface ProgramContext {
  /** The arguments after the program's name. */
  readonly args: string[];
  /** Aborted by Ctrl-C; give it to every call. */
  readonly signal: AbortSignal;
}

/** Runs a program: its exit code, Ctrl-C, and what went wrong in words. A second Ctrl-C ends it at once. */
export async function runProgram(
  main: (context: ProgramContext) => Promise<number>,
): Promise<void> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  try {
    process.exitCode = await main({ args: process.argv.slice(2), signal: interrupt.signal });
  } catch (error) {
    if (interrupt.signal.aborted) {
      console.error('Stopped.');
      process.exitCode = 130;
      return;
    }
    console.error(explain(error));
    process.exitCode = isUsageError(error) ? 2 : 1;
  }
}

/** Errors that a user can do something about are told in a line or two; only defects show a stack. */
function explain(error: unknown): string {
  if (isUsageError(error)) return error.message;
  if (!isImGroupsError(error)) return error instanceof Error ? `${error.stack}` : String(error);
  const where = [error.provider, error.operation].filter(Boolean).join(' ');
  const lines = [`${where}: ${error.message} [${error.code}]`];
  const hint = hints[error.code];
  if (hint) lines.push(hint);
  return lines.join('\n');
}

const hints: Readonly<Record<string, string>> = {
  unavailable: 'Is the service running, and is its address right?',
  unauthenticated: 'Check the credentials in the environment.',
};

/** `parseArgs` throws errors of its own. */
function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
}
