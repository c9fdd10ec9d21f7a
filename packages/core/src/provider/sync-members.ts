import * as v from 'valibot';
import { BatchError, isBatchError } from '../batch/batch-error.ts';
import { batchResult } from '../batch/batch-result.ts';
import type { BatchResult, Outcome } from '../batch/outcome.ts';
import type { UserIds } from '../batch/run-batch.ts';
import { invalid, readArgument, unanswered } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import type { GroupRef } from '../model/group.ts';
import type { Member } from '../model/member.ts';
import { itemsOf } from '../pagination/items-of.ts';
import { inspect } from '../text/inspect.ts';
import { check } from '../validation/check.ts';
import { checkId } from '../validation/ids.ts';
import { filledText, must, strict } from '../validation/rules.ts';
import {
  batchEntries,
  byUserId,
  distinctIds,
  flag,
  isPlainObject,
  memberRole,
  notifyOf,
} from './arguments.ts';
import { runPlan } from './batch-operation.ts';
import type { DriverTypes } from './driver.ts';
import { type Frame, performOn, requireSupport } from './frame.ts';
import type {
  SyncOptions,
  SyncPlan,
  SyncResult,
  WantedRole,
  WantedRoles,
} from './group-provider.ts';
import { pagesOf } from './list-operation.ts';

const syncOptions = strict({
  ...batchEntries,
  notify: v.optional(flag),
  dryRun: v.optional(flag),
  remove: v.optional(flag),
  allowEmpty: v.optional(flag),
  roles: v.optional(
    must<WantedRoles>(
      'an object or a Map of roles',
      (value) => value instanceof Map || isPlainObject(value),
    ),
  ),
});

/** The order of a sync, checked. */
interface SyncOrder {
  /** As given by the caller, each once. */
  readonly wanted: readonly string[];
  /** By canonical id. */
  readonly roles: ReadonlyMap<string, WantedRole>;
  readonly remove: boolean;
  readonly allowEmpty: boolean;
  readonly dryRun: boolean;
}

/** The operations that a sync is made of. */
interface SyncSteps {
  readonly canonicalUserId: (userId: string) => string;
  members(): AsyncIterable<Member>;
  remove(userIds: readonly string[]): Promise<BatchResult>;
  add(userIds: readonly string[]): Promise<BatchResult>;
  setRole(userIds: readonly string[], role: WantedRole): Promise<BatchResult>;
  toError(thrown: unknown): ImGroupsError;
}

/** Makes the members of a group be the wanted ones. The owner stays what it is. */
export function syncMembers<T extends DriverTypes>(
  frame: Frame<T>,
  ref: GroupRef,
  wanted: UserIds,
  options: SyncOptions | undefined,
): Promise<SyncResult> {
  const { members, canonicalUserId } = frame.driver;
  return performOn(
    frame,
    'members.sync',
    ref,
    options,
    async ({ given, ...started }) => {
      const { toError } = started;
      const { group } = started.op;
      const { roles, dryRun = false, remove = true, allowEmpty = false }: SyncOptions = given;
      if (roles !== undefined) requireSupport(frame, 'members.setRole', group.kind);
      const userIds = await allIds('wanted', wanted);
      // A sync has no extras of its own, and so gives none to its parts.
      const part = { ...started.op, ...notifyOf(given), extras: {} as never };
      const running = { ...started, op: part };
      const order: SyncOrder = {
        wanted: userIds,
        roles: toRoles(roles, userIds, canonicalUserId),
        dryRun,
        remove,
        allowEmpty,
      };
      const steps: SyncSteps = {
        canonicalUserId,
        toError,
        members: () =>
          itemsOf(
            pagesOf(frame, running, byUserId, members.list, [group.id], {})({ withCursors: false }),
          ),
        add: (ids) => runPlan(frame, members.add.plan(part), ids, given, running),
        remove: (ids) => runPlan(frame, members.remove.plan(part), ids, given, running),
        setRole: (ids, role) =>
          runPlan(frame, members.setRole.plan({ ...part, role }), ids, given, running),
      };
      const plan = await makePlan(order, steps);
      if (dryRun) return { plan, result: batchResult([]) };
      return { plan, result: await carryOut(plan, steps) };
    },
    syncOptions,
  );
}

