import {
  type ManyRead,
  type OnGroup,
  type OperationCall,
  type Role,
  readInChunks,
  readItems,
} from '@imgroups/core/adapter';
import { toUserRole, userIdList } from '../mapping/member.ts';
import type { TencentDriverTypes } from './types.ts';

/** The roles of users, `undefined` for those who are not members. */
export type Roles = ManyRead<Role | 'other' | undefined>;

/** Reads the roles of users. */
export async function readRoles(
  { client, group, maxItems, read }: OnGroup<TencentDriverTypes>,
  userIds: readonly string[],
  call: OperationCall,
): Promise<Roles> {
  const limits = { maxItems: maxItems('getRoleInGroup') };
  const answers = await readInChunks(userIds, limits, call, (chunk, each) =>
    client.getRoleInGroup({ GroupId: group.id, User_Account: [...chunk] }, each),
  );
  return read('getRoleInGroup', (reading) => {
    const lists = answers.map(({ UserIdList }) =>
      readItems(userIdList, UserIdList ?? [], reading, toUserRole),
    );
    return {
      values: new Map(lists.flatMap(({ items }) => items)),
      unreadable: lists.flatMap(({ unreadable }) => unreadable),
    };
  });
}

/** Whether a user is surely not a member; an item that cannot be read may be about anybody who is not told of. */
export function isStranger({ values, unreadable }: Roles, userId: string): boolean {
  return values.get(userId) === undefined && (values.has(userId) || unreadable.length === 0);
}
