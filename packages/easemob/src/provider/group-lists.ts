import {
  callOptions,
  type GroupSummary,
  type ListOperationOptions,
  type Pages,
  pageSizeOf,
  pagesInOperation,
  paginate,
  readList,
  readObject,
  readOptionalText,
  requireText,
} from '@imgroups/core';
import { toGroupSummary, toJoinedGroupSummary, toUserGroupSummary } from '../mapping/group.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { type NumberedPosition, nextNumbered } from './numbered-pages.ts';
import { bindingOf, type ProviderContext } from './provider-context.ts';
import type { EasemobTypes } from './types.ts';

type Summary = GroupSummary<EasemobTypes['groupSummary']>;

/** The largest pages of the service; it cuts larger ones silently. */
const maxListedGroups = 1000;
const maxUserGroups = 20;

/** Lists the groups of the app. */
export function listGroups(
  context: ProviderContext,
  options: ListOperationOptions<'groups.list'> | undefined,
): Pages<Summary> {
  return pagesInOperation('easemob', 'groups.list', () => {
    const call = callOptions('groups.list', options);
    const limit = pageSizeOf(call, maxListedGroups);
    return paginate<Summary, string>({
      binding: bindingOf(context, 'groups.list'),
      cursors: context.cursors,
      cursor: call.cursor,
      idOf: (group) => group.id,
      async read(cursor) {
        const request = cursor === undefined ? { limit } : { limit, cursor };
        const answer = await context.client.listGroups(request, call);
        const items = readList(answer.data, 'data').map((group) =>
          toGroupSummary(readObject(group, 'data'), context.calls.protocol.app),
        );
        return { items, next: readOptionalText(answer.cursor, 'cursor') || undefined };
      },
    });
  });
}

/** Lists the groups of a user. */
export function listJoined(
  context: ProviderContext,
  userId: string,
  options: ListOperationOptions<'groups.listJoined'> | undefined,
): Pages<Summary> {
  return pagesInOperation('easemob', 'groups.listJoined', () => {
    requireText('userId', userId);
    const list = context.flavour === 'legacy' ? listJoinedAtOnce : listJoinedByPage;
    return list(context, foldUserId(userId), callOptions('groups.listJoined', options));
  });
}

function listJoinedByPage(
  context: ProviderContext,
  username: string,
  call: ListOperationOptions<'groups.listJoined'>,
): Pages<Summary> {
  return paginate<Summary, NumberedPosition>({
    binding: bindingOf(context, 'groups.listJoined', username),
    cursors: context.cursors,
    cursor: call.cursor,
    idOf: (group) => group.id,
    async read(position) {
      const pagesize = position?.size ?? pageSizeOf(call, maxUserGroups);
      const pagenum = position?.page ?? 0;
      const answer = await context.client.listUserGroups({ username, pagesize, pagenum }, call);
      const items = readList(answer.entities, 'entities').map((group) =>
        toUserGroupSummary(readObject(group, 'entities')),
      );
      const next = nextNumbered({ page: pagenum, size: pagesize, position }, items.length);
      return { items, next };
    },
  });
}

/** The old path gives all groups of a user at once, up to 500. */
function listJoinedAtOnce(
  context: ProviderContext,
  username: string,
  call: ListOperationOptions<'groups.listJoined'>,
): Pages<Summary> {
  return paginate<Summary, never>({
    binding: bindingOf(context, 'groups.listJoined', username),
    cursors: context.cursors,
    cursor: call.cursor,
    idOf: (group) => group.id,
    async read() {
      const answer = await context.client.listJoinedGroups({ username }, call);
      const items = readList(answer.data, 'data').map((group) =>
        toJoinedGroupSummary(readObject(group, 'data')),
      );
      return { items };
    },
  });
}
