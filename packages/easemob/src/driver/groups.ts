import {
  type Driver,
  type Group,
  type GroupSummary,
  isImGroupsError,
  type ManyRead,
  type NumberedPosition,
  numberedPages,
  type Op,
  type OperationCall,
  type PageReader,
  type ReadItems,
  readAnswer,
  readItems,
  refused,
  requireSame,
  wireId,
  wireObject,
  wireText,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { GroupDetail, ListJoinedGroupsRequest } from '../chapters/groups.ts';
import {
  detailList,
  fromCreateInput,
  fromPatch,
  groupList,
  type PatchFields,
  toGroup,
  toGroupSummary,
  toJoinedGroupSummary,
  toUserGroupSummary,
  userGroupList,
} from '../mapping/group.ts';
import { foldUserId } from '../mapping/user-id.ts';
import type { Dialect } from './dialect.ts';
import { maxPathListBytes, readResult, requireDone } from './read-answer.ts';
import { hasId, readDetail, readOwner } from './roles.ts';
import { refuseNewerFields } from './settings.ts';
import type { EasemobDriverTypes } from './types.ts';

/**
 * The greatest difference between the clocks of caller and service, in milliseconds. A group of this id, name and owner that is
 * older was there before; a wider tolerance would take it for ours, a narrower one would miss ours where the clock of a machine
 * drifts.
 */
const clockTolerance = 300_000;

/** The largest pages of the service; it cuts larger ones silently. */
const largestAppPage = 1000;
const largestJoinedPage = 20;

type Summary = GroupSummary<EasemobDriverTypes['groupSummary']>;

/** The next cursor of the app's groups; without it the list would seem to be complete. */
const nextCursor = v.nullish(wireText);
const announcementText = v.nullish(wireText);

export const groups: Driver<EasemobDriverTypes>['groups'] = {
  create: {
    async send({ client, input, settings, extras, read, call }) {
      refuseNewerFields(settings, input, ['avatarUrl']);
      const request = { ...fromCreateInput(input, settings.dialect), ...extras };
      const answer = await client.createGroup(request, call);
      const id = read('createGroup', () => {
        const { groupid } = readAnswer(wireObject, answer.data, 'data');
        if (input.id !== undefined) requireSame('data.groupid', input.id, groupid);
        return readAnswer(wireId, groupid, 'data.groupid');
      });
      return { id, kind: 'standard', raw: answer };
    },
    /** Tells if the group with the caller's id is the one that was to be created. */
    async readBack({ input, call, ...op }, _, startedAt) {
      const { id } = input;
      if (id === undefined) return undefined;
      const raw = await readDetail(op, id, call);
      const isOurs =
        raw.name === input.name &&
        foldUserId(readOwner(op, raw) ?? '') === foldUserId(input.ownerId) &&
        raw.created !== undefined &&
        raw.created >= startedAt - clockTolerance;
      return isOurs ? { result: { id, kind: 'standard', raw } } : undefined;
    },
  },

  async get({ group, call, ...op }) {
    const detail = await readDetail(op, group.id, call);
    return op.read('getGroups', ({ note }) => toGroup(detail, note));
  },

  getMany: {
    plan: (op) => ({
      maxChunk: op.maxItems('getGroups'),
      maxJoinedBytes: maxPathListBytes,
      read: (ids, call) => readGroups(op, ids, call),
    }),
  },

  list: {
    pageSizes: () => ({ usual: largestAppPage, max: largestAppPage }),
    open: ({ client, app, read }) => ({
      async read(cursor: string | undefined, limit, call) {
        const request = cursor === undefined ? { limit } : { limit, cursor };
        const answer = await client.listGroups(request, call);
        return read('listGroups', (reading) => ({
          ...readItems(groupList, answer.data, reading, (group, note) =>
            toGroupSummary(group, app, note),
          ),
          next: readAnswer(nextCursor, answer.cursor, 'cursor') || undefined,
        }));
      },
    }),
  },

  listJoined: {
    pageSizes: ({ settings }) =>
      settings.dialect.joinedGroups === 'old path at once'
        ? undefined
        : { usual: largestJoinedPage, max: largestJoinedPage },
    open: ({ userId, settings, ...op }): PageReader<Summary, NumberedPosition> =>
      readerOfJoined[settings.dialect.joinedGroups](op, userId, settings.dialect),
  },

  update: {
    async send({ client, group, patch, settings, extras, read, call }) {
      refuseNewerFields(settings, patch, ['avatarUrl', 'joinPolicy', 'invitePolicy']);
      const fields = fromPatch(patch);
      for (const [name, value] of Object.entries(extras)) {
        if (value !== undefined) fields.set(name, { [name]: value });
      }
      const changes: PatchFields = Object.fromEntries([...fields.values()].flatMap(Object.entries));
      const answer = await client.updateGroup({ ...changes, group_id: group.id }, call);
      const isRefused = (wireFields: PatchFields) =>
        Object.keys(wireFields).some((field) => readResult(answer, field) === false);
      requireChanged(
        [...fields.keys()],
        read('updateGroup', () =>
          [...fields].filter(([, wireFields]) => isRefused(wireFields)).map(([name]) => name),
        ),
      );
    },
  },

  async getAnnouncement({ client, group, read, call }) {
    const answer = await client.getAnnouncement({ group_id: group.id }, call);
    return read('getAnnouncement', () => {
      const { announcement } = readAnswer(wireObject, answer.data, 'data');
      return readAnswer(announcementText, announcement, 'data.announcement') ?? '';
    });
  },

  setAnnouncement: {
    async send({ client, group, text, call, ...op }) {
      const request = { group_id: group.id, announcement: text };
      const answer = await client.setAnnouncement(request, call);
      const about = ['id', group.id] as const;
      requireDone(op, answer, { endpoint: 'setAnnouncement', field: 'result', about });
    },
  },

  delete: {
    async send({ client, group, call, ...op }) {
      const answer = await client.deleteGroup({ group_id: group.id }, call);
      const about = ['groupid', group.id] as const;
      requireDone(op, answer, { endpoint: 'deleteGroup', field: 'success', about });
    },
  },

  transfer: {
    async send({ client, group, newOwnerId, call, ...op }) {
      const request = { group_id: group.id, newowner: newOwnerId };
      const answer = await client.transferOwnership(request, call);
      requireDone(op, answer, { endpoint: 'transferOwnership', field: 'newowner' });
    },
    async explain(_, { reason }) {
      // Already so is not an error.
      return reason === 'is_owner' ? { result: undefined } : undefined;
    },
    async readBack({ group, newOwnerId, call, ...op }) {
      const owner = readOwner(op, await readDetail(op, group.id, call));
      const isDone = owner !== undefined && foldUserId(owner) === newOwnerId;
      return isDone ? { result: undefined } : undefined;
    },
  },
};

type Caller = Pick<Op<EasemobDriverTypes>, 'client' | 'read'>;

/** Reads those groups that exist. */
async function readGroups(
  { client, read }: Caller,
  ids: readonly string[],
  call: OperationCall,
): Promise<ManyRead<Group<GroupDetail>>> {
  try {
    const answer = await client.getGroups({ group_ids: [...ids] }, call);
    return read('getGroups', (reading) => {
      const { items, unreadable } = readItems(detailList, answer.data, reading, (detail, note) => {
        if (!hasId(detail)) return undefined;
        const group = toGroup(detail, note);
        if (!ids.includes(group.id)) requireSame('data.id', ids.join(','), group.id);
        return group;
      });
      const groups = items.filter((item) => item !== undefined);
      return { values: new Map(groups.map((group) => [group.id, group])), unreadable };
    });
  } catch (error) {
    if (isImGroupsError(error) && error.reason === 'group_not_found') {
      return { values: new Map(), unreadable: [] };
    }
    throw error;
  }
}

const idOf = ({ id }: Summary): string => id;

const readerOfJoined: Readonly<
  Record<
    Dialect['joinedGroups'],
    (caller: Caller, username: string, dialect: Dialect) => PageReader<Summary, NumberedPosition>
  >
> = {
  'new path': ({ client, read }, username) =>
    numberedPages({ first: 0, idOf }, async (pagenum, pagesize, call: OperationCall) => {
      const { entities } = await client.listUserGroups({ username, pagesize, pagenum }, call);
      return read('listUserGroups', (reading) =>
        readItems(userGroupList, entities, reading, toUserGroupSummary),
      );
    }),
  'old path': (caller, username, { usualPage: usual }) =>
    numberedPages({ first: 1, usual, idOf }, (pagenum, pagesize, call: OperationCall) =>
      readJoined(caller, { username, pagesize, pagenum }, call),
    ),
  // All groups of a user, up to 500.
  'old path at once': (caller, username) => ({
    read: (_, __, call) => readJoined(caller, { username }, call),
  }),
};

async function readJoined(
  { client, read }: Caller,
  request: ListJoinedGroupsRequest,
  call: OperationCall,
): Promise<ReadItems<Summary>> {
  const { data } = await client.listJoinedGroups(request, call);
  return read('listJoinedGroups', (reading) =>
    readItems(groupList, data, reading, toJoinedGroupSummary),
  );
}

/** The service says for each field whether it changed; those it did not are told in the caller's words. */
function requireChanged(names: readonly string[], refusedNames: readonly string[]): void {
  if (refusedNames.length === 0) return;
  const changed = names.filter((name) => !refusedNames.includes(name));
  throw refused(`the service did not change ${refusedNames.join(', ')}`, {
    code: 'failed_precondition',
    endpoint: 'updateGroup',
    httpStatus: 200,
    fields: { changed, refused: refusedNames },
  });
}
