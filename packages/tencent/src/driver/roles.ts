import {
  type ManyRead,
  type OnGroup,
  type OperationCall,
  oneByOne,
  type Role,
  readInChunks,
  readItems,
  unreadable,
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
  const answers = await readInChunks(userIds, limits, oneByOne(call), (chunk, each) =>
    client.getRoleInGroup({ GroupId: group.id, User_Account: [...chunk] }, each),
  );
  return read('getRoleInGroup', (reading) => {
    // Every user who was asked about is in it, a stranger as `NotMember`: a success without it tells nothing.
    const lists = answers.map(({ UserIdList }) => {
      const list = readItems(userIdList, UserIdList, reading, toUserRole);
      if (UserIdList?.length) return list;
      throw unreadable("the answer's UserIdList names no user", { field: 'UserIdList' });
    });
    return {
      values: new Map(lists.flatMap(({ items }) => items)),
      unreadable: lists.flatMap(({ unreadable }) => unreadable),
    };
  });
}

/** True if a user is surely not a member: a user whom the answer does not name may be one. */
export function isStranger({ values }: Roles, userId: string): boolean {
  return values.has(userId) && values.get(userId) === undefined;
}
