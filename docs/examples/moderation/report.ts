import { markdownTable } from 'markdown-table';
import { count } from '../shared/count.ts';
import type { Verdict } from './moderate.ts';
import type { Rule } from './rules.ts';

/** A row for every user in every group of every rule. */
export function toReport(verdicts: readonly Verdict[]): string {
  return markdownTable([
    ['GROUP', 'USER', 'ACTION', 'RESULT'],
    ...verdicts.map(({ rule, groupId, userId, status, error }) => [
      groupId,
      userId,
      actionOf(rule),
      status === 'failed' ? `failed: ${error?.reason ?? error?.code}` : status,
    ]),
  ]);
}

/** Lists what the vendor cannot do, each thing once, in the words of the library. */
export function toUnsupported(verdicts: readonly Verdict[]): readonly string[] {
  const messages = verdicts
    .filter(({ status }) => status === 'unsupported')
    .map(({ groupId, error }) => `${groupId}: ${error?.message}`);
  return [...new Set(messages)];
}

export function toSummary(verdicts: readonly Verdict[]): string {
  const notDone = verdicts.filter(isNotDone).length;
  return notDone === 0
    ? `All ${count(verdicts.length, 'action')} done.`
    : `${verdicts.length - notDone} of ${count(verdicts.length, 'action')} done, ${notDone} not.`;
}

export function isNotDone({ status }: Verdict): boolean {
  return status === 'failed' || status === 'unsupported';
}

function actionOf({ action, seconds }: Rule): string {
  if (action === 'unmute' || action === 'unblock') return action;
  return `${action} ${seconds === undefined ? 'for good' : `for ${duration(seconds)}`}`;
}

function duration(seconds: number): string {
  for (const [unit, noun] of units) {
    if (seconds >= unit && seconds % unit === 0) return count(seconds / unit, noun);
  }
  return count(seconds, 'second');
}

const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const;
