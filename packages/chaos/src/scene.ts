import {
  type BatchResult,
  type ImGroupsError,
  isBatchError,
  isImGroupsError,
  type Outcome,
} from '@imgroups/core';
import type { Random } from '@imgroups/testing/random';
import type { Certainty, Ledger } from './ledger.ts';
import type { Session } from './vendor.ts';
import type { UserState } from './world.ts';

/** The end of an operation, for the figures. */
export type Ending = 'done' | 'in doubt' | 'not done';

/** The setting in which operations run one after the other, and the known state. */
export interface Scene {
  readonly session: Session;
  readonly random: Random;
  readonly ledger: Ledger;
  /** Calls of one batch in flight at the same time. */
  readonly concurrency: number;
  /** Makes names that nothing else has; short and of letters and digits, because some vendor takes no others. */
  readonly unique: () => string;
  /** Ids of the groups that were made here. */
  readonly groupIds: string[];
  readonly report: (ending: Ending) => void;
  /** Reports that the SDK contradicts itself or the rules. */
  readonly violation: (text: string) => void;
  /** Sees every error, for the test on secrets. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Runs a call that has one effect, and tells how certain it is. */
export async function single<Result>(
  scene: Scene,
  name: string,
  call: () => Promise<Result>,
): Promise<{ readonly certainty: Certainty; readonly result: Result | undefined }> {
  try {
    const result = await call();
    scene.report('done');
    return { certainty: 'done', result };
  } catch (thrown) {
    const error = requireOurs(scene, name, thrown);
    const certainty = certaintyOf(error);
    scene.report(certainty);
    return { certainty, result: undefined };
  }
}

/** Runs a read: what it says is checked, and a failure of it is never in doubt. */
export async function read<Result>(
  scene: Scene,
  name: string,
  call: () => Promise<Result>,
  check: (result: Result) => void,
): Promise<void> {
  try {
    const result = await call();
    scene.report('done');
    check(result);
  } catch (thrown) {
    const error = requireOurs(scene, name, thrown);
    if (error.ambiguous) scene.violation(`${name}: a read failed with ambiguous: true`);
    scene.report('not done');
  }
}

/** Runs a batch: every user has exactly one outcome, which goes into the ledger. */
export async function batch(
  scene: Scene,
  name: string,
  groupId: string,
  userIds: readonly string[],
  effect: (user: UserState) => UserState,
  call: () => Promise<BatchResult>,
): Promise<void> {
  const outcomes = await outcomesOf(scene, name, userIds, call);
  const reported = outcomes.map(({ userId }) => userId);
  if (JSON.stringify(reported) !== JSON.stringify([...new Set(userIds)])) {
    scene.violation(`${name}: asked for ${userIds}, but outcomes are for ${reported}`);
  }
  for (const outcome of outcomes) settle(scene, name, groupId, outcome, effect);
}

/** Takes what is said of one user into the ledger. */
export function settle(
  scene: Scene,
  name: string,
  groupId: string,
  outcome: Outcome,
  effect: (user: UserState) => UserState,
): void {
  checkChanged(scene, name, groupId, outcome, effect);
  const certainty = outcome.status === 'failed' ? certaintyOf(outcome.error) : 'done';
  scene.ledger.changeUser(groupId, outcome.userId, effect, certainty);
  scene.report(certainty);
}

/** The outcomes of a batch, also of one that stopped. */
export async function outcomesOf(
  scene: Scene,
  name: string,
  userIds: readonly string[],
  call: () => Promise<BatchResult>,
): Promise<readonly Outcome[]> {
  try {
    const { outcomes } = await call();
    for (const outcome of outcomes) {
      if (outcome.status === 'failed') requireOurs(scene, name, outcome.error);
    }
    return outcomes;
  } catch (thrown) {
    const error = requireOurs(scene, name, thrown);
    // Without a result nothing was sent.
    return (
      (isBatchError(error) ? error.result.outcomes : undefined) ??
      userIds.map((userId) => ({ userId, status: 'failed', error }))
    );
  }
}

/** `changed` is told only where it is true. */
function checkChanged(
  { ledger, violation }: Scene,
  name: string,
  groupId: string,
  outcome: Outcome,
  effect: (user: UserState) => UserState,
): void {
  if (outcome.status !== 'done' || outcome.changed === undefined) return;
  const possible = ledger
    .statesOf(groupId, outcome.userId)
    .map((state) => JSON.stringify(effect(state)) !== JSON.stringify(state));
  if (possible.includes(outcome.changed)) return;
  violation(`${name}: ${outcome.userId} was reported with changed: ${outcome.changed}`);
}

function requireOurs(scene: Scene, name: string, thrown: unknown): ImGroupsError {
  if (!isImGroupsError(thrown)) throw thrown;
  scene.onError?.(thrown);
  if (thrown.provider !== scene.session.provider.name)
    scene.violation(`${name}: an error names no provider`);
  return thrown;
}

/** Returns how certain it is that a failed call had its effect. */
export function certaintyOf(error: ImGroupsError): Certainty {
  return error.ambiguous ? 'in doubt' : 'not done';
}
