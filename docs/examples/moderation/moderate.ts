import {
  type BatchResult,
  type Duration,
  type Group,
  type GroupProvider,
  type ImGroupsError,
  isBatchError,
  isImGroupsError,
  type Operation,
  type Outcome,
} from '@imgroups/core';
import type { Action, Rule } from './rules.ts';

/** The result of a rule for one user in one group. */
export interface Verdict {
  readonly rule: Rule;
  readonly groupId: string;
  readonly userId: string;
  readonly status: 'done' | 'pending' | 'failed' | 'unsupported';
  /** The error, if the action failed. */
  readonly error?: ImGroupsError | undefined;
}

export interface ModerateOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each group of each rule. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

const operationOf: Readonly<Record<Action, Operation>> = {
  mute: 'mutes.add',
  unmute: 'mutes.remove',
  block: 'blacklist.add',
  unblock: 'blacklist.remove',
};

/** Applies every rule in every group it names. What goes wrong in one group does not keep the others from their turn. */
export async function moderate(
  provider: GroupProvider,
  rules: readonly Rule[],
  { signal, onProgress }: ModerateOptions = {},
): Promise<readonly Verdict[]> {
  const steps = rules.flatMap((rule) => rule.groups.map((groupId) => ({ rule, groupId })));
  // With the kinds of the groups known, the library refuses what cannot work before it sends anything.
  const groups = await provider.groups.getMany(
    steps.map(({ groupId }) => groupId),
    { signal },
  );
  const verdicts: Verdict[] = [];
  for (const [index, { rule, groupId }] of steps.entries()) {
    const group = groups.get(groupId) ?? groupId;
    const outcomes = await outcomesOf(rule, () => apply(provider, rule, group, signal));
    verdicts.push(...outcomes.map((outcome) => toVerdict(rule, groupId, outcome)));
    onProgress?.(index + 1, steps.length);
  }
  return verdicts;
}

/** True if the vendor answers an action as a whole: then strangers count as done, but for mutes, which are verified. */
export function answersAsAWhole({ capabilities }: GroupProvider, { action }: Rule): boolean {
  return action !== 'mute' && capabilities[operationOf[action]].perUser === false;
}

function apply(
  provider: GroupProvider,
  { action, seconds, users }: Rule,
  group: Group | string,
  signal: AbortSignal | undefined,
): Promise<BatchResult> {
  const duration: Duration = seconds === undefined ? 'permanent' : { seconds };
  switch (action) {
    case 'mute':
      // Not every vendor tells of strangers by itself.
      return provider.mutes.add(group, users, duration, { signal, verify: true });
    case 'unmute':
      return provider.mutes.remove(group, users, { signal });
    case 'block':
      return provider.blacklist.add(group, users, duration, { signal });
    case 'unblock':
      return provider.blacklist.remove(group, users, { signal });
  }
}

/** One outcome for each user, also when the call as a whole was refused. */
async function outcomesOf(
  { users }: Rule,
  act: () => Promise<BatchResult>,
): Promise<readonly Outcome[]> {
  try {
    return (await act()).outcomes;
  } catch (error) {
    if (!isImGroupsError(error) || endsAll(error)) throw error;
    if (isBatchError(error)) return error.result.outcomes;
    return users.map((userId) => ({ userId, status: 'failed', error }));
  }
}

/** Without valid credentials, or when the caller gave up, no further call can work. */
function endsAll({ code }: ImGroupsError): boolean {
  return code === 'unauthenticated' || code === 'cancelled';
}

function toVerdict(rule: Rule, groupId: string, outcome: Outcome): Verdict {
  const { userId, status } = outcome;
  if (outcome.status !== 'failed') return { rule, groupId, userId, status };
  const { error } = outcome;
  const failed = error.code === 'unsupported' ? 'unsupported' : 'failed';
  return { rule, groupId, userId, status: failed, error };
}
