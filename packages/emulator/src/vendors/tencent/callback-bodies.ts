import type { Change } from '../../server/changes.ts';
import type { TencentChanges } from './state/changes.ts';
import type { StoredMessage } from './state/conversations.ts';
import type { StoredGroup } from './state/group.ts';

/** A callback without the fields that every one has. */
export interface CallbackBody {
  readonly CallbackCommand: string;
  readonly [field: string]: unknown;
}

/** Facts that the change of a group does not tell by itself. */
export interface Scene {
  /** As it is, or was before it was deleted. */
  readonly group: Pick<StoredGroup, 'type' | 'name' | 'owner' | 'members' | 'maxMembers'>;
  /** A message of the group, or of one of its topics. */
  readonly findMessage: (seq: number, topicId: string | undefined) => StoredMessage | undefined;
}

/** The callbacks for a change; none for what the vendor does not tell of. */
export function toCallbacks(change: Change, scene: Scene): readonly CallbackBody[] {
  const { groupId } = change;
  if (groupId === undefined) return [];
  const common = { GroupId: groupId, Type: scene.group.type, ...operatorOf(change) };
  switch (change.type) {
    case 'group.created':
      return [
        {
          ...common,
          CallbackCommand: 'Group.CallbackAfterCreateGroup',
          Owner_Account: change.data.ownerId,
          Name: change.data.name,
          MemberList: accounts(change.data.userIds),
          UserDefinedDataList: [],
        },
      ];
    case 'group.updated': {
      const { name, description, avatarUrl } = change.data.changed;
      return [
        {
          ...common,
          CallbackCommand: 'Group.CallbackAfterGroupInfoChanged',
          ...(name !== undefined && { Name: name }),
          ...(description !== undefined && { Introduction: description }),
          ...(avatarUrl !== undefined && { FaceUrl: avatarUrl }),
        },
      ];
    }
    case 'group.announcementChanged':
      return [
        {
          ...common,
          CallbackCommand: 'Group.CallbackAfterGroupInfoChanged',
          Notification: change.data.text,
        },
      ];
    case 'group.attributesChanged':
      return [
        {
          ...common,
          CallbackCommand: 'Group.CallbackAfterGroupAttrChanged',
          OptionType: change.data.change,
          GroupAttr: Object.entries(change.data.attributes).map(([key, value]) => ({ key, value })),
        },
      ];
    case 'group.deleted':
      return [
        {
          ...common,
          CallbackCommand: 'Group.CallbackAfterGroupDestroyed',
          Owner_Account: scene.group.owner,
          Name: scene.group.name,
          MemberList: accounts(change.data.userIds),
        },
      ];
    case 'group.transferred':
      return [
        {
          ...common,
          CallbackCommand: 'Group.CallbackAfterChangeGroupOwner',
          OldOwner_Account: change.data.oldOwnerId ?? '',
          NewOwner_Account: change.data.newOwnerId,
        },
      ];
    case 'members.joined':
      return [...joined(change.data, common), ...full(groupId, scene)];
    case 'members.left':
      return left(change.data, common);
    case 'members.roleChanged':
      return change.data.userIds.map((Member_Account) => ({
        ...common,
        CallbackCommand: 'Group.CallbackAfterMemberFieldChanged',
        Member_Account,
        Role: change.data.role === 'admin' ? 'Admin' : 'Member',
      }));
    case 'members.profileChanged':
      return change.data.userIds.map((Member_Account) => ({
        ...common,
        CallbackCommand: 'Group.CallbackAfterMemberFieldChanged',
        Member_Account,
        NameCard: change.data.nickname ?? '',
      }));
    case 'message.sent':
      return sent(change.data, common, scene);
    case 'message.recalled':
      return recalled(change.data, common);
    case 'vendor':
      return toOwnCallbacks(change.name, change.data, common, scene);
    default:
      return [];
  }
}

type Common = ReturnType<typeof operatorOf> & { readonly GroupId: string; readonly Type: string };

/** Returns the actor; the control names none for its own changes. */
function operatorOf({ actor }: Change) {
  return actor.id === undefined ? {} : { Operator_Account: actor.id };
}

function accounts(userIds: readonly string[]) {
  return userIds.map((Member_Account) => ({ Member_Account }));
}

function joined(
  { userIds, how }: { readonly userIds: readonly string[]; readonly how: string },
  common: Common,
): readonly CallbackBody[] {
  const list = accounts(userIds);
  const callback = {
    ...common,
    CallbackCommand: 'Group.CallbackAfterNewMemberJoin',
    JoinType: how === 'added' ? 'Invited' : 'Apply',
    NewMemberList: list,
  };
  return how === 'entered' ? [presence('Online', list, common), callback] : [callback];
}

/** The vendor lists leaving, kicking and deletion by REST, and no bans, deleted accounts or deleted groups. */
function left(
  { userIds, how }: { readonly userIds: readonly string[]; readonly how: string },
  common: Common,
): readonly CallbackBody[] {
  if (how !== 'left' && how !== 'removed') return [];
  const list = accounts(userIds);
  const callback = {
    ...common,
    CallbackCommand: 'Group.CallbackAfterMemberExit',
    ExitType: how === 'removed' ? 'Kicked' : 'Quit',
    ExitMemberList: list,
  };
  const isLiveRoom = common.Type === 'AVChatRoom';
  return isLiveRoom ? [presence('Offline', list, common), callback] : [callback];
}

