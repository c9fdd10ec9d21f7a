import { type CallOptions, type KnownGroup, type Role, readInChunks } from '@imgroups/core';
import { toRoles } from '../mapping/member.ts';
import { type Calls, itemLimit, objectsOf, readAnswer } from './calls.ts';

/** Roles of any number of users; those the vendor does not tell of are not members. */
export async function readRoles(
  calls: Calls,
  { id }: KnownGroup,
  userIds: readonly string[],
  options: CallOptions,
): Promise<Map<string, Role | undefined>> {
  const answers = await readInChunks(
    userIds,
    { maxItems: itemLimit(calls, 'getRoleInGroup') },
    options,
    (chunk, each) => calls.client.getRoleInGroup({ GroupId: id, User_Account: [...chunk] }, each),
  );
  const roles = readAnswer('getRoleInGroup', () =>
    toRoles(answers.flatMap(({ UserIdList }) => objectsOf(UserIdList, 'UserIdList'))),
  );
  return new Map(userIds.map((userId) => [userId, roles.get(userId)]));
}
