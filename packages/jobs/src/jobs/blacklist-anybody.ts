import {
  type BatchResult,
  batchResult,
  type CallOptions,
  type Duration,
  type GroupProvider,
  type GroupRef,
} from '@imgroups/core/adapter';
import { addQuietly } from './add-quietly.ts';

/** Some vendors put members on the blacklist and nobody else: who is none becomes one, and is put out with the ban. */
export async function blacklistAnybody(
  provider: GroupProvider,
  group: GroupRef,
  userIds: readonly string[],
  duration: Duration,
  call: CallOptions,
): Promise<BatchResult> {
  const first = await provider.blacklist.add(group, userIds, duration, call);
  const strangers = first.failed
    .filter(({ error }) => error.reason === 'not_a_member')
    .map(({ userId }) => userId);
  if (strangers.length === 0) return first;
  const added = await addQuietly(provider, group, strangers, call);
  const members = added.outcomes.filter(({ status }) => status === 'done');
  const ids = members.map(({ userId }) => userId);
  const second = await provider.blacklist.add(group, ids, duration, call);
  const last = new Map([...added.failed, ...second.outcomes].map((each) => [each.userId, each]));
  return batchResult(first.outcomes.map((outcome) => last.get(outcome.userId) ?? outcome));
}
