import type { BatchResult, GroupProvider, GroupRef, Outcome } from '@imgroups/core';
import type { BatchOptions } from '@imgroups/core/adapter';
import { type BulkFlags, sourceOf } from './bulk-arguments.ts';
import { confirm } from './confirm.ts';
import { type ExitCode, exitCodeOf, exitCodeOfMany, exitCodes } from './exit-codes.ts';
import type { Text } from './language.ts';
import { requireGroup } from './print-write.ts';
import { createProgressLine } from './progress-line.ts';
import { checkSource, isStdin, readIds, windowsOf } from './read-ids.ts';
import { reportError } from './report-error.ts';
import type { Session } from './session.ts';

/** Users whose outcomes are kept in memory at once. */
const windowSize = 5000;

/** The action of a bulk command on users. */
export interface Bulk {
  /** `members.add`. */
  readonly operation: string;
  readonly groupId: string;
  /** The ids that were given as arguments. */
  readonly userIds: readonly string[];
  /** Asked before, where it is hard to undo. */
  readonly warning?: Text;
  readonly send: (
    provider: GroupProvider,
    group: GroupRef,
    userIds: AsyncIterable<string>,
    options: BatchOptions,
  ) => Promise<BatchResult>;
}

/** A line of output about a user. */
interface ResultRow {
  readonly userId: string;
  readonly status: Outcome['status'] | 'planned';
  readonly [field: string]: unknown;
}

/** Users who are named on standard error when nobody reads the output. */
const shownOpen = 10;

/** Columns of the results of a bulk command. */
const columns = ['userId', 'status', 'changed', 'code', 'reason', 'message'];

/**
 * Does something to any number of users, in windows, and prints a line for each of them. Whoever is not sent because the command
 * stopped gets a line too, so that the output can be the input of the next run.
 */
export async function runBulk(session: Session<BulkFlags>, bulk: Bulk): Promise<ExitCode> {
  const { host, stop, options, say } = session;
  const source = sourceOf(bulk.userIds, options);
  if (bulk.warning) await confirm(session, bulk.warning, isStdin(source));
  const provider = await session.provider();
  checkSource(source, host.stdin);
  // By default V8 lets garbage pile up where there is memory: 290 MB for 100,000 users, with 20 MB in use.
  if (isStdin(source) || source.file !== undefined) host.saveMemory();
  if (options.dryRun) await requireGroup(session, bulk.groupId);
  const output = session.output(columns);
  const failures = new Set<ExitCode>();
  const counts = { done: 0, pending: 0, planned: 0, failed: 0 };
  const progress = createProgressLine(host.stderr);
  /** The first users who are not done. */
  const open: string[] = [];
  let unsent = 0;
  let fatal: unknown;

  async function print(row: ResultRow): Promise<void> {
    counts[row.status] += 1;
    if (row.status === 'failed' && open.length < shownOpen) open.push(row.userId);
    await output.row(row);
  }

  async function printOutcome(outcome: Outcome): Promise<void> {
    // Those who were not sent fail for the reason for which the whole stopped.
    if (
      outcome.status === 'failed' &&
      (outcome.error.code !== 'cancelled' || outcome.error.ambiguous)
    ) {
      failures.add(exitCodeOf(outcome.error));
    }
    await print(rowOf(outcome));
  }

  async function printUnsent(userId: string): Promise<void> {
    unsent += 1;
    const message = 'not sent: the command stopped before';
    await print({ userId, status: 'failed', code: 'cancelled', message });
  }

  for await (const window of windowsOf(readIds(source, host.stdin), windowSize)) {
    const userIds = [...new Set(window)];
    if (options.dryRun) {
      for (const userId of userIds) {
        const { operation, groupId } = bulk;
        await print({ userId, status: 'planned', operation, groupId });
      }
      continue;
    }
    let fed = 0;
    async function* feed(): AsyncGenerator<string> {
      for (const userId of userIds) {
        if (stop.cause !== undefined) return;
        fed += 1;
        yield userId;
      }
    }
    const before = counts.done + counts.pending + counts.failed;
    if (fatal === undefined && stop.cause === undefined) {
      try {
        const { outcomes } = await bulk.send(provider, session.group(bulk.groupId), feed(), {
          signal: stop.writes,
          onProgress: ({ settled, failed }) =>
            progress.show(before + settled, counts.failed + failed),
        });
        progress.clear();
        for (const outcome of outcomes) await printOutcome(outcome);
      } catch (error) {
        progress.clear();
        fatal = error;
        for (const outcome of resultOf(error)?.outcomes ?? []) await printOutcome(outcome);
      }
    }
    for (const userId of userIds.slice(fed)) await printUnsent(userId);
  }
  await output.end();

  const { done, pending, failed, planned } = counts;
  if (fatal !== undefined) failures.add(reportError(fatal, session));
  if (stop.cause === 'signal') failures.add(exitCodes.interrupted);
  if (unsent > 0 && fatal === undefined) failures.add(exitCodes.partlyFailed);
  const total = done + pending + failed + planned;
  if (total === 0 && fatal === undefined) {
    session.tell(say({ en: 'no ids were given: nothing to do', zh: '没有给出任何 ID，无事可做' }));
  } else if (total > 1 || stop.cause !== undefined) {
    session.tell(
      say({
        en: `${total} users: ${done} done, ${pending} pending, ${failed} failed${planned > 0 ? `, ${planned} planned` : ''}`,
        zh: `${total} 个用户：${done} 成功，${pending} 待确认，${failed} 失败${planned > 0 ? `，${planned} 计划` : ''}`,
      }),
    );
  }
  // Nobody reads the lines that tell it.
  if (stop.cause === 'closed pipe' && open.length > 0) {
    const rest = failed > open.length ? ', ...' : '';
    session.tell(
      say({ en: `open: ${open.join(', ')}${rest}`, zh: `未完成：${open.join(', ')}${rest}` }),
    );
  }
  return exitCodeOfMany(failures, done + pending);
}

/** An outcome as a line of output. */
export function rowOf(outcome: Outcome): ResultRow {
  if (outcome.status !== 'failed') return { ...outcome };
  const { userId, status, error } = outcome;
  const { code, reason, message, ambiguous } = error;
  return { userId, status, code, reason, message, ...(ambiguous && { ambiguous }) };
}

/** The result that a stopped batch tells. */
function resultOf(error: unknown): BatchResult | undefined {
  return (error as { readonly result?: BatchResult } | undefined)?.result;
}
