import { type Failure, refused } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';

/** The refusal of a full group with its capacity, where a read has told it, and the way to raise it. */
export function fullGroup(refusal: ImGroupsError, maxMembers: number | undefined): Failure {
  const capacity = maxMembers === undefined ? '' : `; the group takes ${maxMembers} members`;
  return refused(
    `${refusal.message}${capacity}. Raise it with groups.update(group, { maxMembers }), as far as the plan allows`,
    { code: 'resource_exhausted', reason: 'group_full' },
  );
}
