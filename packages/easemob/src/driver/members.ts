import {
  type BatchPlan,
  type Driver,
  type DriverOutcome,
  type Failure,
  fullGroup,
  type ImGroupsError,
  type Member,
  numberedPages,
  type OnGroup,
  type OperationCall,
  type Role,
  readId,
  readList,
  readObject,
  readOptionalNumber,
  readOptionalText,
  refused,
  requireSame,
  shown,
  toFailure,
  together,
  unreadable,
  unsupported,
} from '@imgroups/core/adapter';
import type { GroupDetail } from '../chapters/groups.ts';
import type { ListedMember } from '../chapters/members.ts';
import { toMember } from '../mapping/member.ts';
import { done } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { maxPathListBytes, readOutcomes, readWritten } from './read-answer.ts';
import { absentAreDone, alreadySo, confirmed, isAbout, isAbsence, once } from './refusals.ts';
import { listedIn, readAdmins, readDetail, readRoster } from './roles.ts';
import type { EasemobDriverTypes } from './types.ts';

const largestPage = 1000;

type Input = OnGroup<EasemobDriverTypes>;

export const members: Driver<EasemobDriverTypes>['members'] = {
  list: {
    pageSizes: () => ({ usual: largestPage, max: largestPage }),
    open: ({ client, group, settings }) => {
      // The list shows admins as members, so they are read once beside its first page.
      let admins: ReadonlySet<string> | undefined;
      const idOf = ({ userId }: Member): string => userId;
      // Older clusters do not tell when members joined.
      const times = settings.flavour === 'legacy' ? {} : { joined_time: true as const };
      return numberedPages(
        { first: 1, idOf },
        async (pagenum, pagesize, call: OperationCall): Promise<Member<ListedMember>[]> => {
          const request = { group_id: group.id, pagenum, pagesize, ...times };
          const [answer, adminNames] = await together(call, (each) => [
            client.listMembers(request, each),
            admins ? Promise.resolve(admins) : readAdmins(client, group.id, each),
          ]);
          admins = adminNames;
          return readList(answer.data, 'data').map((item) =>
            toMember(readObject(item, 'data'), adminNames),
          );
        },
      );
    },
  },

  getRoles: {
    plan: (input) => ({
      // Details and admins answer for everybody at once.
      maxChunk: Number.POSITIVE_INFINITY,
      async read(userIds, call) {
        const roster = await readRoster(input, call);
        const roles = new Map<string, Role>();
        for (const userId of userIds) {
          const role = await roster(userId);
          if (role !== undefined) roles.set(userId, role);
        }
        return roles;
      },
    }),
  },

  add: {
    plan: (input) => {
      const { client, group, notify, settings, maxItems } = input;
      if (!notify && settings.flavour === 'legacy') {
        throw unsupported('notify: clusters of the legacy flavour always tell the members', {
          field: 'notify',
        });
      }
      const before = once((call: OperationCall) => readDetail(client, group.id, call));
      return {
        endpoint: 'addMembers',
        maxChunk: maxItems('addMembers'),
        async send(userIds, call) {
          const silence = notify ? {} : { need_notify: false };
          const request = { group_id: group.id, usernames: [...userIds], ...silence };
          const { data } = await client.addMembers(request, call);
          const added = readWritten(() => {
            const { newmembers, groupid } = readObject(data, 'data');
            requireSame('data.groupid', group.id, groupid);
            return readNewMembers(newmembers, userIds);
          });
          return userIds.map((userId) => done(userId, added.has(userId)));
        },
        explain: (userIds, error, call) => explainAddition(input, before, userIds, error, call),
        async readBack(userIds, _, call) {
          const listed = listedIn(await readDetail(client, group.id, call));
          return confirmed(userIds, (userId) => listed.userIds.has(userId));
        },
      };
    },
  },

  remove: {
    plan: ({ client, group, notify, maxItems }) => {
      if (!notify) {
        throw unsupported('notify: Easemob cannot remove members without telling the group', {
          field: 'notify',
        });
      }
      return {
        endpoint: 'removeMembers',
        maxChunk: maxItems('removeMembers'),
        maxJoinedBytes: maxPathListBytes,
        async send(userIds, call) {
          const request = { group_id: group.id, usernames: [...userIds] };
          const { data } = await client.removeMembers(request, call);
          return absentAreDone(readOutcomes(data, group.id, userIds));
        },
        async explain(userIds, error) {
          return isAbsence(error) ? alreadySo(userIds, isAbout(error, userIds)) : undefined;
        },
        async readBack(userIds, _, call) {
          const listed = listedIn(await readDetail(client, group.id, call));
          return confirmed(userIds, (id) => listed.complete && !listed.userIds.has(id));
        },
      };
    },
  },

  setRole: {
    plan: (input) => {
      // Read once for the batch: only differences are sent.
      const roster = once((call: OperationCall) => readRoster(input, call));
      return {
        endpoint: input.role === 'admin' ? 'addAdmin' : 'removeAdmin',
        maxChunk: 1,
        async settle(userIds, call) {
          const roleOf = await roster(call);
          const settled: DriverOutcome[] = [];
          for (const userId of userIds) {
            const role = await roleOf(userId);
            if (role === input.role) settled.push(done(userId, false));
            else if (role === undefined || role === 'owner')
              settled.push(refusedRole(userId, role));
          }
          return settled;
        },
        async send(userIds, call) {
          for (const userId of userIds) await changeRole(input, userId, call);
          return userIds.map((userId) => done(userId, true));
        },
        async readBack(userIds, _, call) {
          const admins = await readAdmins(input.client, input.group.id, call);
          return confirmed(userIds, (id) => admins.has(id) === (input.role === 'admin'));
        },
      } satisfies BatchPlan;
    },
  },
};

