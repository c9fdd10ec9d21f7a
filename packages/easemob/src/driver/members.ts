import {
  allOrAbort,
  type BatchPlan,
  type Driver,
  type DriverOutcome,
  Failure,
  fullGroup,
  type ImGroupsError,
  inspect,
  type Member,
  type NumberedPosition,
  numberedPages,
  type OnGroup,
  type OperationCall,
  type PageReader,
  type Reading,
  type Role,
  readAnswer,
  readItems,
  readOptional,
  refused,
  requireSame,
  shortened,
  toFailure,
  unreadable,
  unsupported,
  wireId,
  wireNumber,
  wireObject,
  wireText,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { GroupDetail } from '../chapters/groups.ts';
import type { ListedMember } from '../chapters/members.ts';
import { memberList, toMember } from '../mapping/member.ts';
import { done, toOutcomes } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { maxPathListBytes, readData } from './read-answer.ts';
import { absentAreDone, alreadySo, confirmed, isAbout, isAbsence, readOnce } from './refusals.ts';
import { listedIn, type Names, readAdmins, readDetail, readRoster, shows } from './roles.ts';
import type { EasemobDriverTypes } from './types.ts';

const newMembers = { field: 'data.newmembers', item: wireId } as const;
const roleResult = v.nullish(wireText);

type Input = OnGroup<EasemobDriverTypes>;

export const members: Driver<EasemobDriverTypes>['members'] = {
  list: {
    pageSizes: ({ settings: { dialect } }) => ({
      usual: dialect.largestMemberPage,
      max: dialect.largestMemberPage,
    }),
    open: (input): PageReader<Member<ListedMember>, NumberedPosition> => {
      const { client, group, settings, read } = input;
      // The list shows admins as members, so they are read once beside its first page.
      let admins: Names | undefined;
      const idOf = ({ userId }: Member<ListedMember>): string => userId;
      const { joiningTimes, usualPage: usual } = settings.dialect;
      const times = joiningTimes ? { joined_time: true as const } : {};
      const pages = numberedPages(
        { first: 1, usual, idOf },
        async (pagenum, pagesize, call: OperationCall) => {
          const request = { group_id: group.id, pagenum, pagesize, ...times };
          const [{ data }, known] = admins
            ? [await client.listMembers(request, call), admins]
            : await allOrAbort(call, (each) => [
                client.listMembers(request, each),
                readAdmins(input, group.id, each),
              ]);
          admins = known;
          return read('listMembers', (reading) =>
            readItems(memberList, data, reading, (item, note) => toMember(item, known.names, note)),
          );
        },
      );
      return {
        async read(...position) {
          const isFirst = admins === undefined;
          const page = await pages.read(...position);
          // Somebody of them is shown as an ordinary member.
          const hidden = isFirst ? (admins?.unreadable ?? []) : [];
          return { ...page, unreadable: [...page.unreadable, ...hidden] };
        },
      };
    },
  },

  getRoles: {
    plan: (input) => ({
      // Details and admins answer for everybody at once.
      maxChunk: Number.POSITIVE_INFINITY,
      async read(userIds, call) {
        const roster = await readRoster(input, call);
        const values = new Map<string, Role | undefined>();
        const unreadable = [...roster.unreadable];
        for (const userId of userIds) {
          try {
            values.set(userId, await roster.roleOf(userId));
          } catch (thrown) {
            unreadable.push(ofUser(userId, thrown));
          }
        }
        return { values, unreadable };
      },
    }),
  },

  add: {
    plan: (input) => {
      const { client, group, notify, settings, maxItems, read } = input;
      const { silentAdding, title } = settings.dialect;
      if (!notify && !silentAdding) {
        throw unsupported(`notify: ${title} always tells the members`, { field: 'notify' });
      }
      const before = readOnce((call: OperationCall) => readDetail(input, group.id, call));
      return {
        endpoint: 'addMembers',
        maxChunk: maxItems('addMembers'),
        async send(userIds, call) {
          const silence = notify ? {} : { need_notify: false };
          const request = { group_id: group.id, usernames: [...userIds], ...silence };
          const { data } = await client.addMembers(request, call);
          return read('addMembers', (reading) => {
            readAnswer(wireObject, data, 'data');
            requireSame('data.groupid', group.id, data?.groupid);
            return toAdditions(data?.newmembers, userIds, reading);
          });
        },
        explain: (userIds, error, call) => explainAddition(input, before, userIds, error, call),
        async readBack(userIds, _, call) {
          const listed = listedIn(input, await readDetail(input, group.id, call));
          return confirmed(userIds, (userId) => listed.userIds.has(userId));
        },
      };
    },
  },

  remove: {
    plan: (input) => {
      const { client, group, notify, maxItems, read } = input;
      if (!notify) {
        throw unsupported('notify: members cannot be removed without telling the group', {
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
          const change = { asked: userIds, groupId: group.id, changed: true } as const;
          return absentAreDone(
            read('removeMembers', (reading) => toOutcomes(data, change, reading)),
          );
        },
        async explain(userIds, error) {
          return isAbsence(error) ? alreadySo(userIds, isAbout(error, userIds)) : undefined;
        },
        async readBack(userIds, _, call) {
          const listed = listedIn(input, await readDetail(input, group.id, call));
          return confirmed(userIds, (id) => listed.complete && !listed.userIds.has(id));
        },
      };
    },
  },

  setRole: {
    plan: (input) => {
      // Read once for the batch: only differences are sent.
      const roster = readOnce((call: OperationCall) => readRoster(input, call));
      return {
        endpoint: input.role === 'admin' ? 'addAdmin' : 'removeAdmin',
        maxChunk: 1,
        async settle(userIds, call) {
          const { roleOf, unreadable } = await roster(call);
          const settled: DriverOutcome[] = [];
          for (const userId of userIds) {
            const role = await roleOf(userId);
            // A member may be an admin whose name could not be read: the vendor is asked.
            const isSure = role !== 'member' || unreadable.length === 0;
            if (role === input.role && isSure) settled.push(done(userId, false));
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
          const admins = await readAdmins(input, input.group.id, call);
          return confirmed(userIds, (id) => shows(admins, id, input.role === 'admin'));
        },
      } satisfies BatchPlan;
    },
  },
};

/** Reads the names of the new members: others were members before, unless a name cannot be read. */
function toAdditions(
  names: readonly string[] | undefined,
  asked: readonly string[],
  reading: Reading,
): readonly DriverOutcome[] {
  const { items, unreadable } = readItems(newMembers, names, reading, (name) => {
    const userId = foldUserId(name);
    if (asked.includes(userId)) return userId;
    throw stranger(name);
  });
  const added = new Set(items);
  const [failure] = unreadable;
  return asked.map((userId) => {
    if (added.has(userId)) return done(userId, true);
    return failure ? { userId, status: 'failed', failure } : done(userId, false);
  });
}

function stranger(name: string): Failure {
  return unreadable(`the answer is about ${inspect(name)}, who was not asked about`, {
    field: 'data.newmembers',
  });
}

/** The failure about one user, of an answer that cannot be read. */
function ofUser(userId: string, thrown: unknown): Failure {
  if (!(thrown instanceof Failure)) throw thrown;
  return thrown.with({}, `${thrown.text} (user ${inspect(userId)})`);
}

/**
 * Explains a refusal by the group's details: how many members a full group takes, and after a 404 that names nobody whether
 * the owner was in the list or the group is missing.
 */
async function explainAddition(
  input: Input,
  before: (call: OperationCall) => Promise<GroupDetail>,
  userIds: readonly string[],
  error: ImGroupsError,
  call: OperationCall,
): Promise<readonly DriverOutcome[] | Failure | undefined> {
  // The service answers so only when all of them are members.
  if (error.reason === 'already_member') return alreadySo(userIds, () => true);
  if (error.reason === 'group_full') {
    const detail = await before(call).catch(() => undefined);
    const capacity = input.read('getGroups', ({ note }) =>
      readOptional(wireNumber, detail?.maxusers, 'data.maxusers', note),
    );
    return fullGroup(error, capacity);
  }
  if (!namesNobody(error, input.group.id)) return undefined;
  try {
    const { ownerId } = listedIn(input, await before(call));
    if (ownerId !== undefined && userIds.includes(ownerId)) return [done(ownerId, false)];
    // The group is there, so the refusal is about one of the users.
    return refused(error.message, { code: error.code });
  } catch (thrown) {
    const failure = toFailure(thrown);
    return failure.reason === 'group_not_found' ? failure : undefined;
  }
}

/** True if a 404 leaves open what is missing: the group, a user, or nothing but the sense of adding the owner. */
function namesNobody({ httpStatus, code, reason, vendorMessage }: ImGroupsError, groupId: string) {
  return (
    httpStatus === 404 &&
    code === 'not_found' &&
    (reason === undefined || reason === 'group_not_found') &&
    !vendorMessage?.includes(groupId)
  );
}

async function changeRole(
  { client, group, role, read }: Input & { readonly role: 'admin' | 'member' },
  userId: string,
  call: OperationCall,
): Promise<void> {
  const answer =
    role === 'admin'
      ? await client.addAdmin({ group_id: group.id, newadmin: userId }, call)
      : await client.removeAdmin({ group_id: group.id, oldadmin: userId }, call);
  const endpoint = role === 'admin' ? 'addAdmin' : 'removeAdmin';
  const result = read(endpoint, () =>
    readAnswer(roleResult, readData(answer).result, 'data.result'),
  );
  if (result !== 'failure') return;
  throw refused(`the role of ${shortened(userId)} was not changed`, {
    code: 'failed_precondition',
    httpStatus: 200,
  });
}

function refusedRole(userId: string, role: 'owner' | undefined): DriverOutcome {
  const failure =
    role === 'owner'
      ? refused(`${shortened(userId)} is the owner; transfer the group instead`, {
          code: 'failed_precondition',
          reason: 'is_owner',
        })
      : refused(`${shortened(userId)} is not a member of the group`, {
          code: 'not_found',
          reason: 'not_a_member',
        });
  return { userId, status: 'failed', failure };
}
