import {
  addErrorDetails,
  type CallOptions,
  type CreatedGroup,
  distinctIds,
  type Groups,
  InvalidRequestError,
  InvalidResponseError,
  inOperation,
  type KnownGroup,
  pageSizeOf,
  pagesInOperation,
  paginate,
  readInChunks,
  readText,
  requireText,
  withReadBack,
} from '@imgroups/core';
import { groupEndpoints } from '../endpoints/groups.ts';
import { errorMeaning } from '../error-codes.ts';
import {
  baseInfoFilter,
  fromCreateGroupInput,
  fromGroupPatch,
  summaryFilter,
  toGroup,
  toGroupSummary,
} from '../mapping/group.ts';
import type { CreateGroupRequest, GroupInfoItem } from '../schemas/groups.ts';
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
    customFields?: readonly string[],
  ): Promise<readonly GroupInfoItem[]> {
    const answer = await client.getGroupInfo(
      {
        GroupIdList: [...ids],
        ResponseFilter: {
          GroupBaseInfoFilter: [...fields],
          ...(customFields ? { AppDefinedDataFilter_Group: [...customFields] } : {}),
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
    customFields?: readonly string[],
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
        const call = { ...options, operation: 'groups.create' };
        const mapped = fromCreateGroupInput(input);
        const request = { ...options?.providerOptions?.tencent, ...mapped };
        const kind = input.kind ?? 'standard';
        const startedAt = context.now();
        return withReadBack<CreatedGroup<TencentTypes['createdGroup']>>(
          async () => {
            const raw = await client.createGroup(request, call);
            const id = readAnswer('createGroup', () => readText(raw.GroupId, 'GroupId'));
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
        const call = { ...options, operation: 'groups.get' };
        const custom = options?.providerOptions?.tencent?.AppDefinedDataFilter_Group;
        const item = await readGroup(group, baseInfoFilter, call, custom);
        return readAnswer('getGroupInfo', () => toGroup(item));
      });
    },

    getMany(ids, options) {
      return inOperation('tencent', 'groups.getMany', async () => {
        const call = { ...options, operation: 'groups.getMany' };
        const custom = options?.providerOptions?.tencent?.AppDefinedDataFilter_Group;
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
        const call = { ...options, operation: 'groups.list' };
        const extras = options?.providerOptions?.tencent;
        const request = { ...extras, Limit: pageSizeOf(options, largestAppPage) };
        return paginate({
          binding: bindingOf(calls, 'groups.list', extras),
          cursors,
          cursor: options?.cursor,
          idOf: ({ id }) => id,
          async read(position: string | undefined) {
            const asked = { ...request, Next: position ?? '0' };
            const answer = await client.getAppIdGroupList(asked, call);
            const next = groupEndpoints.getAppIdGroupList.page(asked, answer);
            return {
              items: readAnswer('getAppIdGroupList', () =>
                objectsOf(answer.GroupIdList, 'GroupIdList').map((group) =>
                  toGroupSummary({ Type: extras?.GroupType, ...group }),
                ),
              ),
              next: next && String(next.Next),
            };
          },
        });
      });
    },

    listJoined(userId, options) {
      return pagesInOperation('tencent', 'groups.listJoined', () => {
        requireText('userId', userId);
        const call = { ...options, operation: 'groups.listJoined' };
        const extras = options?.providerOptions?.tencent;
        const pageSize = options?.pageSize ?? usualJoinedPage;
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
          cursor: options?.cursor,
          idOf: ({ id }) => id,
          async read(position: number | undefined) {
            const asked = { ...request, Offset: position ?? 0 };
            const answer = await client.getJoinGroupList(asked, call);
            return {
              items: readAnswer('getJoinGroupList', () =>
                objectsOf(answer.GroupIdList, 'GroupIdList').map(toGroupSummary),
              ),
              next: groupEndpoints.getJoinGroupList.page(asked, answer)?.Offset,
            };
          },
        });
      });
    },

    update(ref, patch, options) {
      return performOn('groups.update', ref, async ({ id, kind }) => {
        const fields = {
          ...options?.providerOptions?.tencent,
          ...fromGroupPatch(patch ?? {}, kind),
        };
        if (Object.keys(fields).length === 0) {
          throw new InvalidRequestError('patch: at least one field is needed', { field: 'patch' });
        }
        const call = { ...options, operation: 'groups.update' };
        await client.modifyGroupBaseInfo({ ...fields, GroupId: id }, call);
      });
    },

    getAnnouncement(ref, options) {
      return performOn('groups.getAnnouncement', ref, async (group) => {
        const call = { ...options, operation: 'groups.getAnnouncement' };
        const { Notification } = await readGroup(group, ['Notification'], call);
        return readAnswer('getGroupInfo', () =>
          readText(Notification ?? '', 'GroupInfo.Notification'),
        );
      });
    },

    setAnnouncement(ref, text, options) {
      return performOn('groups.setAnnouncement', ref, async ({ id }) => {
        await client.modifyGroupBaseInfo(
          { ...options?.providerOptions?.tencent, GroupId: id, Notification: text },
          { ...options, operation: 'groups.setAnnouncement' },
        );
      });
    },

    delete(ref, options) {
      return performOn('groups.delete', ref, async ({ id }) => {
        await withReadBack<unknown>(
          () => client.destroyGroup({ GroupId: id }, { ...options, operation: 'groups.delete' }),
          // An earlier attempt was not answered, and now the group is gone.
          async (error) => (error.reason === 'group_not_found' ? true : undefined),
        );
      });
    },

    transfer(ref, newOwnerId, options) {
      return performOn('groups.transfer', ref, async (group) => {
        requireText('newOwnerId', newOwnerId);
        const call = { ...options, operation: 'groups.transfer' };
        const request = {
          ...options?.providerOptions?.tencent,
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
  if (!item.ErrorCode) return item;
  throw addErrorDetails(apiError(item.ErrorCode, item.ErrorInfo), {
    endpoint: 'getGroupInfo',
    attempts: 1,
  });
}

function isMissing({ ErrorCode = 0 }: GroupInfoItem): boolean {
  return errorMeaning(ErrorCode).reason === 'group_not_found';
}
