import {
  type Driver,
  type Group,
  type Op,
  type OperationCall,
  readId,
  readOptionalNumber,
  readOptionalText,
  readText,
  requireSame,
  unreadable,
} from '@imgroups/core/adapter';
import type { GroupInfoItem } from '../chapters/groups.ts';
import { groupEndpoints } from '../chapters/groups.ts';
import {
  baseInfoFilter,
  fromCreateGroupInput,
  fromGroupPatch,
  summaryFilter,
  toGroup,
  toGroupSummary,
} from '../mapping/group.ts';
import { errorMeaning } from '../wire/error-codes.ts';
import { refusal } from '../wire/protocol.ts';
import { objectsOf, readAnswer } from './read-answer.ts';
import { isVague, notAMember } from './refusals.ts';
import { readRoles } from './roles.ts';
import type { TencentDriverTypes } from './types.ts';

/** Ids without further fields are small, so that the largest page stays below the 1 MB that an answer may have. */
const largestAppPage = 10_000;
/** With names and owners a page of 5,000 could go beyond 1 MB. */
const joinedPages = { usual: 2_000, max: 5_000 };

/**
 * How far the vendor's clock may be behind ours, in milliseconds. Narrow, because a group of this id, type, name and owner
 * that is older was there before; a machine that is further off is refused by its signature sooner or later.
 */
const clockTolerance = 60_000;

export const groups: Driver<TencentDriverTypes>['groups'] = {
  create: {
    async send({ client, input, extras, call }) {
      const request = { ...fromCreateGroupInput(input), ...extras };
      const raw = await client.createGroup(request, call);
      const id = readAnswer('createGroup', () => {
        if (input.id !== undefined) requireSame('GroupId', input.id, raw.GroupId);
        return readId(raw.GroupId, 'GroupId');
      });
      return { id, kind: input.kind, raw };
    },
    /** Whether the group with the own id is the one that was to be created. */
    async readBack({ input, extras, ...op }, _, startedAt) {
      const { id } = input;
      if (id === undefined) return undefined;
      const request = { ...fromCreateGroupInput(input), ...extras };
      const fields = ['Type', 'Name', 'Owner_Account', 'CreateTime'];
      const raw = await readGroup({ ...op, extras: {} }, id, fields);
      const asAsked =
        raw.Type === request.Type &&
        raw.Name === request.Name &&
        raw.Owner_Account === request.Owner_Account &&
        (raw.CreateTime ?? 0) * 1000 >= startedAt - clockTolerance;
      return asAsked ? { result: { id, kind: input.kind, raw } } : undefined;
    },
  },

  async get({ group, ...op }) {
    const item = await readGroup(op, group.id, baseInfoFilter);
    return readAnswer('getGroupInfo', () => toGroup(item));
  },

  getMany: {
    plan: (op) => ({
      maxChunk: op.maxItems('getGroupInfo'),
      async read(ids, call) {
        const items = await readGroups(op, ids, baseInfoFilter, call);
        return readAnswer(
          'getGroupInfo',
          () =>
            new Map(
              items
                .filter((item) => !isMissing(item))
                .map((item): [string, Group<GroupInfoItem>] => [
                  item.GroupId,
                  toGroup(readable(item)),
                ]),
            ),
        );
      },
    }),
  },

  list: {
    pageSizes: () => ({ usual: largestAppPage, max: largestAppPage }),
    open: ({ client, extras }) => ({
      async read(position: string | undefined, Limit, call) {
        const asked = { ...extras, Limit, Next: position ?? '0' };
        const answer = await client.getAppIdGroupList(asked, call);
        return readAnswer('getAppIdGroupList', () => {
          readOptionalText(answer.Next, 'Next');
          const items = objectsOf(answer.GroupIdList, 'GroupIdList').map((group) =>
            toGroupSummary({ Type: extras.GroupType, ...group }),
          );
          const next = groupEndpoints.getAppIdGroupList.page(asked, answer);
          return { items, next: next && String(next.Next) };
        });
      },
    }),
  },

  listJoined: {
    pageSizes: () => joinedPages,
    open: ({ client, userId, extras }) => ({
      async read(position: number | undefined, Limit, call) {
        const asked = {
          WithNoActiveGroups: 1 as const,
          ...extras,
          Member_Account: userId,
          Limit,
          Offset: position ?? 0,
          ResponseFilter: { GroupBaseInfoFilter: [...summaryFilter] },
        };
        const answer = await client.getJoinGroupList(asked, call);
        return readAnswer('getJoinGroupList', () => {
          readOptionalNumber(answer.TotalCount, 'TotalCount');
          const items = objectsOf(answer.GroupIdList, 'GroupIdList').map(toGroupSummary);
          return { items, next: groupEndpoints.getJoinGroupList.page(asked, answer)?.Offset };
        });
      },
    }),
  },

  update: {
    async send({ client, group, patch, extras, call }) {
      const fields = { ...fromGroupPatch(patch, group.kind), ...extras };
      await client.modifyGroupBaseInfo({ ...fields, GroupId: group.id }, call);
    },
  },

  async getAnnouncement({ group, ...op }) {
    const { Notification } = await readGroup({ ...op, extras: {} }, group.id, ['Notification']);
    return readAnswer('getGroupInfo', () => readText(Notification ?? '', 'GroupInfo.Notification'));
  },

  setAnnouncement: {
    async send({ client, group, text, extras, call }) {
      const request = { Notification: text, ...extras, GroupId: group.id };
      await client.modifyGroupBaseInfo(request, call);
    },
  },

  delete: {
    async send({ client, group, call }) {
      await client.destroyGroup({ GroupId: group.id }, call);
    },
  },

  transfer: {
    async send({ client, group, newOwnerId, extras, call }) {
      const request = { ...extras, GroupId: group.id, NewOwner_Account: newOwnerId };
      await client.changeGroupOwner(request, call);
    },
    async explain({ newOwnerId, ...op }, error) {
      if (!isVague(error)) return undefined;
      const role = (await readRoles(op, [newOwnerId], op.call)).get(newOwnerId);
      if (role === 'owner') return { result: undefined };
      return role ? undefined : notAMember(newOwnerId, error);
    },
    async readBack({ newOwnerId, ...op }) {
      const role = (await readRoles(op, [newOwnerId], op.call)).get(newOwnerId);
      return role === 'owner' ? { result: undefined } : undefined;
    },
  },
};

