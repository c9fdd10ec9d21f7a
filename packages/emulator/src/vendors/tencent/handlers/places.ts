import type { Conversation, StoredMessage } from '../state/conversations.ts';
import type { StoredGroup, TencentState } from '../state/state.ts';
import { requireTopic, type StoredTopic } from '../state/topics.ts';

/** Where a message is said: a group, or one of its topics. */
export interface Place {
  readonly group: StoredGroup;
  /** Absent for the group itself. */
  readonly topic: StoredTopic | undefined;
  readonly conversation: Conversation;
}

/** The place that a request names, or the vendor's refusal. */
export function requirePlace(
  state: TencentState,
  { GroupId, TopicId }: { readonly GroupId: string; readonly TopicId?: string | undefined },
): Place {
  const group = state.requireGroup(GroupId);
  const topic = TopicId ? requireTopic(group, TopicId) : undefined;
  return { group, topic, conversation: state.conversations.of(topic?.id ?? group.id) };
}

/** A message that can still be read; place holders cannot. */
export function findMessage(
  state: TencentState,
  { conversation }: Place,
  seq: number,
): StoredMessage | undefined {
  const message = conversation.at(seq);
  return message && !message.recalled && !isExpired(state, message) ? message : undefined;
}

/** Whether a message is older than the plan keeps them. */
export function isExpired(state: TencentState, { time }: StoredMessage): boolean {
  return time < state.now() - state.settings.historyDays * 86_400;
}
