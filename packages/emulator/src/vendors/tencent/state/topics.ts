import { failure } from '../wire/failures.ts';
import type { StoredGroup, TencentState } from './state.ts';

const maxTopics = 200;

/** A topic of a community. */
export interface StoredTopic {
  readonly id: string;
  name: string;
  faceUrl: string;
  notification: string;
  introduction: string;
  customString: string;
  /** Unix seconds. */
  readonly createTime: number;
  muteAllMember: 'On' | 'Off';
  /** Ends by user. */
  readonly mutes: Map<string, number>;
}

/** What a new topic is made of. */
export type NewTopic = Omit<StoredTopic, 'muteAllMember' | 'mutes'>;

/** The topics of a community. */
export class Topics {
  readonly #topics = new Map<string, StoredTopic>();
  readonly #gone = new Set<string>();
  #created = 0;

  all(): readonly StoredTopic[] {
    return [...this.#topics.values()];
  }

  get(id: string): StoredTopic | undefined {
    return this.#topics.get(id);
  }

  /** Whether there was such a topic once. */
  isGone(id: string): boolean {
    return this.#gone.has(id);
  }

  /** An id that no topic of the community has, in the vendor's form. */
  newId(groupId: string): string {
    return `${groupId}@TOPIC#_@TOPIC#c${String(this.#created + 1).padStart(10, '0')}`;
  }

  add(topic: NewTopic): void {
    if (this.#topics.size >= maxTopics) throw failure(10037, `at most ${maxTopics} topics`);
    this.#created += 1;
    this.#topics.set(topic.id, { ...topic, muteAllMember: 'Off', mutes: new Map() });
    this.#gone.delete(topic.id);
  }

  delete(id: string): void {
    if (this.#topics.delete(id)) this.#gone.add(id);
  }
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
