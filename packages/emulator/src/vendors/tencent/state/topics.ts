import { changedFields } from '../../../server/changed-fields.ts';
import { refill, refillSet } from '../../../server/saved-json.ts';
import { failure } from '../wire/failures.ts';
import type { TencentChangeLog } from './changes.ts';
import { type Ends, endAfter, toUntil } from './ends.ts';

const maxTopics = 200;

/** The properties of a topic that can be changed. */
export interface TopicProfile {
  readonly name: string;
  readonly faceUrl: string;
  readonly notification: string;
  readonly introduction: string;
  readonly customString: string;
  readonly muteAllMember: 'On' | 'Off';
}

/** A topic of a community. */
export interface StoredTopic extends TopicProfile {
  readonly id: string;
  /** Unix seconds. */
  readonly createTime: number;
  /** Ends by user. */
  readonly mutes: Ends;
}

/** The properties of a new topic. */
export type NewTopic = Omit<StoredTopic, 'muteAllMember' | 'mutes'>;

interface OwnTopic extends StoredTopic {
  readonly mutes: Map<string, number>;
}

/** The topics of a community. */
export class Topics {
  readonly #communityId: string;
  readonly #changes: TencentChangeLog;
  readonly #topics = new Map<string, OwnTopic>();
  readonly #gone = new Set<string>();
  #created = 0;

  constructor(communityId: string, changes: TencentChangeLog) {
    this.#communityId = communityId;
    this.#changes = changes;
  }

  save() {
    return { topics: this.#topics, gone: this.#gone, created: this.#created };
  }

  load(saved: ReturnType<Topics['save']>): void {
    refill(this.#topics, saved.topics);
    refillSet(this.#gone, saved.gone);
    this.#created = saved.created;
  }

  all(): readonly StoredTopic[] {
    return [...this.#topics.values()];
  }

  get(id: string): StoredTopic | undefined {
    return this.#topics.get(id);
  }

  /** True if there was such a topic once. */
  isGone(id: string): boolean {
    return this.#gone.has(id);
  }

  /** An id that no topic of the community has, in the vendor's form. */
  newId(): string {
    return `${this.#communityId}@TOPIC#_@TOPIC#c${String(this.#created + 1).padStart(10, '0')}`;
  }

  add(topic: NewTopic, how: 'created' | 'imported'): void {
    if (this.#topics.size >= maxTopics) throw failure(10037, `at most ${maxTopics} topics`);
    this.#created += 1;
    this.#topics.set(topic.id, { ...topic, muteAllMember: 'Off', mutes: new Map() });
    this.#gone.delete(topic.id);
    const { id: topicId, name } = topic;
    this.#changes.addOwn(`topic.${how}`, this.#communityId, { topicId, name });
  }

  update(id: string, patch: Partial<TopicProfile>): void {
    const topic = this.#topics.get(id);
    const changed = topic && changedFields<TopicProfile>(topic, patch);
    if (!changed) return;
    Object.assign(topic, changed);
    this.#changes.addOwn('topic.updated', this.#communityId, { topicId: id, changed });
  }

  delete(id: string): void {
    if (!this.#topics.delete(id)) return;
    this.#gone.add(id);
    this.#changes.addOwn('topic.deleted', this.#communityId, { topicId: id });
  }

  /** Mutes users for a number of seconds from now; 0 ends their mutes. */
  mute(id: string, userIds: readonly string[], seconds: number, now: number): void {
    const mutes = this.#topics.get(id)?.mutes;
    if (!mutes) return;
    if (seconds === 0) {
      const unmuted = userIds.filter((userId) => mutes.delete(userId));
      if (unmuted.length === 0) return;
      this.#changes.addOwn('topic.unmuted', this.#communityId, { topicId: id, userIds: unmuted });
    } else {
      const end = endAfter(seconds, now);
      for (const userId of userIds) mutes.set(userId, end);
      const until = toUntil(end);
      this.#changes.addOwn('topic.muted', this.#communityId, { topicId: id, userIds, until });
    }
  }
}
