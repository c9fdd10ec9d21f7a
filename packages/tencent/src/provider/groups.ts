import {
  addErrorDetails,
  type CallOptions,
  type CreatedGroup,
  callOptions,
  distinctIds,
  type Groups,
  InvalidRequestError,
  InvalidResponseError,
  inOperation,
  type KnownGroup,
  pageSizeOf,
  pagesInOperation,
  paginate,
  readId,
  readInChunks,
  readOptionalNumber,
  readOptionalText,
  readText,
  requireSame,
  requireString,
  requireText,
  toNewGroup,
  toPatch,
  withReadBack,
} from '@imgroups/core';
import type { CreateGroupRequest, GroupInfoItem } from '../chapters/groups.ts';
import { groupEndpoints } from '../chapters/groups.ts';
import { errorMeaning } from '../error-codes.ts';
import {
  baseInfoFilter,
  fromCreateGroupInput,
  fromGroupPatch,
  summaryFilter,
  toGroup,
  toGroupSummary,
} from '../mapping/group.ts';
import { apiError } from '../tencent-protocol.ts';
import { clearer, withExplanation } from './after-failure.ts';
import { bindingOf, type Calls, itemLimit, objectsOf, performOn, readAnswer } from './calls.ts';
import { readRoles } from './roles.ts';
import type { TencentTypes } from './tencent-types.ts';

/** Ids without further fields are small, so that the largest page stays below the 1 MB that an answer may have. */
const largestAppPage = 10_000;
const largestJoinedPage = 5_000;
/** With names and owners a page of 5,000 could go beyond 1 MB. */
const usualJoinedPage = 2_000;

/** How far the vendor's clock may be behind ours. */
const clockSkewMs = 60_000;

