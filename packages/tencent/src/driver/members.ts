import {
  type Driver,
  type DriverOutcome,
  fullGroup,
  type ImGroupsError,
  type Member,
  type OnGroup,
  type OperationCall,
  oneByOne,
  type PageAnswer,
  type RestOfList,
  readAnswer,
  readInChunks,
  readItems,
  readOptional,
  readOutcomes,
  wireNumber,
  wireText,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { MemberProfile } from '../chapters/common.ts';
import {
  type GetGroupMemberInfoRequest,
  type GetGroupMemberInfoResponse,
  memberEndpoints,
} from '../chapters/members.ts';
import {
  accountList,
  adminList,
  fromRole,
  memberList,
  toAccount,
  toAddOutcome,
  toAdmin,
  toMember,
} from '../mapping/member.ts';
import { readGroup } from './groups.ts';
import { isOwner, isVague, noAccount, notAMember } from './refusals.ts';
import { isStranger, readRoles } from './roles.ts';
import type { TencentDriverTypes } from './types.ts';

const largestPage = 200;
const largestCommunityPage = 100;
/** A length that cannot be true must not lead to as many pages. */
const mostPagesAhead = 64;

/** The next position of a list, and its length; without them it would seem to be complete. */
const nextText = v.nullish(wireText);
const total = v.nullish(wireNumber);

type Input = OnGroup<TencentDriverTypes>;
type RoleInput = Input & { readonly role: 'admin' | 'member' };

export const members: Driver<TencentDriverTypes>['members'] = {
  list: {
    pageSizes({ group }) {
      const max = group.kind === 'community' ? largestCommunityPage : largestPage;
      return { usual: max, max };
    },
    open: ({ client, group, extras, read }) => ({
      async read(position: string | number | undefined, Limit, call) {
        const request = { ...extras, GroupId: group.id, Limit };
        const asked =
          group.kind === 'community'
            ? { ...request, Next: String(position ?? '') }
            : { ...request, Offset: Number(position ?? 0) };
        const answer = await client.getGroupMemberInfo(asked, call);
        return read(
          'getGroupMemberInfo',
          (reading): PageAnswer<Member<MemberProfile>, string | number> => {
            readAnswer(nextText, answer.Next, 'Next');
            const count = readAnswer(total, answer.MemberNum, 'MemberNum');
            const members = readItems(memberList, answer.MemberList ?? [], reading, toMember);
            const next = memberEndpoints.getGroupMemberInfo.page(asked, answer);
            const rest = asked.MemberRoleFilter ? undefined : restOf(asked, answer, count);
            return { ...members, next: next?.Next ?? next?.Offset, rest };
          },
        );
      },
    }),
  },

  getRoles: {
    plan: (input) => ({
      maxChunk: input.maxItems('getRoleInGroup'),
      read: (userIds, call) => readRoles(input, userIds, call),
    }),
  },

  add: {
    plan: (input) => {
      // Read once for the batch: all chunks that do not fit in ask the same.
      let capacity: Promise<number | undefined> | undefined;
      return {
        endpoint: 'addGroupMember',
        maxChunk: input.maxItems('addGroupMember'),
        async send(userIds, call) {
          const { client, group, notify } = input;
          const MemberList = userIds.map((Member_Account) => ({ Member_Account }));
          const request = { GroupId: group.id, ...silenceOf(notify), MemberList };
          const answer = await client.addGroupMember(request, call);
          return input.read('addGroupMember', (reading) =>
            readOutcomes(memberList, answer.MemberList ?? [], userIds, reading, toAddOutcome),
          );
        },
        async explain(userIds, error, call) {
          if (error.reason === 'group_full') {
            capacity ??= readCapacity(input, call).catch(() => undefined);
            return fullGroup(error, await capacity);
          }
          // Of a single user the refusal says enough, and other refusals are about something else.
          const isAboutAccounts = error.reason === 'user_not_found' && userIds.length > 1;
          const isOutcome = error.reason === undefined && error.vendorCode === 0;
          if (!isAboutAccounts && !isOutcome) return undefined;
          return failedOf(await unknownAmong(input, userIds, call), error);
        },
        readBack: (userIds, _, call) => presence(input, userIds, true, call),
      };
    },
  },

  remove: {
    plan: (input) => ({
      endpoint: 'deleteGroupMember',
      maxChunk: input.maxItems('deleteGroupMember'),
      async send(userIds, call) {
        const { client, group, extras, notify } = input;
        const request = { ...silenceOf(notify), ...extras, GroupId: group.id };
        await client.deleteGroupMember({ ...request, MemberToDel_Account: [...userIds] }, call);
        return done(userIds);
      },
      readBack: (userIds, _, call) => presence(input, userIds, false, call),
    }),
  },

  setRole: {
    plan: (input) => (input.group.kind === 'livestream' ? setAdmins(input) : setRoles(input)),
  },
};

/** Returns the start of the further pages, in lists by offset; undefined after a page that is shorter than was asked for. */
function restOf(
  { Offset, Limit = 0 }: GetGroupMemberInfoRequest,
  { MemberList = [] }: GetGroupMemberInfoResponse,
  total: number | null | undefined,
): RestOfList<number> | undefined {
  if (Offset === undefined || typeof total !== 'number') return undefined;
  const positions: number[] = [];
  if (MemberList.length === Limit && Limit > 0) {
    for (let page = Offset + Limit; page < total; page += Limit) {
      if (positions.push(page) === mostPagesAhead) break;
    }
  }
  return { total, positions };
}

/** Roles are changed one by one. */
function setRoles(input: RoleInput) {
  const { client, group, role } = input;
  return {
    endpoint: 'modifyGroupMemberInfo',
    maxChunk: 1,
    async send(userIds: readonly string[], call: OperationCall) {
      for (const Member_Account of userIds) {
        const request = { GroupId: group.id, Member_Account, Role: fromRole(role) };
        await client.modifyGroupMemberInfo(request, call);
      }
      return done(userIds);
    },
    async explain(userIds: readonly string[], error: ImGroupsError, call: OperationCall) {
      if (!isVague(error)) return undefined;
      const roles = await readRoles(input, userIds, call);
      return userIds.flatMap((userId): DriverOutcome[] => {
        const current = roles.values.get(userId);
        if (current === role) return [{ userId, status: 'done' }];
        if (current === 'owner') {
          return [{ userId, status: 'failed', failure: isOwner(userId, error) }];
        }
        if (!isStranger(roles, userId)) return [];
        return [{ userId, status: 'failed', failure: notAMember(userId, error) }];
      });
    },
    async readBack(userIds: readonly string[], error: ImGroupsError, call: OperationCall) {
      const roles = await readRoles(input, userIds, call);
      return userIds.flatMap((userId): DriverOutcome[] => {
        if (roles.values.get(userId) === role) return [{ userId, status: 'done' }];
        if (!isStranger(roles, userId)) return [];
        return [{ userId, status: 'failed', failure: notAMember(userId, error) }];
      });
    },
  };
}

/** Live rooms have an endpoint of their own, which takes several users at once. */
function setAdmins({ client, group, role, maxItems, read }: RoleInput) {
  return {
    endpoint: 'modifyAdmin',
    maxChunk: maxItems('modifyAdmin'),
    async send(userIds: readonly string[], call: OperationCall) {
      const CommandType = role === 'admin' ? 1 : 2;
      await client.modifyAdmin(
        { GroupId: group.id, CommandType, Admin_Account: [...userIds] },
        call,
      );
      return done(userIds);
    },
    async readBack(userIds: readonly string[], _: ImGroupsError, call: OperationCall) {
      const { Admin_List } = await client.getAdminList({ GroupId: group.id }, call);
      const { items, unreadable } = read('getAdminList', (reading) =>
        // A success without its list proves nothing.
        readItems(adminList, Admin_List, reading, toAdmin),
      );
      const admins = new Set(items);
      // An item that cannot be read may be about anybody.
      const isDone = (userId: string) =>
        role === 'admin' ? admins.has(userId) : unreadable.length === 0 && !admins.has(userId);
      return done(userIds.filter(isDone));
    },
  };
}

/** After a lost answer: those who are in the group, or not, as asked. */
async function presence(
  input: Input,
  userIds: readonly string[],
  present: boolean,
  call: OperationCall,
): Promise<readonly DriverOutcome[]> {
  const roles = await readRoles(input, userIds, call);
  const isDone = (userId: string) =>
    present ? roles.values.get(userId) !== undefined : isStranger(roles, userId);
  return done(userIds.filter(isDone));
}

/** Reads the largest number of members that the group takes. */
async function readCapacity(input: Input, call: OperationCall): Promise<number | undefined> {
  const filter = { GroupBaseInfoFilter: ['MaxMemberNum'] };
  const { MaxMemberNum } = await readGroup({ ...input, call }, input.group.id, filter);
  return input.read('getGroupInfo', ({ note }) =>
    readOptional(wireNumber, MaxMemberNum, 'GroupInfo.MaxMemberNum', note),
  );
}

/** Accounts that were never imported. */
async function unknownAmong(
  { client, maxItems, read }: Input,
  userIds: readonly string[],
  call: OperationCall,
): Promise<readonly string[]> {
  const limits = { maxItems: maxItems('checkAccounts') };
  const answers = await readInChunks(userIds, limits, oneByOne(call), (chunk, each) =>
    client.checkAccounts({ CheckItem: chunk.map((UserID) => ({ UserID })) }, each),
  );
  return read('checkAccounts', (reading) =>
    answers
      .flatMap(
        ({ ResultItem }) => readItems(accountList, ResultItem ?? [], reading, toAccount).items,
      )
      .filter(({ isImported }) => !isImported)
      .map(({ userId }) => userId),
  );
}

function failedOf(userIds: readonly string[], error: ImGroupsError): readonly DriverOutcome[] {
  return userIds.map((userId) => ({
    userId,
    status: 'failed',
    failure: noAccount(userId, error),
  }));
}

function done(userIds: readonly string[]): readonly DriverOutcome[] {
  return userIds.map((userId) => ({ userId, status: 'done' }));
}

function silenceOf(notify: boolean): { Silence?: 1 } {
  return notify ? {} : { Silence: 1 };
}
