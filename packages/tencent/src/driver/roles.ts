import { type OnGroup, type OperationCall, type Role, readInChunks } from '@imgroups/core/adapter';
import { toRoles } from '../mapping/member.ts';
import { objectsOf, readAnswer } from './read-answer.ts';
import type { TencentDriverTypes } from './types.ts';

/** Reads the roles of users; those who are not members are absent. */
export async function readRoles(
  { client, group, maxItems }: OnGroup<TencentDriverTypes>,
  userIds: readonly string[],
  call: OperationCall,
): Promise<ReadonlyMap<string, Role>> {
  const limits = { maxItems: maxItems('getRoleInGroup') };
  const answers = await readInChunks(userIds, limits, call, (chunk, each) =>
    client.getRoleInGroup({ GroupId: group.id, User_Account: [...chunk] }, each),
  );
  return readAnswer('getRoleInGroup', () =>
    toRoles(answers.flatMap(({ UserIdList }) => objectsOf(UserIdList, 'UserIdList'))),
  );
}