export function tencentGroups(calls: Calls): Groups<TencentTypes> {
  const { client, context, cursors } = calls;

  async function readGroups(
    ids: readonly string[],
    fields: readonly string[],
    options: CallOptions,
    customFields?: string[],
  ): Promise<readonly GroupInfoItem[]> {
    const answer = await client.getGroupInfo(
      {
        GroupIdList: [...ids],
        ResponseFilter: {
          GroupBaseInfoFilter: [...fields],
          ...(customFields ? { AppDefinedDataFilter_Group: customFields } : {}),
        },
      },
      options,
    );
    return readAnswer('getGroupInfo', () => objectsOf(answer.GroupInfo, 'GroupInfo'));
  }

  async function readGroup(
    { id }: KnownGroup,
    fields: readonly string[],
    options: CallOptions,
    customFields?: string[],
  ): Promise<GroupInfoItem> {
    const items = await readGroups([id], fields, options, customFields);
    const item = items.find(({ GroupId }) => GroupId === id);
    if (!item) {
      throw new InvalidResponseError("the answer's GroupInfo does not have the group", {
        endpoint: 'getGroupInfo',
        field: 'GroupInfo',
      });
    }
    return readable(item);
  }

  /** Whether a group with an own id is the one that was to be created. */
  async function findCreated(
    request: CreateGroupRequest & { readonly GroupId: string },
    startedAt: number,
    options: CallOptions,
  ): Promise<GroupInfoItem | undefined> {
    const fields = ['Type', 'Name', 'Owner_Account', 'CreateTime'];
    const group = await readGroup({ id: request.GroupId }, fields, options);
    const asAsked =
      group.Type === request.Type &&
      group.Name === request.Name &&
      group.Owner_Account === request.Owner_Account &&
      (group.CreateTime ?? 0) * 1000 >= startedAt - clockSkewMs;
    return asAsked ? group : undefined;
  }

  return {
    create(input, options) {
      return inOperation('tencent', 'groups.create', async () => {
        const call = callOptions('groups.create', options);
        const group = toNewGroup(input);
        const mapped = fromCreateGroupInput(group);
        const request = { ...call.providerOptions?.tencent, ...mapped };
        const { kind } = group;
        const startedAt = context.now();
        return withReadBack<CreatedGroup<TencentTypes['createdGroup']>>(
          async () => {
            const raw = await client.createGroup(request, call);
            const id = readAnswer('createGroup', () => {
              if (request.GroupId !== undefined)
                requireSame('GroupId', request.GroupId, raw.GroupId);
              return readId(raw.GroupId, 'GroupId');
            });
            return { id, kind, raw };
          },
          async () => {
            const { GroupId } = request;
            if (GroupId === undefined) return undefined;
            const raw = await findCreated({ ...request, GroupId }, startedAt, call);
            return raw && { id: GroupId, kind, raw };
          },
        );
      });
    },

    get(ref, options) {
      return performOn('groups.get', ref, async (group) => {
        const call = callOptions('groups.get', options);
        const custom = call.providerOptions?.tencent?.AppDefinedDataFilter_Group;
        const item = await readGroup(group, baseInfoFilter, call, custom);
        return readAnswer('getGroupInfo', () => toGroup(item));
      });
    },

    getMany(ids, options) {
      return inOperation('tencent', 'groups.getMany', async () => {
        const call = callOptions('groups.getMany', options);
        const custom = call.providerOptions?.tencent?.AppDefinedDataFilter_Group;
        const items = await readInChunks(
          distinctIds('ids', ids),
          { maxItems: itemLimit(calls, 'getGroupInfo') },
          call,
          (chunk, each) => readGroups(chunk, baseInfoFilter, each, custom),
        );
        return new Map(
          items
            .flat()
            .filter((item) => !isMissing(item))
            .map((item) => [
              item.GroupId,
              readAnswer('getGroupInfo', () => toGroup(readable(item))),
            ]),
        );
      });
    },

    list(options) {
      return pagesInOperation('tencent', 'groups.list', () => {
        const call = callOptions('groups.list', options);
        const extras = call.providerOptions?.tencent;
        const request = { ...extras, Limit: pageSizeOf(call, largestAppPage) };
        return paginate({
          binding: bindingOf(calls, 'groups.list', extras),
          cursors,
          cursor: call.cursor,
          idOf: ({ id }) => id,
          async read(position: string | undefined) {
            const asked = { ...request, Next: position ?? '0' };
            const answer = await client.getAppIdGroupList(asked, call);
            return readAnswer('getAppIdGroupList', () => {
              readOptionalText(answer.Next, 'Next');
              const items = objectsOf(answer.GroupIdList, 'GroupIdList').map((group) =>
                toGroupSummary({ Type: extras?.GroupType, ...group }),
              );
              const next = groupEndpoints.getAppIdGroupList.page(asked, answer);
              return { items, next: next && String(next.Next) };
            });
          },
        });
      });
    },

    listJoined(userId, options) {
      return pagesInOperation('tencent', 'groups.listJoined', () => {
        requireText('userId', userId);
        const call = callOptions('groups.listJoined', options);
        const extras = call.providerOptions?.tencent;
        const pageSize = call.pageSize ?? usualJoinedPage;
        const request = {
          ...extras,
          Member_Account: userId,
          WithNoActiveGroups: 1 as const,
          Limit: pageSizeOf({ pageSize }, largestJoinedPage),
          ResponseFilter: { GroupBaseInfoFilter: [...summaryFilter] },
        };
        return paginate({
          binding: bindingOf(calls, 'groups.listJoined', userId, extras),
          cursors,
          cursor: call.cursor,
          idOf: ({ id }) => id,
          async read(position: number | undefined) {
            const asked = { ...request, Offset: position ?? 0 };
            const answer = await client.getJoinGroupList(asked, call);
            return readAnswer('getJoinGroupList', () => {
              readOptionalNumber(answer.TotalCount, 'TotalCount');
              const items = objectsOf(answer.GroupIdList, 'GroupIdList').map(toGroupSummary);
              return { items, next: groupEndpoints.getJoinGroupList.page(asked, answer)?.Offset };
            });
          },
        });
      });
    },

    update(ref, patch, options) {
      return performOn('groups.update', ref, async ({ id, kind }) => {
        const call = callOptions('groups.update', options);
        const fields = {
          ...call.providerOptions?.tencent,
          ...fromGroupPatch(toPatch(patch), kind),
        };
        if (Object.keys(fields).length === 0) {
          throw new InvalidRequestError('patch: at least one field is needed', { field: 'patch' });
        }
        await client.modifyGroupBaseInfo({ ...fields, GroupId: id }, call);
      });
    },

    getAnnouncement(ref, options) {
      return performOn('groups.getAnnouncement', ref, async (group) => {
        const call = callOptions('groups.getAnnouncement', options);
        const { Notification } = await readGroup(group, ['Notification'], call);
        return readAnswer('getGroupInfo', () =>
          readText(Notification ?? '', 'GroupInfo.Notification'),
        );
      });
    },

    setAnnouncement(ref, text, options) {
      return performOn('groups.setAnnouncement', ref, async ({ id }) => {
        const call = callOptions('groups.setAnnouncement', options);
        requireString('text', text);
        await client.modifyGroupBaseInfo(
          { ...call.providerOptions?.tencent, GroupId: id, Notification: text },
          call,
        );
      });
    },

    delete(ref, options) {
      return performOn('groups.delete', ref, async ({ id }) => {
        const call = callOptions('groups.delete', options);
        await withReadBack<unknown>(
          () => client.destroyGroup({ GroupId: id }, call),
          // An earlier attempt was not answered, and now the group is gone.
          async (error) => (error.reason === 'group_not_found' ? true : undefined),
        );
      });
    },

    transfer(ref, newOwnerId, options) {
      return performOn('groups.transfer', ref, async (group) => {
        requireText('newOwnerId', newOwnerId);
        const call = callOptions('groups.transfer', options);
        const request = {
          ...call.providerOptions?.tencent,
          GroupId: group.id,
          NewOwner_Account: newOwnerId,
        };
        const roleNow = async () =>
          (await readRoles(calls, group, [newOwnerId], call)).get(newOwnerId);
        const isOwner = async () => ((await roleNow()) === 'owner' ? true : undefined);
        const transfer = async () => {
          await client.changeGroupOwner(request, call);
          return true;
        };
        await withReadBack(
          () =>
            withExplanation(transfer, async (error) => {
              const role = await roleNow();
              if (role === 'owner') return true;
              const text = `${newOwnerId} is not a member`;
              return role ? undefined : clearer(error, text, 'not_found', 'not_a_member');
            }),
          isOwner,
        );
      });
    },
  };
}

/** The item, or what it says is wrong with it. */
function readable(item: GroupInfoItem): GroupInfoItem {
  const code = codeOf(item);
  if (code === 0) return item;
  throw addErrorDetails(apiError(code, item.ErrorInfo), {
    endpoint: 'getGroupInfo',
    attempts: 1,
  });
}

function isMissing(item: GroupInfoItem): boolean {
  return errorMeaning(codeOf(item)).reason === 'group_not_found';
}

function codeOf({ ErrorCode }: GroupInfoItem): number {
  return readOptionalNumber(ErrorCode, 'GroupInfo.ErrorCode') ?? 0;
}
