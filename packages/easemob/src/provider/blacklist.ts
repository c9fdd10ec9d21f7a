import {
  type BatchOperationOptions,
  type BatchResult,
  type Blacklist,
  type BlacklistEntry,
  type CallOptions,
  callOptions,
  type Duration,
  type GroupRef,
  inOperation,
  type ListOperationOptions,
  type Outcome,
  type Pages,
  pagesInOperation,
  paginate,
  readId,
  readList,
  toSeconds,
  UnsupportedError,
  type UserIds,
  withReadBack,
} from '@imgroups/core';
import { toBlacklistEntry } from '../mapping/blacklist.ts';
import { done } from '../mapping/outcome.ts';
import { foldUserId } from '../mapping/user-id.ts';
import {
  batchOf,
  bindingOf,
  groupIdOf,
  maxItems,
  once,
  type ProviderContext,
  readOutcomes,
} from './provider-context.ts';
import { confirmed, explanation, mayBeAlreadySo, settleOthers } from './settle.ts';
import type { EasemobTypes } from './types.ts';

/** The blacklist part of the provider. */
export function easemobBlacklist(context: ProviderContext): Blacklist<EasemobTypes> {
  return {
    add: (group, userIds, duration, options) =>
      inOperation('easemob', 'blacklist.add', async () => {
        refuseSeconds(duration ?? 'permanent');
        return changeBlacklist(context, additions, group, userIds, options);
      }),
    remove: (group, userIds, options) =>
      inOperation('easemob', 'blacklist.remove', () =>
        changeBlacklist(context, removals, group, userIds, options),
      ),
    list: (group, options) => listBlacklist(context, group, options),
  };
}

function refuseSeconds(duration: Duration): void {
  if (toSeconds(duration) === 'permanent') return;
  throw new UnsupportedError(
    "duration: Easemob has only permanent entries; give 'permanent' and remove the user later",
  );
}

/** A way to change the list: what is asked for, and the call that does it. */
interface Change {
  readonly operation: 'blacklist.add' | 'blacklist.remove';
  readonly endpoint: 'addManyToBlacklist' | 'removeManyFromBlacklist';
  /** Whether users are to be on the list. */
  readonly listed: boolean;
}

const additions: Change = {
  operation: 'blacklist.add',
  endpoint: 'addManyToBlacklist',
  listed: true,
};

const removals: Change = {
  operation: 'blacklist.remove',
  endpoint: 'removeManyFromBlacklist',
  listed: false,
};

async function changeBlacklist(
  context: ProviderContext,
  change: Change,
  group: GroupRef,
  userIds: UserIds,
  options: BatchOperationOptions<Change['operation']> | undefined,
): Promise<BatchResult> {
  const { operation, endpoint, listed } = change;
  const groupId = groupIdOf(operation, group);
  const call = callOptions(operation, options);
  const batch = {
    context,
    change,
    groupId,
    call,
    // Read once for all refusals of the batch: it explains who was as asked before.
    before: once(() => readBlacklist(context, groupId, call)),
  };
  return batchOf({
    operation,
    userIds,
    options: call,
    maxChunk: maxItems(context, endpoint),
    inPath: !listed,
    send: (ids) =>
      withReadBack(
        () => changeChunk(batch, ids),
        async (error) => {
          const names = await readBlacklist(context, groupId, call);
          return confirmed(ids, error, (id) => names.has(id) === listed);
        },
      ),
  });
}

interface BlacklistBatch {
  readonly context: ProviderContext;
  readonly change: Change;
  readonly groupId: string;
  readonly call: CallOptions;
  readonly before: () => Promise<ReadonlySet<string>>;
}

async function changeChunk(
  batch: BlacklistBatch,
  ids: readonly string[],
): Promise<readonly Outcome[]> {
  const { context, change, groupId: group_id, call } = batch;
  try {
    const { data } = await context.client[change.endpoint]({ group_id, usernames: [...ids] }, call);
    return await withoutThoseAlreadySo(batch, readOutcomes(data, group_id, ids));
  } catch (error) {
    if (!mayBeAlreadySo(error)) throw error;
    const names = await explanation(batch.before, error);
    return settleOthers(
      ids,
      error,
      (id) => names.has(id) === change.listed,
      (others) => changeChunk(batch, others),
    );
  }
}

/** Users who were refused because they are as asked already are done. */
async function withoutThoseAlreadySo(
  { change, before }: BlacklistBatch,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const refused = (outcome: Outcome) =>
    outcome.status === 'failed' && mayBeAlreadySo(outcome.error);
  if (!outcomes.some(refused)) return outcomes;
  const names = await before().catch(() => undefined);
  if (names === undefined) return outcomes;
  return outcomes.map((outcome) =>
    refused(outcome) && names.has(outcome.userId) === change.listed
      ? done(outcome.userId, false)
      : outcome,
  );
}

function listBlacklist(
  context: ProviderContext,
  group: GroupRef,
  options: ListOperationOptions<'blacklist.list'> | undefined,
): Pages<BlacklistEntry<string>> {
  return pagesInOperation('easemob', 'blacklist.list', () => {
    const group_id = groupIdOf('blacklist.list', group);
    const call = callOptions('blacklist.list', options);
    return paginate<BlacklistEntry<string>, never>({
      binding: bindingOf(context, 'blacklist.list', group_id),
      cursors: context.cursors,
      cursor: call.cursor,
      idOf: (entry) => entry.userId,
      async read() {
        const answer = await context.client.listBlacklist({ group_id }, call);
        const items = readList(answer.data, 'data').map((name, index) =>
          toBlacklistEntry(readId(name, `data.${index}`)),
        );
        return { items };
      },
    });
  });
}

async function readBlacklist(
  { client }: ProviderContext,
  group_id: string,
  call: CallOptions,
): Promise<ReadonlySet<string>> {
  const answer = await client.listBlacklist({ group_id }, call);
  return new Set(
    readList(answer.data, 'data').map((name, index) => foldUserId(readId(name, `data.${index}`))),
  );
}