async function makePlan(
  { wanted, roles, remove, allowEmpty }: SyncOrder,
  { members, canonicalUserId }: SyncSteps,
): Promise<SyncPlan> {
  const present = new Map<string, string>();
  for await (const { userId, role } of members()) present.set(canonicalUserId(userId), role);
  const spellings = new Map(wanted.map((userId) => [canonicalUserId(userId), userId]));
  const isOwner = (id: string): boolean => present.get(id) === 'owner';
  const others = [...spellings].filter(([id]) => !isOwner(id));
  const surplus = remove
    ? [...present.keys()].filter((id) => !isOwner(id) && !spellings.has(id))
    : [];
  if (surplus.length > 0 && others.length === 0 && !allowEmpty) {
    throw invalid(
      'wanted',
      'nobody but the owner would be left; give allowEmpty: true if that is what you want',
    );
  }
  const withRole = (role: WantedRole) => others.filter(([id]) => roles.get(id) === role);
  return {
    remove: surplus,
    add: others.filter(([id]) => !present.has(id)).map(([, userId]) => userId),
    promote: withRole('admin')
      .filter(([id]) => present.get(id) !== 'admin')
      .map(([, userId]) => userId),
    demote: withRole('member')
      .filter(([id]) => present.get(id) === 'admin')
      .map(([, userId]) => userId),
  };
}

/** Removes first, which makes room, and demotes before it promotes, because the number of admins is limited. */
async function carryOut(plan: SyncPlan, steps: SyncSteps): Promise<BatchResult> {
  const outcomes = new Map<string, Outcome>();
  const note = (result: BatchResult): void => {
    for (const outcome of result.outcomes) outcomes.set(outcome.userId, outcome);
  };
  // Somebody who did not come in has no role to be changed.
  const isIn = (userId: string): boolean => (outcomes.get(userId)?.status ?? 'done') === 'done';
  const all = new Set([...plan.remove, ...plan.add, ...plan.demote, ...plan.promote]);
  const run = async (
    userIds: readonly string[],
    step: (userIds: readonly string[]) => Promise<BatchResult>,
  ): Promise<void> => {
    if (userIds.length > 0) note(await step(userIds));
  };
  try {
    await run(plan.remove, steps.remove);
    await run(plan.add, steps.add);
    await run(plan.demote, (userIds) => steps.setRole(userIds, 'member'));
    await run(plan.promote.filter(isIn), (userIds) => steps.setRole(userIds, 'admin'));
  } catch (thrown) {
    if (!isBatchError(thrown)) throw thrown;
    note(thrown.result);
    const { cause } = thrown;
    const missing = steps.toError(
      unanswered(`not sent: another failure stopped the sync (${cause.code})`, {
        code: 'cancelled',
      }),
    );
    const rest = [...all].map(
      (userId): Outcome => outcomes.get(userId) ?? { userId, status: 'failed', error: missing },
    );
    throw new BatchError(cause.message, cause, batchResult(rest));
  }
  return batchResult([...all].flatMap((userId) => outcomes.get(userId) ?? []));
}

/** All ids of a source, without repetition. */
async function allIds(field: string, ids: UserIds): Promise<string[]> {
  try {
    return await readAll(field, ids);
  } catch (thrown) {
    return readArgument(field, () => {
      throw thrown;
    });
  }
}

async function readAll(field: string, ids: UserIds): Promise<string[]> {
  if (typeof ids !== 'object' || ids === null || !(Symbol.asyncIterator in ids)) {
    return [...distinctIds(field, ids).keys()];
  }
  const all = new Set<string>();
  let index = 0;
  for await (const id of ids) {
    checkId(field, id, index);
    all.add(id);
    index += 1;
  }
  return [...all];
}

/** Reads the roles of a sync, by canonical id; they are about wanted users only. */
function toRoles(
  roles: WantedRoles | undefined,
  wanted: readonly string[],
  canonicalUserId: (userId: string) => string,
): ReadonlyMap<string, WantedRole> {
  const entries = roles instanceof Map ? [...roles] : Object.entries(roles ?? {});
  const known = new Set(wanted.map(canonicalUserId));
  return new Map(
    entries.map(([userId, role]) => {
      const field = `roles[${inspect(userId)}]`;
      if (!known.has(canonicalUserId(check(filledText, userId, field)))) {
        throw invalid(field, 'is the role of a user who is not wanted');
      }
      return [canonicalUserId(userId), check(memberRole, role, field)];
    }),
  );
}
