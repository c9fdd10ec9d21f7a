import type { Conversation, StoredMessage } from '../state/conversations.ts';
import type { StoredGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import type { StoredTopic } from '../state/topics.ts';
import { failure } from '../wire/failures.ts';

/** The place of a message: a group, or one of its topics. */
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
  return { group, topic, conversation: state.conversations.of(group.id, topic?.id) };
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

/** True if a message is older than the plan keeps them. */
export function isExpired(state: TencentState, { time }: StoredMessage): boolean {
  return time < state.now() - state.settings.historyDays * 86_400;
}

/** The community, or a refusal where it has no topics. */
export function requireTopicCommunity(state: TencentState, groupId: string): StoredGroup {
  const group = state.requireGroup(groupId);
  if (!state.settings.topics || group.supportTopic !== 1) throw failure(11000);
  return group;
}

/** The topic, or a refusal: ids of topics are refused like those of groups. */
export function requireTopic(group: StoredGroup, topicId: string): StoredTopic {
  if (group.supportTopic !== 1) throw failure(10004, `no topics in ${group.id}`);
  const topic = group.topics.get(topicId);
  if (topic) return topic;
  throw failure(group.topics.isGone(topicId) ? 10010 : 10015, topicId);
}

/** The community, or a refusal where it has no topics or its permission groups are switched off. */
export function requirePermissionCommunity(state: TencentState, groupId: string): StoredGroup {
  const group = requireTopicCommunity(state, groupId);
  if (group.enablePermission !== 1) throw failure(10007, 'permission groups are switched off');
  return group;
}
