import {
  type Driver,
  type GroupSummary,
  isImGroupsError,
  type NumberedPosition,
  numberedPages,
  type OperationCall,
  type PageReader,
  readId,
  readList,
  readObject,
  readOptionalText,
  refused,
  requireSame,
} from '@imgroups/core/adapter';
import type { EasemobClient } from '../client.ts';
import {
  fromCreateInput,
  fromPatch,
  ownerOf,
  type PatchFields,
  toGroup,
  toGroupSummary,
  toJoinedGroupSummary,
  toUserGroupSummary,
} from '../mapping/group.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { maxPathListBytes, readData, readResult, readWritten, requireDone } from './read-answer.ts';
import { hasId, type IdentifiedGroup, readDetail } from './roles.ts';
import { refuseNewerFields } from './settings.ts';
import type { EasemobDriverTypes } from './types.ts';

/**
 * How far the clocks of caller and service may be apart, in milliseconds. A group of this id, name and owner that is older was
 * there before; a wider tolerance would take it for ours, a narrower one would miss ours where the clock of a machine drifts.
 */
const clockTolerance = 300_000;

/** The largest pages of the service; it cuts larger ones silently. */
const largestAppPage = 1000;
const largestJoinedPage = 20;

type Summary = GroupSummary<EasemobDriverTypes['groupSummary']>;

export const groups: Driver<EasemobDriverTypes>['groups'] = {
  create: {
    async send({ client, input, settings, extras, call }) {
      refuseNewerFields(settings, input, ['avatarUrl']);
      const request = { ...fromCreateInput(input, settings.flavour), ...extras };
      const answer = await client.createGroup(request, call);
      const id = readWritten(() => {
        const { groupid } = readObject(answer.data, 'data');
        if (input.id !== undefined) requireSame('data.groupid', input.id, groupid);
        return readId(groupid, 'data.groupid');
      });
      return { id, kind: 'standard', raw: answer };
    },
    /** Whether the group with the own id is the one that was to be created. */
    async readBack({ client, input, call }, _, startedAt) {
      const { id } = input;
      if (id === undefined) return undefined;
      const raw = await readDetail(client, id, call);
      const isOurs =
        raw.name === input.name &&
        foldUserId(ownerOf(raw) ?? '') === foldUserId(input.ownerId) &&
        raw.created !== undefined &&
        raw.created >= startedAt - clockTolerance;
      return isOurs ? { result: { id, kind: 'standard', raw } } : undefined;
    },
  },

  get: async ({ client, group, call }) => toGroup(await readDetail(client, group.id, call)),

  getMany: {
    plan: ({ client, maxItems }) => ({
      maxChunk: maxItems('getGroups'),
      maxJoinedBytes: maxPathListBytes,
      async read(ids, call) {
        const details = await readDetails(client, ids, call);
        return new Map(details.map((detail) => [detail.id, toGroup(detail)]));
      },
    }),
  },

  list: {
    pageSizes: () => ({ usual: largestAppPage, max: largestAppPage }),
    open: ({ client, app }) => ({
      async read(cursor: string | undefined, limit, call) {
        const request = cursor === undefined ? { limit } : { limit, cursor };
        const answer = await client.listGroups(request, call);
        const items = readList(answer.data, 'data').map((group) =>
          toGroupSummary(readObject(group, 'data'), app),
        );
        return { items, next: readOptionalText(answer.cursor, 'cursor') || undefined };
      },
    }),
  },

  listJoined: {
    pageSizes: ({ settings }) =>
      settings.flavour === 'legacy'
        ? undefined
        : { usual: largestJoinedPage, max: largestJoinedPage },
    open: ({ client, userId, settings }): PageReader<Summary, NumberedPosition> =>
      settings.flavour === 'legacy' ? joinedAtOnce(client, userId) : joinedByPage(client, userId),
  },

  update: {
    async send({ client, group, patch, settings, extras, call }) {
      refuseNewerFields(settings, patch, ['avatarUrl', 'joinPolicy', 'invitePolicy']);
      const fields = fromPatch(patch);
      for (const [name, value] of Object.entries(extras)) {
        if (value !== undefined) fields.set(name, { [name]: value });
      }
      const changes: PatchFields = Object.fromEntries([...fields.values()].flatMap(Object.entries));
      const answer = await client.updateGroup({ ...changes, group_id: group.id }, call);
      requireChanged(fields, answer);
    },
  },

  async getAnnouncement({ client, group, call }) {
    const answer = await client.getAnnouncement({ group_id: group.id }, call);
    const { announcement } = readObject(answer.data, 'data');
    return readOptionalText(announcement, 'data.announcement') ?? '';
  },

  setAnnouncement: {
    async send({ client, group, text, call }) {
      const request = { group_id: group.id, announcement: text };
      const answer = await client.setAnnouncement(request, call);
      readWritten(() => requireSame('data.id', group.id, readData(answer).id));
      requireDone('setAnnouncement', answer, 'result');
    },
  },

  delete: {
    async send({ client, group, call }) {
      const answer = await client.deleteGroup({ group_id: group.id }, call);
      readWritten(() => requireSame('data.groupid', group.id, readData(answer).groupid));
      requireDone('deleteGroup', answer, 'success');
    },
  },

  transfer: {
    async send({ client, group, newOwnerId, call }) {
      const request = { group_id: group.id, newowner: newOwnerId };
      const answer = await client.transferOwnership(request, call);
      requireDone('transferOwnership', answer, 'newowner');
    },
    async explain(_, { reason }) {
      // Already so is not an error.
      return reason === 'is_owner' ? { result: undefined } : undefined;
    },
    async readBack({ client, group, newOwnerId, call }) {
      const owner = ownerOf(await readDetail(client, group.id, call));
      const isDone = owner !== undefined && foldUserId(owner) === newOwnerId;
      return isDone ? { result: undefined } : undefined;
    },
  },
};

