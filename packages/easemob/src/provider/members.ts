import {
  ApiError,
  addErrorDetails,
  type BatchOperationOptions,
  type BatchResult,
  type CallOptions,
  callOptions,
  distinctIds,
  type GroupRef,
  type ImGroupsError,
  InvalidRequestError,
  InvalidResponseError,
  inOperation,
  isImGroupsError,
  type ListOperationOptions,
  type Member,
  type Members,
  type NotifyOptions,
  type OperationOptions,
  type Outcome,
  type Pages,
  pageSizeOf,
  pagesInOperation,
  paginate,
  type Role,
  readId,
  readList,
  readObject,
  readOptionalText,
  requireSame,
  shown,
  together,
  UnsupportedError,
  type UserIds,
  withDoubt,
  withReadBack,
} from '@imgroups/core';
import type { GroupDetail } from '../chapters/groups.ts';
import type { ListedMember } from '../chapters/members.ts';
import { toMember } from '../mapping/member.ts';
import { done } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { type NumberedPosition, nextNumbered } from './numbered-pages.ts';
import {
  batchOf,
  bindingOf,
  groupIdOf,
  maxItems,
  once,
  type ProviderContext,
  readOutcomes,
  readWritten,
} from './provider-context.ts';
import { listedIn, type Roster, readAdmins, readDetail, readRoster } from './roster.ts';
import { confirmed, isAbout, isAbsence, settleOthers } from './settle.ts';
import type { EasemobTypes } from './types.ts';

const maxListedMembers = 1000;

/** The member part of the provider. */
export function easemobMembers(context: ProviderContext): Members<EasemobTypes> {
  return {
    list: (group, options) => listMembers(context, group, options),
    getRoles: (group, userIds, options) =>
      inOperation('easemob', 'members.getRoles', () => getRoles(context, group, userIds, options)),
    getRole: (group, userId, options) =>
      inOperation('easemob', 'members.getRoles', async () => {
        const roles = await getRoles(context, group, [userId], options);
        return roles.get(userId);
      }),
    add: (group, userIds, options) =>
      inOperation('easemob', 'members.add', () => addMembers(context, group, userIds, options)),
    remove: (group, userIds, options) =>
      inOperation('easemob', 'members.remove', () =>
        removeMembers(context, group, userIds, options),
      ),
    setRole: (group, userIds, role, options) =>
      inOperation('easemob', 'members.setRole', () =>
        setRole(context, group, userIds, role, options),
      ),
  };
}

function listMembers(
  context: ProviderContext,
  group: GroupRef,
  options: ListOperationOptions<'members.list'> | undefined,
): Pages<Member<ListedMember>> {
  return pagesInOperation('easemob', 'members.list', () => {
    const group_id = groupIdOf('members.list', group);
    const call = callOptions('members.list', options);
    let admins: ReadonlySet<string> | undefined;
    return paginate<Member<ListedMember>, NumberedPosition>({
      binding: bindingOf(context, 'members.list', group_id),
      cursors: context.cursors,
      cursor: call.cursor,
      idOf: (member) => member.userId,
      async read(position) {
        const pagesize = position?.size ?? pageSizeOf(call, maxListedMembers);
        const pagenum = position?.page ?? 1;
        const request = { group_id, pagenum, pagesize, ...joiningTimes(context) };
        const [answer, adminNames] = await together(call, (each) => [
          context.client.listMembers(request, each),
          admins ? Promise.resolve(admins) : readAdmins(context, group_id, each),
        ]);
        admins = adminNames;
        const items = readList(answer.data, 'data').map((item) =>
          toMember(readObject(item, 'data'), adminNames),
        );
        const next = nextNumbered({ page: pagenum, size: pagesize, position }, items.length);
        return { items, next };
      },
    });
  });
}

/** Older clusters do not tell when members joined. */
function joiningTimes({ flavour }: ProviderContext): { joined_time?: true } {
  return flavour === 'legacy' ? {} : { joined_time: true };
}

