import type { Change } from '../../server/changes.ts';
import type { StoredMessage } from './state/conversations.ts';
import type { StoredGroup } from './state/group.ts';

/** A callback without the fields that every one has. */
export interface CallbackBody {
  readonly CallbackCommand: string;
  readonly [field: string]: unknown;
}

/** What the change of a group does not tell by itself. */
export interface Scene {
  /** As it is, or was before it was deleted. */
  readonly group: Pick<StoredGroup, 'type' | 'name' | 'owner'>;
  readonly findMessage: (seq: number) => StoredMessage | undefined;
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
      return joined(change.data, common);
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
      return sent(change.data.seq, common, scene);
    case 'message.recalled':
      return [
        {
          ...common,
          CallbackCommand: 'Group.CallbackAfterRecallMsg',
          MsgSeqList: change.data.messageIds.map((id) => ({ MsgSeq: Number(id) })),
          TopicId: '',
        },
      ];
    default:
      return [];
  }
}

type Common = ReturnType<typeof operatorOf> & { readonly GroupId: string; readonly Type: string };

/** Who acts; for what the control does nobody is named. */
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

function sent(
  seq: number | undefined,
  common: Common,
  { findMessage }: Scene,
): readonly CallbackBody[] {
  const message = seq === undefined ? undefined : findMessage(seq);
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
    },
  ];
}