function readNewMembers(newmembers: unknown, asked: readonly string[]): ReadonlySet<string> {
  const added = readList(newmembers, 'data.newmembers').map((name) =>
    foldUserId(readId(name, 'data.newmembers')),
  );
  const stranger = added.find((name) => !asked.includes(name));
  if (stranger === undefined) return new Set(added);
  throw unreadable(`the answer is about ${shown(stranger)}, who was not asked about`, {
    field: 'data.newmembers',
  });
}

/**
 * Explains a refusal by the group's details: how many members a full group takes, and after a 404 that names nobody whether
 * the owner was in the list or the group is missing.
 */
async function explainAddition(
  { group }: Input,
  before: (call: OperationCall) => Promise<GroupDetail>,
  userIds: readonly string[],
  error: ImGroupsError,
  call: OperationCall,
): Promise<readonly DriverOutcome[] | Failure | undefined> {
  // The service answers so only when all of them are members.
  if (error.reason === 'already_member') return alreadySo(userIds, () => true);
  if (error.reason === 'group_full') {
    const detail = await before(call).catch(() => undefined);
    return fullGroup(error, readOptionalNumber(detail?.maxusers, 'data.maxusers'));
  }
  if (!namesNobody(error, group.id)) return undefined;
  try {
    const { ownerId } = listedIn(await before(call));
    if (ownerId !== undefined && userIds.includes(ownerId)) return [done(ownerId, false)];
    // The group is there, so the refusal is about one of the users.
    return refused(error.message, { code: error.code });
  } catch (thrown) {
    const failure = toFailure(thrown);
    return failure.reason === 'group_not_found' ? failure : undefined;
  }
}

/** Whether a 404 leaves open what is missing: the group, a user, or nothing but the sense of adding the owner. */
function namesNobody({ httpStatus, code, reason, vendorMessage }: ImGroupsError, groupId: string) {
  return (
    httpStatus === 404 &&
    code === 'not_found' &&
    (reason === undefined || reason === 'group_not_found') &&
    !vendorMessage?.includes(groupId)
  );
}

async function changeRole(
  { client, group, role }: Input & { readonly role: 'admin' | 'member' },
  userId: string,
  call: OperationCall,
): Promise<void> {
  const answer =
    role === 'admin'
      ? await client.addAdmin({ group_id: group.id, newadmin: userId }, call)
      : await client.removeAdmin({ group_id: group.id, oldadmin: userId }, call);
  const result = readWritten(() =>
    readOptionalText(readObject(answer.data ?? {}, 'data').result, 'data.result'),
  );
  if (result !== 'failure') return;
  throw refused(`the role of ${userId} was not changed`, {
    code: 'failed_precondition',
    httpStatus: 200,
  });
}

function refusedRole(userId: string, role: 'owner' | undefined): DriverOutcome {
  const failure =
    role === 'owner'
      ? refused(`${userId} is the owner; transfer the group instead`, {
          code: 'failed_precondition',
          reason: 'is_owner',
        })
      : refused(`${userId} is not a member of the group`, {
          code: 'not_found',
          reason: 'not_a_member',
        });
  return { userId, status: 'failed', failure };
}