async function getRoles(
  context: ProviderContext,
  group: GroupRef,
  userIds: Iterable<string>,
  options: OperationOptions<'members.getRoles'> | undefined,
): Promise<Map<string, Role | undefined>> {
  const groupId = groupIdOf('members.getRoles', group);
  const given = distinctIds('userIds', userIds);
  const roles = new Map<string, Role | undefined>();
  if (given.length === 0) return roles;
  const roster = await readRoster(context, groupId, callOptions('members.getRoles', options));
  for (const userId of new Set(given.map(foldUserId))) roles.set(userId, await roster(userId));
  return new Map(given.map((userId) => [userId, roles.get(foldUserId(userId))]));
}

/** A batch on the members of one group. */
interface MemberBatch {
  readonly context: ProviderContext;
  readonly groupId: string;
  readonly call: CallOptions;
}

async function addMembers(
  context: ProviderContext,
  group: GroupRef,
  userIds: UserIds,
  options: (BatchOperationOptions<'members.add'> & NotifyOptions) | undefined,
): Promise<BatchResult> {
  const groupId = groupIdOf('members.add', group);
  const call = callOptions('members.add', options);
  const notify = call.notify ?? true;
  if (!notify && context.flavour === 'legacy') {
    throw new UnsupportedError('notify: clusters of the legacy flavour always tell the members');
  }
  // Read once for all refusals of the batch that name nobody.
  const before = once(() => readDetail(context, groupId, call));
  const batch = { context, groupId, call, notify, before };
  return batchOf({
    operation: 'members.add',
    userIds,
    options: call,
    maxChunk: maxItems(context, 'addMembers'),
    send: (ids) =>
      withReadBack(
        () => addChunk(batch, ids),
        async (error) => {
          const { userIds: members } = listedIn(await readDetail(context, groupId, batch.call));
          return confirmed(ids, error, (id) => members.has(id));
        },
      ),
  });
}

interface AddBatch extends MemberBatch {
  readonly notify: boolean;
  readonly before: () => Promise<GroupDetail>;
}

async function addChunk(batch: AddBatch, ids: readonly string[]): Promise<readonly Outcome[]> {
  const { context, groupId: group_id, notify } = batch;
  const { options, inDoubt } = withDoubt(batch.call);
  const request = { group_id, usernames: [...ids], ...(notify ? {} : { need_notify: false }) };
  try {
    const { data } = await context.client.addMembers(request, options);
    const added = readWritten(() => {
      const { newmembers, groupid } = readObject(data, 'data');
      requireSame('data.groupid', group_id, groupid);
      return readNewMembers(newmembers, ids);
    });
    // Who is not new was a member before, or since an attempt whose answer was lost.
    return ids.map((id) =>
      added.has(id) ? done(id, true) : done(id, inDoubt() ? undefined : false),
    );
  } catch (error) {
    if (!isImGroupsError(error)) throw error;
    // The service answers so only when all of them are members.
    if (error.reason === 'already_member') {
      return ids.map((id) => done(id, error.afterAmbiguous ? undefined : false));
    }
    if (!namesNobody(error, group_id)) throw error;
    const owner = await ownerAmong(batch, ids, error);
    return settleOthers(
      ids,
      error,
      (id) => id === owner,
      (others) => addChunk(batch, others),
    );
  }
}

