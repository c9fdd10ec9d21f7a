import { BatchError, isBatchError } from '../batch/batch-error.ts';
import { batchResult } from '../batch/batch-result.ts';
import type { BatchResult, Outcome } from '../batch/outcome.ts';
import { invalid, unanswered } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import type { Member } from '../model/member.ts';

/** The changes that make the members be the wanted ones; a user to be added can be one to be promoted too. */
export interface SyncPlan {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** To be made admins. */
  readonly promote: readonly string[];
  /** Admins to be made ordinary members. */
  readonly demote: readonly string[];
}

/** What came of a sync. */
export interface SyncResult {
  readonly plan: SyncPlan;
  /** One outcome for each user of the plan; empty after a dry run. */
  readonly result: BatchResult;
}

export type WantedRole = 'admin' | 'member';

/** Roles of wanted users; those left out keep theirs. */
export type WantedRoles = ReadonlyMap<string, WantedRole> | Readonly<Record<string, WantedRole>>;

/** What a sync is to do, checked. */
export interface SyncOrder {
  /** As given by the caller, each once. */
  readonly wanted: readonly string[];
  /** By canonical id. */
  readonly roles: ReadonlyMap<string, WantedRole>;
  readonly remove: boolean;
  readonly allowEmpty: boolean;
  readonly dryRun: boolean;
}

/** The operations that a sync is made of. */
export interface SyncSteps {
  readonly canonicalUserId: (userId: string) => string;
  members(): AsyncIterable<Member>;
  remove(userIds: readonly string[]): Promise<BatchResult>;
  add(userIds: readonly string[]): Promise<BatchResult>;
  setRole(userIds: readonly string[], role: WantedRole): Promise<BatchResult>;
  toError(thrown: unknown): ImGroupsError;
}

/** Makes the members of a group be the wanted ones. The owner stays what it is. */
export async function syncMembers(order: SyncOrder, steps: SyncSteps): Promise<SyncResult> {
  const plan = await makePlan(order, steps);
  if (order.dryRun) return { plan, result: batchResult([]) };
  return { plan, result: await carryOut(plan, steps) };
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
