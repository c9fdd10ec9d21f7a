import {
  type Driver,
  type Op,
  type OperationCall,
  readAnswer,
  readItems,
  requireSame,
  unreadable,
  wireId,
  wireList,
  wireNumber,
  wireObject,
  wireText,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { CreateGroupRequest, GetGroupInfoRequest, GroupInfoItem } from '../chapters/groups.ts';
import { groupEndpoints } from '../chapters/groups.ts';
import {
  baseInfoFilter,
  fromCreateGroupInput,
  fromGroupPatch,
  groupIdList,
  groupInfo,
  summaryFilter,
  toGroup,
  toGroupSummary,
} from '../mapping/group.ts';
import { errorMeaning } from '../wire/error-codes.ts';
import { refusal } from '../wire/protocol.ts';
import { isVague, notAMember } from './refusals.ts';
import { isStranger, readRoles } from './roles.ts';
import type { TencentDriverTypes, TencentSettings } from './types.ts';

/** Ids without further fields are small, so that the largest page stays below the 1 MB that an answer may have. */
const largestAppPage = 10_000;
/** With names and owners a page of 5,000 could go beyond 1 MB. */
const joinedPages = { usual: 2_000, max: 5_000 };

/** The next position of a list, and its length; without them it would seem to be complete. */
const nextText = v.nullish(wireText);
const total = v.nullish(wireNumber);

const groupInfos = v.nullish(wireList);
const errorCode = v.nullish(wireNumber);

/**
 * The tolerated lag of the vendor's clock behind ours, in milliseconds. Narrow, because a group of this id, type, name and
 * owner that is older was there before; a machine that is further off is refused by its signature sooner or later.
 */
const clockTolerance = 60_000;

export const groups: Driver<TencentDriverTypes>['groups'] = {
  create: {
    async send({ client, input, settings, extras, read, call }) {
      const request = { ...fromCreateGroupInput(input), ...extras };
      const raw = await client.createGroup(request, call);
      rememberKeys(settings, extras);
      const id = read('createGroup', () => {
        if (input.id !== undefined) requireSame('GroupId', input.id, raw.GroupId);
        return readAnswer(wireId, raw.GroupId, 'GroupId');
      });
      return { id, kind: input.kind, raw };
    },
    /** Tells if the group with the caller's id is the one that was to be created. */
    async readBack({ input, extras, ...op }, _, startedAt) {
      const { id } = input;
      if (id === undefined) return undefined;
      const request = { ...fromCreateGroupInput(input), ...extras };
      const fields = ['Type', 'Name', 'Owner_Account', 'CreateTime'];
      const raw = await readGroup(op, id, { GroupBaseInfoFilter: fields });
      const asAsked =
        raw.Type === request.Type &&
        raw.Name === request.Name &&
        raw.Owner_Account === request.Owner_Account &&
        (raw.CreateTime ?? 0) * 1000 >= startedAt - clockTolerance;
      if (!asAsked) return undefined;
      rememberKeys(op.settings, extras);
      return { result: { id, kind: input.kind, raw } };
    },
  },

  async get({ group, ...op }) {
    const item = await readGroup(op, group.id, wholeProfile(op));
    return op.read('getGroupInfo', ({ note }) => toGroup(item, note));
  },

  getMany: {
    plan: (op) => ({
      maxChunk: op.maxItems('getGroupInfo'),
      async read(ids, call) {
        const infos = await readGroups(op, ids, wholeProfile(op), call);
        return op.read('getGroupInfo', (reading) => {
          const { items, unreadable } = readItems(groupInfo, infos, reading, (item, note) =>
            isMissing(item) ? undefined : toGroup(readable(item), note),
          );
          const groups = items.filter((item) => item !== undefined);
          return { values: new Map(groups.map((group) => [group.id, group])), unreadable };
        });
      },
    }),
  },

  list: {
    pageSizes: () => ({ usual: largestAppPage, max: largestAppPage }),
    open: ({ client, extras, read }) => ({
      async read(position: string | undefined, Limit, call) {
        const asked = { ...extras, Limit, Next: position ?? '0' };
        const answer = await client.getAppIdGroupList(asked, call);
        return read('getAppIdGroupList', (reading) => {
          readAnswer(nextText, answer.Next, 'Next');
          const groups = readItems(groupIdList, answer.GroupIdList ?? [], reading, (group, note) =>
            toGroupSummary(group, note, extras.GroupType),
          );
          const next = groupEndpoints.getAppIdGroupList.page(asked, answer);
          return { ...groups, next: next && String(next.Next) };
        });
      },
    }),
  },

  listJoined: {
    pageSizes: () => joinedPages,
    open: ({ client, userId, extras, read }) => ({
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
        return read('getJoinGroupList', (reading) => {
          readAnswer(total, answer.TotalCount, 'TotalCount');
          const groups = readItems(groupIdList, answer.GroupIdList ?? [], reading, toGroupSummary);
          return { ...groups, next: groupEndpoints.getJoinGroupList.page(asked, answer)?.Offset };
        });
      },
    }),
  },

  update: {
    async send({ client, group, patch, settings, extras, call }) {
      const fields = { ...fromGroupPatch(patch, group.kind), ...extras };
      await client.modifyGroupBaseInfo({ ...fields, GroupId: group.id }, call);
      rememberKeys(settings, extras);
    },
  },

  async getAnnouncement({ group, ...op }) {
    const filter = { GroupBaseInfoFilter: ['Notification'] };
    const { Notification } = await readGroup(op, group.id, filter);
    return op.read('getGroupInfo', () =>
      readAnswer(wireText, Notification ?? '', 'GroupInfo.Notification'),
    );
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
      const roles = await readRoles(op, [newOwnerId], op.call);
      if (roles.values.get(newOwnerId) === 'owner') return { result: undefined };
      return isStranger(roles, newOwnerId) ? notAMember(newOwnerId, error) : undefined;
    },
    async readBack({ newOwnerId, ...op }) {
      const { values } = await readRoles(op, [newOwnerId], op.call);
      return values.get(newOwnerId) === 'owner' ? { result: undefined } : undefined;
    },
  },
};