function readNewMembers(newmembers: unknown, asked: readonly string[]): ReadonlySet<string> {
  const added = readList(newmembers, 'data.newmembers').map((name) =>
    foldUserId(readId(name, 'data.newmembers')),
  );
  const stranger = added.find((name) => !asked.includes(name));
  if (stranger === undefined) return new Set(added);
  throw new InvalidResponseError(
    `the answer is about ${shown(stranger)}, who was not asked about`,
    {
      field: 'data.newmembers',
    },
  );
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

/** Explains such a 404 by the group's details: the owner, if the group is there; else its absence is thrown. */
async function ownerAmong(
  { before }: AddBatch,
  ids: readonly string[],
  refusal: ImGroupsError,
): Promise<string | undefined> {
  try {
    const { ownerId } = listedIn(await before());
    // The group is there, so the refusal is about one of the users.
    addErrorDetails(refusal, { reason: undefined });
    return ownerId !== undefined && ids.includes(ownerId) ? ownerId : undefined;
  } catch (error) {
    if (isImGroupsError(error) && error.reason === 'group_not_found') throw error;
    throw refusal;
  }
}

async function removeMembers(
  context: ProviderContext,
  group: GroupRef,
  userIds: UserIds,
  options: (BatchOperationOptions<'members.remove'> & NotifyOptions) | undefined,
): Promise<BatchResult> {
  const groupId = groupIdOf('members.remove', group);
  const call = callOptions('members.remove', options);
  if (call.notify === false) {
    throw new UnsupportedError('notify: Easemob cannot remove members without telling the group');
  }
  const batch = { context, groupId, call };
  return batchOf({
    operation: 'members.remove',
    userIds,
    options: call,
    maxChunk: maxItems(context, 'removeMembers'),
    inPath: true,
    send: (ids) =>
      withReadBack(
        () => removeChunk(batch, ids),
        async (error) => {
          const listed = listedIn(await readDetail(context, groupId, batch.call));
          return confirmed(ids, error, (id) => listed.complete && !listed.userIds.has(id));
        },
      ),
  });
}

async function removeChunk(
  batch: MemberBatch,
  ids: readonly string[],
): Promise<readonly Outcome[]> {
  const { options, inDoubt } = withDoubt(batch.call);
  try {
    const request = { group_id: batch.groupId, usernames: [...ids] };
    const { data } = await batch.context.client.removeMembers(request, options);
    return readOutcomes(data, batch.groupId, ids).map((outcome) =>
      outcome.status === 'failed' && isAbsence(outcome.error)
        ? done(outcome.userId, inDoubt() ? undefined : false)
        : outcome,
    );
  } catch (error) {
    if (!isAbsence(error)) throw error;
    return settleOthers(ids, error, isAbout(error, ids), (others) => removeChunk(batch, others));
  }
}

async function setRole(
  context: ProviderContext,
  group: GroupRef,
  userIds: UserIds,
  role: 'admin' | 'member',
  options: BatchOperationOptions<'members.setRole'> | undefined,
): Promise<BatchResult> {
  const groupId = groupIdOf('members.setRole', group);
  if (role !== 'admin' && role !== 'member') {
    throw new InvalidRequestError("role: must be 'admin' or 'member'", { field: 'role' });
  }
  const call = callOptions('members.setRole', options);
  const batch = { context, groupId, call };
  const roster = once(() => readRoster(context, groupId, batch.call));
  return batchOf({
    operation: 'members.setRole',
    userIds,
    options: call,
    maxChunk: 1,
    send: async (ids) => {
      const outcomes: Outcome[] = [];
      for (const id of ids) outcomes.push(await setOneRole(batch, await roster(), id, role));
      return outcomes;
    },
  });
}

async function setOneRole(
  batch: MemberBatch,
  roster: Roster,
  userId: string,
  role: 'admin' | 'member',
): Promise<Outcome> {
  const current = await roster(userId);
  if (current === role) return done(userId, false);
  if (current === undefined) throw roleRefusal(userId, 'not_a_member');
  if (current === 'owner') throw roleRefusal(userId, 'is_owner');
  return withReadBack(
    () => changeRole(batch, userId, role),
    async () => {
      const admins = await readAdmins(batch.context, batch.groupId, batch.call);
      return admins.has(userId) === (role === 'admin') ? done(userId) : undefined;
    },
  );
}

async function changeRole(
  { context, groupId: group_id, call }: MemberBatch,
  userId: string,
  role: 'admin' | 'member',
): Promise<Outcome> {
  const { client } = context;
  const answer =
    role === 'admin'
      ? await client.addAdmin({ group_id, newadmin: userId }, call)
      : await client.removeAdmin({ group_id, oldadmin: userId }, call);
  const result = readWritten(() =>
    readOptionalText(readObject(answer.data ?? {}, 'data').result, 'data.result'),
  );
  if (result !== 'failure') return done(userId, true);
  throw new ApiError(`the role of ${userId} was not changed`, {
    code: 'failed_precondition',
    provider: 'easemob',
    httpStatus: 200,
  });
}

function roleRefusal(userId: string, reason: 'not_a_member' | 'is_owner'): ApiError {
  return reason === 'is_owner'
    ? new ApiError(`${userId} is the owner; transfer the group instead`, {
        code: 'failed_precondition',
        reason,
        provider: 'easemob',
      })
    : new ApiError(`${userId} is not a member of the group`, {
        code: 'not_found',
        reason,
        provider: 'easemob',
      });
}
