import {
  type BatchOperationOptions,
  type BatchResult,
  type CallOptions,
  callOptions,
  type Duration,
  type GroupRef,
  inOperation,
  type ListOperationOptions,
  type Mute,
  type Mutes,
  type Outcome,
  type Pages,
  pagesInOperation,
  paginate,
  readList,
  readObject,
  readOptionalNumber,
  UnsupportedError,
  type UserIds,
  withReadBack,
} from '@imgroups/core';
import type { ListedMute } from '../chapters/mutes.ts';
import { fromDuration, isRunning, toMute } from '../mapping/mute.ts';
import { done, toOutcomes } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';
import {
  batchOf,
  bindingOf,
  groupIdOf,
  maxItems,
  once,
  type ProviderContext,
  readWritten,
} from './provider-context.ts';
import {
  confirmed,
  explanation,
  isAbout,
  isAbsence,
  mayBeAlreadySo,
  settleOthers,
} from './settle.ts';
import type { EasemobTypes } from './types.ts';

/** How far the end of a mute may be from what was asked for, in milliseconds, to be the one that was asked for. */
const endTolerance = 2000;

/** The mute part of the provider. */
export function easemobMutes(context: ProviderContext): Mutes<EasemobTypes> {
  return {
    add: (group, userIds, duration, options) =>
      inOperation('easemob', 'mutes.add', () =>
        addMutes(context, group, userIds, duration, options),
      ),
    remove: (group, userIds, options) =>
      inOperation('easemob', 'mutes.remove', () => removeMutes(context, group, userIds, options)),
    list: (group, options) => listMutes(context, group, options),
    muteAll: (group, options) =>
      inOperation('easemob', 'mutes.muteAll', async () => {
        const group_id = groupIdOf('mutes.muteAll', group);
        await context.client.muteAll({ group_id }, callOptions('mutes.muteAll', options));
      }),
    unmuteAll: (group, options) =>
      inOperation('easemob', 'mutes.unmuteAll', async () => {
        const group_id = groupIdOf('mutes.unmuteAll', group);
        await context.client.unmuteAll({ group_id }, callOptions('mutes.unmuteAll', options));
      }),
  };
}

async function addMutes(
  context: ProviderContext,
  group: GroupRef,
  userIds: UserIds,
  duration: Duration,
  options: BatchOperationOptions<'mutes.add'> | undefined,
): Promise<BatchResult> {
  const group_id = groupIdOf('mutes.add', group);
  const mute_duration = fromDuration(duration);
  if (mute_duration < 0 && context.flavour === 'legacy') {
    throw new UnsupportedError(
      'duration: clusters of the legacy flavour have no permanent mutes; give { seconds }',
    );
  }
  const call = callOptions('mutes.add', options);
  return batchOf({
    operation: 'mutes.add',
    userIds,
    options: call,
    maxChunk: maxItems(context, 'muteMembers'),
    send: (ids) => {
      const askedAt = context.calls.now();
      return withReadBack(
        async () => {
          const request = { group_id, usernames: [...ids], mute_duration };
          const answer = await context.client.muteMembers(request, call);
          return readWritten(() => toOutcomes(answer.data, ids));
        },
        async (error) => {
          const { mutes, readAt } = await readMutes(context, group_id, call);
          const elapsed = context.calls.now() - askedAt;
          return confirmed(ids, error, (id) =>
            lastsAsAsked(mutes.get(id), mute_duration, readAt, elapsed),
          );
        },
      );
    },
  });
}

/** Whether a mute is the one that was asked for, by what is left of it. */
function lastsAsAsked(
  mute: Mute | undefined,
  mute_duration: number,
  readAt: number,
  elapsed: number,
): boolean {
  if (mute === undefined) return false;
  if (mute.until === 'permanent') return mute_duration < 0;
  const left = mute.until.getTime() - readAt;
  return left <= mute_duration + endTolerance && left >= mute_duration - elapsed - endTolerance;
}

async function removeMutes(
  context: ProviderContext,
  group: GroupRef,
  userIds: UserIds,
  options: BatchOperationOptions<'mutes.remove'> | undefined,
): Promise<BatchResult> {
  const groupId = groupIdOf('mutes.remove', group);
  const call = callOptions('mutes.remove', options);
  const batch = {
    context,
    groupId,
    call,
    // Read once for all refusals of the batch: it explains who was not muted before.
    before: once(() => readMutes(context, groupId, call)),
  };
  return batchOf({
    operation: 'mutes.remove',
    userIds,
    options: call,
    maxChunk: maxItems(context, 'unmuteMembers'),
    inPath: true,
    send: (ids) =>
      withReadBack(
        () => removeChunk(batch, ids),
        async (error) => {
          const { mutes } = await readMutes(context, groupId, call);
          return confirmed(ids, error, (id) => !mutes.has(id));
        },
      ),
  });
}

interface UnmuteBatch {
  readonly context: ProviderContext;
  readonly groupId: string;
  readonly call: CallOptions;
  readonly before: () => Promise<RunningMutes>;
}

async function removeChunk(
  batch: UnmuteBatch,
  ids: readonly string[],
): Promise<readonly Outcome[]> {
  const { context, groupId: group_id, call } = batch;
  try {
    const answer = await context.client.unmuteMembers({ group_id, usernames: [...ids] }, call);
    return readWritten(() => toOutcomes(answer.data, ids)).map((outcome) =>
      outcome.status === 'failed' && isAbsence(outcome.error)
        ? done(outcome.userId, false)
        : outcome,
    );
  } catch (error) {
    if (!mayBeAlreadySo(error)) throw error;
    const resend = (others: readonly string[]) => removeChunk(batch, others);
    // Somebody who is not there is not muted there either.
    if (isAbsence(error)) return settleOthers(ids, error, isAbout(error, ids), resend);
    const { mutes } = await explanation(batch.before, error);
    return settleOthers(ids, error, (id) => !mutes.has(id), resend);
  }
}

function listMutes(
  context: ProviderContext,
  group: GroupRef,
  options: ListOperationOptions<'mutes.list'> | undefined,
): Pages<Mute<ListedMute>> {
  return pagesInOperation('easemob', 'mutes.list', () => {
    const groupId = groupIdOf('mutes.list', group);
    const call = callOptions('mutes.list', options);
    return paginate<Mute<ListedMute>, never>({
      binding: bindingOf(context, 'mutes.list', groupId),
      cursors: context.cursors,
      cursor: call.cursor,
      idOf: (mute) => mute.userId,
      async read() {
        const { mutes } = await readMutes(context, groupId, call);
        return { items: [...mutes.values()] };
      },
    });
  });
}

/** The mutes that still run, by folded user, and when the service told so. */
interface RunningMutes {
  readonly mutes: ReadonlyMap<string, Mute<ListedMute>>;
  readonly readAt: number;
}

async function readMutes(
  { client, calls }: ProviderContext,
  group_id: string,
  call: CallOptions,
): Promise<RunningMutes> {
  const answer = await client.listMutes({ group_id }, call);
  // The ends are by the clock of the service.
  const readAt = readOptionalNumber(answer.timestamp, 'timestamp') ?? calls.now();
  const mutes = readList(answer.data, 'data')
    .map((item) => toMute(readObject(item, 'data'), readAt))
    .filter((mute) => isRunning(mute, readAt));
  return { mutes: new Map(mutes.map((mute) => [foldUserId(mute.userId), mute])), readAt };
}