type ReadOp = Pick<Op<TencentDriverTypes>, 'client' | 'read'>;
type Filter = NonNullable<GetGroupInfoRequest['ResponseFilter']>;

/** The fields of a profile to ask for: custom fields come only by their keys. */
function wholeProfile({
  settings,
  extras,
}: Pick<Op<TencentDriverTypes, 'groups.getMany'>, 'settings' | 'extras'>): Filter {
  const keys = [...settings.customFields];
  const custom = keys.length > 0 ? { AppDefinedDataFilter_Group: keys } : {};
  return { GroupBaseInfoFilter: [...baseInfoFilter], ...custom, ...extras };
}

/** The keys of custom fields that the vendor has taken are keys of the app. */
function rememberKeys(
  { customFields }: TencentSettings,
  { AppDefinedData = [] }: Pick<CreateGroupRequest, 'AppDefinedData'>,
): void {
  for (const { Key } of AppDefinedData) customFields.add(Key);
}

async function readGroups(
  { client, read }: ReadOp,
  ids: readonly string[],
  ResponseFilter: Filter,
  call: OperationCall,
): Promise<readonly GroupInfoItem[]> {
  const answer = await client.getGroupInfo({ GroupIdList: [...ids], ResponseFilter }, call);
  return read('getGroupInfo', () => {
    readAnswer(groupInfos, answer.GroupInfo, 'GroupInfo');
    return answer.GroupInfo ?? [];
  });
}

/** Reads fields of a group's profile. */
export async function readGroup(
  op: ReadOp & { readonly call: OperationCall },
  id: string,
  filter: Filter,
): Promise<GroupInfoItem> {
  const items = await readGroups(op, [id], filter, op.call);
  return op.read('getGroupInfo', () => {
    const item = items.find((item) => readAnswer(wireObject, item, 'GroupInfo').GroupId === id);
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
  return readAnswer(errorCode, ErrorCode, 'GroupInfo.ErrorCode') ?? 0;
}
