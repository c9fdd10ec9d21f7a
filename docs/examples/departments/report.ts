import type { SyncedGroup } from '@imgroups/jobs';
import { count } from '../shared/count.ts';

type Change = keyof SyncedGroup['plan'];

const shownNames = 5;

/** A department in a line, and a line for each user that failed. */
export function toLines(report: SyncedGroup): string {
  const lines = [`  ${report.wanted.key.padEnd(14)}${changesOf(report)}`];
  for (const { userId, error } of report.failed) {
    const why = error.reason ?? error.code;
    lines.push(`  ${''.padEnd(14)}! ${userId} ${undone(report, userId)}: ${why}`);
  }
  return lines.join('\n');
}

function changesOf({ wanted, isNew, changed, plan }: SyncedGroup): string {
  const changes = [
    isNew ? 'new group' : '',
    changed.includes('name') ? `renamed to ${wanted.name}` : '',
    names('add', plan.add),
    names('remove', plan.remove),
    names('make admin', plan.promote),
    names('no longer admin', plan.demote),
  ];
  return changes.filter(Boolean).join('; ') || 'in step';
}

function undone({ plan }: SyncedGroup, userId: string): string {
  if (plan.add.includes(userId)) {
    return plan.promote.includes(userId) ? 'not added as admin' : 'not added';
  }
  if (plan.remove.includes(userId)) return 'not removed';
  return plan.promote.includes(userId) ? 'not made admin' : 'still admin';
}

function names(what: string, userIds: readonly string[]): string {
  if (userIds.length === 0) return '';
  const more = userIds.length - shownNames;
  const shown = userIds.slice(0, shownNames).join(', ');
  return more > 0 ? `${what} ${shown} and ${more} more` : `${what} ${shown}`;
}

/** Summarizes all changes; in a dry run, those that would be made. */
export function toSummary(reports: readonly SyncedGroup[]): string {
  const roles = doneOf(reports, 'promote') + doneOf(reports, 'demote');
  const changes = [
    counted(reports.filter(({ isNew }) => isNew).length, 'group', 'created'),
    counted(reports.filter(({ changed }) => changed.includes('name')).length, 'group', 'renamed'),
    counted(doneOf(reports, 'add'), 'member', 'added'),
    counted(doneOf(reports, 'remove'), 'member', 'removed'),
    counted(roles, 'role', 'changed'),
  ];
  return changes.filter(Boolean).join(', ') || 'no changes';
}

/** Users for whom something failed. */
export function failedUsers(reports: readonly SyncedGroup[]): number {
  return new Set(reports.flatMap(({ failed }) => failed.map(({ userId }) => userId))).size;
}

function counted(number: number, noun: string, verb: string): string {
  return number === 0 ? '' : `${count(number, noun)} ${verb}`;
}

function doneOf(reports: readonly SyncedGroup[], change: Change): number {
  return reports.reduce((sum, { plan, failed }) => {
    const failedIds = new Set(failed.map(({ userId }) => userId));
    return sum + plan[change].filter((userId) => !failedIds.has(userId)).length;
  }, 0);
}
