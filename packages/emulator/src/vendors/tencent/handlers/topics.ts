import type { topicEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import type { StoredTopic } from '../state/topics.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';
import { requireTopic, requireTopicCommunity } from './places.ts';
import { pick } from './profiles.ts';
import { checkTexts, requireMayEdit } from './rules.ts';

type Handlers = HandlersOf<typeof topicEndpoints, TencentCall>;
type CreateRequest = Parameters<Handlers['createGroupTopic']>[1];
type GetRequest = Parameters<Handlers['getGroupTopic']>[1];

const ok = { ...done, ErrorInfo: 'ok' };

/** The result of a single topic. */
const topicOk = { ErrorCode: 0, ErrorInfo: 'ok' };

export const topicHandlers: Handlers = {
  createGroupTopic({ state }, request) {
    return { ...done, TopicId: addTopic(state, request, { how: 'created', takenCode: 10025 }) };
  },

  getGroupTopic({ state }, request) {
    const group = requireTopicCommunity(state, request.GroupId);
    state.requireAccount(request.From_Account);
    const ids = request.TopicIdList ?? group.topics.all().map(({ id }) => id);
    return { ...ok, TopicAndSelfInfo: ids.map((id) => readTopic(state, group, id, request)) };
  },

  modifyGroupTopic({ state }, { GroupId, TopicId, From_Account, ...patch }) {
    const group = requireTopicCommunity(state, GroupId);
    requireTopic(group, TopicId);
    if (Object.keys(patch).length === 0) throw failure(10004, 'nothing to change');
    requireMayEdit(state, group, From_Account);
    checkTexts(state.settings, { ...patch, Name: patch.TopicName });

    group.topics.update(TopicId, {
      name: patch.TopicName,
      faceUrl: patch.FaceUrl,
      notification: patch.Notification,
      introduction: patch.Introduction,
      customString: patch.CustomString,
      muteAllMember: patch.MuteAllMember,
    });
    return ok;
  },

  importGroupTopic({ state }, request) {
    const { CreateTime } = request;
    if (CreateTime !== undefined && CreateTime > state.now()) throw failure(10004, 'CreateTime');
    const TopicId = addTopic(state, request, {
      how: 'imported',
      takenCode: 10021,
      createTime: CreateTime,
    });
    return { ...done, TopicId };
  },

  destroyGroupTopic({ state }, { GroupId, TopicIdList }) {
    const group = requireTopicCommunity(state, GroupId);
    return {
      ...ok,
      DestroyResultItem: TopicIdList.map((TopicId) => {
        if (!group.topics.get(TopicId)) return { TopicId, ...gone(TopicId) };
        state.deleteTopic(group, TopicId);
        return { TopicId, ...topicOk };
      }),
    };
  },
};

function gone(topicId: string) {
  const { code, message } = failure(110003, topicId);
  return { ErrorCode: code, ErrorInfo: message };
}

/** Adds a topic and gives its id. */
function addTopic(
  state: TencentState,
  request: CreateRequest,
  {
    how,
    takenCode,
    createTime,
  }: { how: 'created' | 'imported'; takenCode: number; createTime?: number | undefined },
): string {
  const group = requireTopicCommunity(state, request.GroupId);
  const { TopicId, TopicName, From_Account } = request;
  checkTexts(state.settings, { ...request, Name: TopicName });
  if (From_Account !== undefined) state.requireAccount(From_Account);
  if (TopicId !== undefined) {
    checkTopicId(group, TopicId);
    if (group.topics.get(TopicId)) throw failure(takenCode, TopicId);
  }
  const id = TopicId ?? group.topics.newId();
  const topic = {
    id,
    name: TopicName,
    faceUrl: request.FaceUrl ?? '',
    notification: request.Notification ?? '',
    introduction: request.Introduction ?? '',
    customString: request.CustomString ?? '',
    createTime: createTime ?? state.now(),
  };
  group.topics.add(topic, how);
  return id;
}

/** An id of one's own: that of the community, and a part that looks like nothing of the vendor's. */
function checkTopicId({ id }: StoredGroup, topicId: string): void {
  const prefix = `${id}@TOPIC#_`;
  const custom = topicId.slice(prefix.length);
  const isAllowed =
    topicId.startsWith(prefix) &&
    custom !== '' &&
    !custom.startsWith('@TOPIC#') &&
    !/@TGS#_|@TOPIC#_@TOPIC#/.test(custom);
  if (!isAllowed) throw failure(10004, `TopicId ${topicId} is not allowed`);
}

/** A topic, or its own failure: one missing topic does not fail the call. */
function readTopic(state: TencentState, group: StoredGroup, topicId: string, request: GetRequest) {
  const topic = group.topics.get(topicId);
  if (!topic) return { ...gone(topicId), TopicInfo: { TopicId: topicId, GroupID: group.id } };
  return {
    ...topicOk,
    SelfInfo: toSelfInfo(state, group, topic, request.From_Account),
    TopicInfo: pick(toTopicInfo(state, group, topic), request.ResponseFilter),
  };
}

function toSelfInfo(state: TencentState, group: StoredGroup, topic: StoredTopic, userId: string) {
  return {
    ShutUpTime: state.endOf(topic.mutes, userId),
    MsgSeq: state.conversations.of(group.id, topic.id).readSeqOf(userId),
    MsgFlag: group.members.get(userId)?.msgFlag ?? 'AcceptAndNotify',
  };
}

function toTopicInfo(state: TencentState, group: StoredGroup, topic: StoredTopic) {
  const conversation = state.conversations.of(group.id, topic.id);
  return {
    TopicId: topic.id,
    TopicName: topic.name,
    GroupID: group.id,
    FaceUrl: topic.faceUrl,
    Notification: topic.notification,
    Introduction: topic.introduction,
    CustomString: topic.customString,
    NextMsgSeq: conversation.lastSeq + 1,
    CreateTime: topic.createTime,
    LastMsgTime: conversation.lastTime,
    MuteAllMember: topic.muteAllMember,
  };
}
