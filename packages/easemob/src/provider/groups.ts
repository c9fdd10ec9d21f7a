import {
  ApiError,
  type CallOptions,
  type CreatedGroup,
  type CreateGroupInput,
  callOptions,
  distinctIds,
  type Group,
  type GroupPatch,
  type GroupRef,
  type Groups,
  InvalidRequestError,
  inOperation,
  isImGroupsError,
  type OperationOptions,
  readId,
  readInChunks,
  readList,
  readObject,
  readOptionalBoolean,
  readOptionalText,
  requireSame,
  requireString,
  requireSupport,
  requireText,
  toNewGroup,
  toPatch,
  UnsupportedError,
  withReadBack,
} from '@imgroups/core';
import type { GroupDetail } from '../chapters/groups.ts';
import {
  fromCreateInput,
  fromPatch,
  ownerOf,
  type PatchFields,
  toGroup,
} from '../mapping/group.ts';
import { foldUserId } from '../mapping/user-id.ts';
import { capabilities } from './capabilities.ts';
import { listGroups, listJoined } from './group-lists.ts';
import { refuseNewerFields } from './legacy.ts';
import {
  groupIdOf,
  maxItems,
  maxPathListBytes,
  type ProviderContext,
  readWritten,
} from './provider-context.ts';
import { hasId, type IdentifiedGroup, readDetail } from './roster.ts';
import type { EasemobTypes } from './types.ts';

/** How far the clocks of caller and service may be apart, in milliseconds. */
const clockTolerance = 300_000;

/** The group part of the provider. */
export function easemobGroups(context: ProviderContext): Groups<EasemobTypes> {
  return {
    create: (input, options) =>
      inOperation('easemob', 'groups.create', () => createGroup(context, input, options)),
    get: (group, options) =>
      inOperation('easemob', 'groups.get', async () => {
        const groupId = groupIdOf('groups.get', group);
        return toGroup(await readDetail(context, groupId, callOptions('groups.get', options)));
      }),
    getMany: (ids, options) =>
      inOperation('easemob', 'groups.getMany', () => getMany(context, ids, options)),
    list: (options) => listGroups(context, options),
    listJoined: (userId, options) => listJoined(context, userId, options),
    update: (group, patch, options) =>
      inOperation('easemob', 'groups.update', () => updateGroup(context, group, patch, options)),
    getAnnouncement: (group, options) =>
      inOperation('easemob', 'groups.getAnnouncement', async () => {
        const group_id = groupIdOf('groups.getAnnouncement', group);
        const answer = await context.client.getAnnouncement(
          { group_id },
          callOptions('groups.getAnnouncement', options),
        );
        const { announcement } = readObject(answer.data, 'data');
        return readOptionalText(announcement, 'data.announcement') ?? '';
      }),
    setAnnouncement: (group, announcement, options) =>
      inOperation('easemob', 'groups.setAnnouncement', async () => {
        const group_id = groupIdOf('groups.setAnnouncement', group);
        const call = callOptions('groups.setAnnouncement', options);
        requireString('text', announcement);
        const answer = await context.client.setAnnouncement({ group_id, announcement }, call);
        readWritten(() => requireSame('data.id', group_id, readData(answer).id));
        requireDone('setAnnouncement', answer, 'result');
      }),
    delete: (group, options) =>
      inOperation('easemob', 'groups.delete', () => deleteGroup(context, group, options)),
    transfer: (group, newOwnerId, options) =>
      inOperation('easemob', 'groups.transfer', () =>
        transferGroup(context, group, newOwnerId, options),
      ),
  };
}

async function createGroup(
  context: ProviderContext,
  input: CreateGroupInput<'standard'>,
  options: OperationOptions<'groups.create'> | undefined,
): Promise<CreatedGroup<EasemobTypes['createdGroup']>> {
  const call = callOptions('groups.create', options);
  const group = toNewGroup(input);
  requirePossible(context, group);
  refuseNewerFields(context, group, ['avatarUrl']);
  const request = {
    ...fromCreateInput(group, context.flavour),
    ...call.providerOptions?.easemob,
  };
  const askedAt = context.calls.now();
  return withReadBack<CreatedGroup<EasemobTypes['createdGroup']>>(
    async () => {
      const answer = await context.client.createGroup(request, call);
      const id = readWritten(() => {
        const { groupid } = readObject(answer.data, 'data');
        if (group.id !== undefined) requireSame('data.groupid', group.id, groupid);
        return readId(groupid, 'data.groupid');
      });
      return { id, kind: 'standard', raw: answer };
    },
    async () => {
      if (group.id === undefined) return undefined;
      const detail = await readDetail(context, group.id, call);
      const isOurs =
        detail.name === group.name &&
        foldUserId(ownerOf(detail) ?? '') === foldUserId(group.ownerId) &&
        detail.created !== undefined &&
        detail.created >= askedAt - clockTolerance;
      return isOurs ? { id: group.id, kind: 'standard', raw: detail } : undefined;
    },
  );
}

function requirePossible(
  { customGroupIds }: ProviderContext,
  { kind, id }: CreateGroupInput,
): void {
  requireSupport(capabilities, 'easemob', 'groups.create', kind);
  if (id === undefined || customGroupIds) return;
  throw new UnsupportedError(
    'id: the vendor must switch on ids of your own for the app; then give customGroupIds: true',
    { reason: 'feature_disabled' },
  );
}