type ReadOp = Op<TencentDriverTypes, 'groups.getMany'>;

async function readGroups(
  { client, extras }: Pick<ReadOp, 'client' | 'extras'>,
  ids: readonly string[],
  fields: readonly string[],
  call: OperationCall,
): Promise<readonly GroupInfoItem[]> {
  const answer = await client.getGroupInfo(
    {
      GroupIdList: [...ids],
      ResponseFilter: { GroupBaseInfoFilter: [...fields], ...extras },
    },
    call,
  );
  return readAnswer('getGroupInfo', () => objectsOf(answer.GroupInfo, 'GroupInfo'));
}

/** Reads fields of a group's profile. */
export async function readGroup(
  op: Pick<ReadOp, 'client' | 'extras' | 'call'>,
  id: string,
  fields: readonly string[],
): Promise<GroupInfoItem> {
  const items = await readGroups(op, [id], fields, op.call);
  const item = items.find(({ GroupId }) => GroupId === id);
  return readAnswer('getGroupInfo', () => {
    if (item) return readable(item);
    throw unreadable("the answer's GroupInfo does not have the group", { field: 'GroupInfo' });
  });
}

/** The item; throws what it says is wrong with it. */
function readable(item: GroupInfoItem): GroupInfoItem {
  const code = codeOf(item);
  if (code === 0) return item;
  throw refusal(code, item.ErrorInfo).with({ endpoint: 'getGroupInfo', attempts: 1 });
}

function isMissing(item: GroupInfoItem): boolean {
  return errorMeaning(codeOf(item)).reason === 'group_not_found';
}

function codeOf({ ErrorCode }: GroupInfoItem): number {
  return readOptionalNumber(ErrorCode, 'GroupInfo.ErrorCode') ?? 0;
}