/** Reads the details of those groups that exist. */
async function readDetails(
  client: EasemobClient,
  group_ids: readonly string[],
  call: OperationCall,
): Promise<readonly IdentifiedGroup[]> {
  try {
    const answer = await client.getGroups({ group_ids: [...group_ids] }, call);
    const details = readList(answer.data, 'data').filter(hasId);
    for (const { id } of details) {
      if (!group_ids.includes(id)) requireSame('data.id', group_ids.join(','), id);
    }
    return details;
  } catch (error) {
    if (isImGroupsError(error) && error.reason === 'group_not_found') return [];
    throw error;
  }
}

function joinedByPage(
  client: EasemobClient,
  username: string,
): PageReader<Summary, NumberedPosition> {
  const idOf = ({ id }: Summary): string => id;
  return numberedPages(
    { first: 0, idOf },
    async (pagenum, pagesize, call: OperationCall): Promise<Summary[]> => {
      const answer = await client.listUserGroups({ username, pagesize, pagenum }, call);
      return readList(answer.entities, 'entities').map((group) =>
        toUserGroupSummary(readObject(group, 'entities')),
      );
    },
  );
}

/** The old path gives all groups of a user at once, up to 500. */
function joinedAtOnce(client: EasemobClient, username: string): PageReader<Summary, never> {
  return {
    async read(_, __, call) {
      const answer = await client.listJoinedGroups({ username }, call);
      const items = readList(answer.data, 'data').map((group) =>
        toJoinedGroupSummary(readObject(group, 'data')),
      );
      return { items };
    },
  };
}

/** The service says for each field whether it changed; those it did not are told in the caller's words. */
function requireChanged(
  fields: ReadonlyMap<string, PatchFields>,
  answer: { readonly data?: unknown },
): void {
  const isRefused = (wire: PatchFields) =>
    Object.keys(wire).some((field) => readResult(answer, field) === false);
  const refusedNames = [...fields].filter(([, wire]) => isRefused(wire)).map(([name]) => name);
  if (refusedNames.length === 0) return;
  const changed = [...fields.keys()].filter((name) => !refusedNames.includes(name));
  throw refused(`the service did not change ${refusedNames.join(', ')}`, {
    code: 'failed_precondition',
    endpoint: 'updateGroup',
    httpStatus: 200,
    fields: { changed, refused: refusedNames },
  });
}
