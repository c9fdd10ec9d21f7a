import { count } from '../shared/table.ts';
import { isInStep, type Plan } from './plan.ts';
import type { Change, DepartmentReport } from './sync.ts';

const shownNames = 5;
const undone: Readonly<Record<Change, string>> = {
  add: 'not added',
  remove: 'not removed',
  promote: 'not made admin',
  demote: 'still admin',
};

/** A department in a line, and a line for each user that failed. */
export function toLines({ plan, failures }: DepartmentReport): string {
  const lines = [`  ${plan.department.id.padEnd(14)}${changesOf(plan)}`];
  for (const { userId, change, why } of failures) {
    lines.push(`  ${''.padEnd(14)}! ${userId} ${undone[change]}: ${why}`);
  }
  return lines.join('\n');
}

function changesOf(plan: Plan): string {
  if (isInStep(plan)) return 'in step';
  return [
    plan.group ? '' : 'new group',
    plan.rename ? `renamed to ${plan.department.name}` : '',
    names('add', plan.add),
    names('remove', plan.remove),
    names('make admin', plan.promote),
    names('no longer admin', plan.demote),
  ]
    .filter(Boolean)
    .join('; ');
}

function names(what: string, userIds: readonly string[]): string {
  if (userIds.length === 0) return '';
  const more = userIds.length - shownNames;
  const shown = userIds.slice(0, shownNames).join(', ');
  return more > 0 ? `${what} ${shown} and ${more} more` : `${what} ${shown}`;
}

/** What was changed in all; in a dry run, what would be. */
export function toSummary(reports: readonly DepartmentReport[]): string {
  const roles = doneOf(reports, 'promote') + doneOf(reports, 'demote');
  const changes = [
    counted(reports.filter(({ plan }) => !plan.group).length, 'group', 'created'),
    counted(reports.filter(({ plan }) => plan.rename).length, 'group', 'renamed'),
    counted(doneOf(reports, 'add'), 'member', 'added'),
    counted(doneOf(reports, 'remove'), 'member', 'removed'),
    counted(roles, 'role', 'changed'),
  ];
  return changes.filter(Boolean).join(', ') || 'no changes';
}

/** Users for whom something failed. */
export function failedUsers(reports: readonly DepartmentReport[]): number {
  return new Set(reports.flatMap(({ failures }) => failures.map(({ userId }) => userId))).size;
}

function counted(number: number, noun: string, verb: string): string {
  return number === 0 ? '' : `${count(number, noun)} ${verb}`;
}

/** Nothing else was tried with a user who could not be added. */
function doneOf(reports: readonly DepartmentReport[], change: Change): number {
  return reports.reduce((sum, { plan, failures }) => {
    const failed = new Set(
      failures
        .filter((failure) => failure.change === change || failure.change === 'add')
        .map(({ userId }) => userId),
    );
    return sum + plan[change].filter((userId) => !failed.has(userId)).length;
  }, 0);
}