function presence(EventType: 'Online' | 'Offline', MemberList: object, common: Common) {
  return { ...common, CallbackCommand: 'Group.CallbackOnMemberStateChange', EventType, MemberList };
}

function full(GroupId: string, { group }: Scene): readonly CallbackBody[] {
  if (group.members.size < group.maxMembers) return [];
  return [{ CallbackCommand: 'Group.CallbackAfterGroupFull', GroupId }];
}

/** The callbacks for what only this vendor has; `data` is that of the change of this name. */
function toOwnCallbacks(
  name: string,
  data: object,
  common: Common,
  scene: Scene,
): readonly CallbackBody[] {
  switch (name) {
    case 'topic.created': {
      const { topicId, name: Name } = data as TencentChanges['topic.created'];
      return [
        {
          ...common,
          CallbackCommand: 'Group.CallbackAfterCreateTopic',
          TopicId: topicId,
          Owner_Account: scene.group.owner,
          Name,
          UserDefinedDataList: [],
        },
      ];
    }
    case 'topic.updated':
      return topicUpdated(data as TencentChanges['topic.updated'], common);
    case 'topic.deleted': {
      const { topicId } = data as TencentChanges['topic.deleted'];
      return [
        { ...common, CallbackCommand: 'Group.CallbackAfterTopicDestroyed', TopicIdList: [topicId] },
      ];
    }
    case 'topic.messageSent':
      return sent(data as TencentChanges['topic.messageSent'], common, scene);
    case 'topic.messageRecalled':
      return recalled(data as TencentChanges['topic.messageRecalled'], common);
    case 'message.read':
      return read(data as TencentChanges['message.read'], common, scene);
    case 'message.extensionsChanged':
    case 'message.extensionsCleared':
      return extended(data as ExtensionsChange, common, scene);
    default:
      return [];
  }
}

function topicUpdated(
  { topicId, changed }: TencentChanges['topic.updated'],
  common: Common,
): readonly CallbackBody[] {
  const fields = {
    ...('name' in changed && { Name: changed.name }),
    ...('introduction' in changed && { Introduction: changed.introduction }),
    ...('notification' in changed && { Notification: changed.notification }),
    ...('faceUrl' in changed && { FaceUrl: changed.faceUrl }),
  };
  if (Object.keys(fields).length === 0) return [];
  const CallbackCommand = 'Group.CallbackAfterTopicInfoChanged';
  return [{ ...common, CallbackCommand, TopicId: topicId, ...fields }];
}

function recalled(
  { messageIds, topicId = '' }: { readonly messageIds: readonly string[]; topicId?: string },
  common: Common,
): readonly CallbackBody[] {
  return [
    {
      ...common,
      CallbackCommand: 'Group.CallbackAfterRecallMsg',
      MsgSeqList: messageIds.map((id) => ({ MsgSeq: Number(id) })),
      TopicId: topicId,
    },
  ];
}

function read(
  { seq, topicId, userIds }: TencentChanges['message.read'],
  { GroupId, Type }: Common,
  { findMessage }: Scene,
): readonly CallbackBody[] {
  const receipts = findMessage(seq, topicId)?.receipts;
  if (!receipts) return [];
  const receipt = {
    MsgSeq: seq,
    ReadNum: receipts.readCount,
    UnreadNum: receipts.unreadCount,
    ReadReceiptMembers: accounts(userIds),
  };
  return [
    {
      CallbackCommand: 'Group.CallbackAfterReadReceipt',
      GroupId,
      Type,
      GroupMsgReceiptList: [receipt],
    },
  ];
}

type ExtensionsChange = TencentChanges['message.extensionsCleared'] &
  Partial<TencentChanges['message.extensionsChanged']>;

/** Without keys the pairs were cleared. */
function extended(
  { seq, topicId, operation, keys = [] }: ExtensionsChange,
  { GroupId }: Common,
  { findMessage }: Scene,
): readonly CallbackBody[] {
  const extensions = findMessage(seq, topicId)?.extensions;
  if (!extensions) return [];
  return [
    {
      CallbackCommand: 'Group.CallbackAfterGroupMsgExtension',
      GroupId,
      MsgSeq: seq,
      OperateType: operation === undefined ? 3 : operation === 'set' ? 1 : 2,
      ExtensionList: keys.map((Key) => ({ ...extensions.get(Key), Seq: extensions.latestSeq })),
      Seq: extensions.latestSeq,
    },
  ];
}

function sent(
  { seq, topicId }: { readonly seq?: number; readonly topicId?: string },
  common: Common,
  { findMessage }: Scene,
): readonly CallbackBody[] {
  const message = seq === undefined ? undefined : findMessage(seq, topicId);
  if (!message) return [];
  return [
    {
      ...common,
      CallbackCommand: 'Group.CallbackAfterSendMsg',
      From_Account: message.sender,
      Random: message.random,
      OnlineOnlyFlag: 0,
      MsgSeq: message.seq,
      MsgTime: message.time,
      MsgBody: message.body,
      CloudCustomData: message.cloudCustomData,
      TopicId: topicId,
    },
  ];
}