async function getMany(
  context: ProviderContext,
  ids: Iterable<string>,
  options: OperationOptions<'groups.getMany'> | undefined,
): Promise<Map<string, Group<GroupDetail>>> {
  const asked = distinctIds('ids', ids);
  const call = callOptions('groups.getMany', options);
  const limits = {
    maxItems: maxItems(context, 'getGroups'),
    maxJoinedBytes: maxPathListBytes,
  };
  const details = await readInChunks(asked, limits, call, (group_ids, each) =>
    readDetails(context, group_ids, each),
  );
  const groups = new Map(details.flat().map((detail) => [detail.id, toGroup(detail)]));
  // In the order of the question: the service answers in none.
  return new Map(
    asked.flatMap((id) => {
      const group = groups.get(id);
      return group ? [[id, group] as const] : [];
    }),
  );
}

/** The details of those groups that exist. */
async function readDetails(
  { client }: ProviderContext,
  group_ids: readonly string[],
  call: CallOptions,
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

async function updateGroup(
  context: ProviderContext,
  group: GroupRef,
  patch: GroupPatch,
  options: OperationOptions<'groups.update'> | undefined,
): Promise<void> {
  const group_id = groupIdOf('groups.update', group);
  const call = callOptions('groups.update', options);
  const changed = toPatch(patch);
  refuseNewerFields(context, changed, ['avatarUrl', 'joinPolicy', 'invitePolicy']);
  const fields = fromPatch(changed);
  for (const [name, value] of Object.entries(call.providerOptions?.easemob ?? {})) {
    if (value !== undefined) fields.set(name, { [name]: value });
  }
  if (fields.size === 0) {
    throw new InvalidRequestError('patch: at least one field is needed', { field: 'patch' });
  }
  const changes: PatchFields = Object.fromEntries([...fields.values()].flatMap(Object.entries));
  const answer = await context.client.updateGroup({ group_id, ...changes }, call);
  requireChanged(fields, answer);
}

/** The service says for each field whether it changed; those it did not are told in the caller's words. */
function requireChanged(fields: ReadonlyMap<string, PatchFields>, answer: Answer): void {
  const isRefused = (wire: PatchFields) =>
    Object.keys(wire).some((field) => readResult(answer, field) === false);
  const refused = [...fields].filter(([, wire]) => isRefused(wire)).map(([name]) => name);
  if (refused.length === 0) return;
  const changed = [...fields.keys()].filter((name) => !refused.includes(name));
  throw new ApiError(`the service did not change ${refused.join(', ')}`, {
    code: 'failed_precondition',
    provider: 'easemob',
    endpoint: 'updateGroup',
    httpStatus: 200,
    fields: { changed, refused },
  });
}

async function deleteGroup(
  { client }: ProviderContext,
  group: GroupRef,
  options: OperationOptions<'groups.delete'> | undefined,
): Promise<void> {
  const group_id = groupIdOf('groups.delete', group);
  try {
    const answer = await client.deleteGroup({ group_id }, callOptions('groups.delete', options));
    readWritten(() => requireSame('data.groupid', group_id, readData(answer).groupid));
    requireDone('deleteGroup', answer, 'success');
  } catch (error) {
    // An attempt whose answer was lost has dissolved it.
    const gone = isImGroupsError(error) && error.reason === 'group_not_found';
    if (!(gone && error.afterAmbiguous)) throw error;
  }
}

async function transferGroup(
  context: ProviderContext,
  group: GroupRef,
  newOwnerId: string,
  options: OperationOptions<'groups.transfer'> | undefined,
): Promise<void> {
  const group_id = groupIdOf('groups.transfer', group);
  requireText('newOwnerId', newOwnerId);
  const newowner = foldUserId(newOwnerId);
  const call = callOptions('groups.transfer', options);
  await withReadBack(
    async () => {
      await transferTo(context, group_id, newowner, call);
      return true;
    },
    async () => {
      const owner = ownerOf(await readDetail(context, group_id, call));
      return owner !== undefined && foldUserId(owner) === newowner ? true : undefined;
    },
  );
}

async function transferTo(
  { client }: ProviderContext,
  group_id: string,
  newowner: string,
  call: CallOptions,
): Promise<void> {
  try {
    const answer = await client.transferOwnership({ group_id, newowner }, call);
    requireDone('transferOwnership', answer, 'newowner');
  } catch (error) {
    // Already so is not an error.
    if (!(isImGroupsError(error) && error.reason === 'is_owner')) throw error;
  }
}

interface Answer {
  readonly data?: unknown;
}

/** What an answer to a write tells; some clusters tell nothing. */
function readData({ data }: Answer): Readonly<Record<string, unknown>> {
  return readObject(data ?? {}, 'data');
}

/** What an answer to a write says of one field. */
function readResult(answer: Answer, field: string): boolean | undefined {
  return readWritten(() => {
    const data = readData(answer);
    return Object.hasOwn(data, field)
      ? readOptionalBoolean(data[field], `data.${field}`)
      : undefined;
  });
}

/** An answer that says `false` is a refusal, whatever its status. */
function requireDone(endpoint: string, answer: Answer, field: string): void {
  if (readResult(answer, field) !== false) return;
  throw new ApiError('the service answered that it did not do it', {
    code: 'failed_precondition',
    provider: 'easemob',
    endpoint,
    httpStatus: 200,
  });
}
