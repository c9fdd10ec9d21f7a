import type { WebhookTypes } from '@imgroups/core/webhooks';
import type { TencentDecisions } from './questions.ts';

/** What nearly every callback has. */
interface Common {
  readonly CallbackCommand: string;
  /** Milliseconds since 1970; a string in some of the vendor's samples. */
  readonly EventTime?: number | string;
}

interface OfGroup extends Common {
  readonly GroupId: string;
  /** `Public`, `Private` or `Work`, `ChatRoom` or `Meeting`, `AVChatRoom`, `Community`. */
  readonly Type?: string;
}

interface ByOperator extends OfGroup {
  readonly Operator_Account?: string;
}

interface Account {
  readonly Member_Account: string;
}

interface MessageElement {
  readonly MsgType: string;
  readonly MsgContent: Readonly<Record<string, unknown>>;
}

interface Message extends ByOperator {
  readonly From_Account: string;
  readonly Random?: number;
  readonly OnlineOnlyFlag?: 0 | 1;
  readonly MsgBody: readonly MessageElement[];
  readonly CloudCustomData?: string;
  readonly TopicId?: string;
}

interface SentMessage extends Message {
  readonly MsgSeq: number;
  /** Seconds since 1970. */
  readonly MsgTime: number;
  readonly MsgId?: string;
  readonly GroupAtInfo?: readonly {
    readonly GroupAtAllFlag: 0 | 1;
    readonly GroupAt_Account?: string;
  }[];
}

interface CustomField {
  readonly Key: string;
  readonly Value: string;
}

/** The body of each group callback, by its `CallbackCommand`. */
export type TencentCallbacks = {
  /** Asks whether a user may create a group. */
  readonly 'Group.CallbackBeforeCreateGroup': Common & {
    readonly Operator_Account: string;
    readonly Owner_Account?: string;
    readonly Type: string;
    readonly Name?: string;
    /** Groups of this type that the user has created. */
    readonly CreateGroupNum?: number;
    readonly CreatedGroupNum?: Readonly<Record<string, number>>;
    readonly InviteOption?: string;
    readonly MemberList?: readonly Account[];
  };
  readonly 'Group.CallbackAfterCreateGroup': ByOperator & {
    readonly Owner_Account?: string;
    readonly Name?: string;
    readonly MemberList?: readonly Account[];
    readonly UserDefinedDataList?: readonly CustomField[];
  };
  /** Asks whether a user may apply to join. */
  readonly 'Group.CallbackBeforeApplyJoinGroup': OfGroup & { readonly Requestor_Account: string };
  /** Asks which users may be pulled in. */
  readonly 'Group.CallbackBeforeInviteJoinGroup': ByOperator & {
    readonly DestinationMembers: readonly Account[];
  };
  readonly 'Group.CallbackAfterNewMemberJoin': ByOperator & {
    readonly JoinType: 'Apply' | 'Invited';
    readonly NewMemberList: readonly Account[];
  };
  readonly 'Group.CallbackAfterMemberExit': ByOperator & {
    readonly ExitType: 'Kicked' | 'Quit';
    readonly ExitMemberList: readonly Account[];
  };
  /** Asks whether a message may be sent. */
  readonly 'Group.CallbackBeforeSendMsg': Message;
  readonly 'Group.CallbackAfterSendMsg': SentMessage;
  readonly 'Group.CallbackSendMsgException': Message & {
    readonly ErrorCode: number;
    readonly ErrorInfo: string;
  };
  readonly 'Group.CallbackAfterRecallMsg': ByOperator & {
    readonly MsgSeqList: readonly { readonly MsgSeq: number }[];
    readonly TopicId?: string;
  };
  readonly 'Group.CallbackAfterReadReceipt': OfGroup & {
    readonly GroupMsgReceiptList: readonly {
      readonly MsgSeq: number;
      readonly ReadNum: number;
      readonly UnreadNum: number;
      readonly ReadReceiptMembers?: readonly Account[];
    }[];
  };
  readonly 'Group.CallbackAfterGroupFull': OfGroup;
  readonly 'Group.CallbackAfterGroupDestroyed': OfGroup & {
    readonly Owner_Account?: string;
    readonly Name?: string;
    readonly MemberList?: readonly Account[];
  };
  /** Has only the fields that changed. */
  readonly 'Group.CallbackAfterGroupInfoChanged': ByOperator & {
    readonly Name?: string;
    readonly Introduction?: string;
    readonly Notification?: string;
    readonly FaceUrl?: string;
  };
  /** Has only the fields that changed. */
  readonly 'Group.CallbackAfterMemberFieldChanged': ByOperator & {
    readonly Member_Account: string;
    /** `Member`: no longer an admin. */
    readonly Role?: 'Admin' | 'Member';
    readonly NameCard?: string;
  };
  readonly 'Group.CallbackAfterChangeGroupOwner': ByOperator & {
    readonly OldOwner_Account: string;
    readonly NewOwner_Account: string;
  };
  readonly 'Group.CallbackAfterGroupAttrChanged': ByOperator & {
    readonly OptionType: 'set' | 'modify' | 'clear' | 'delete';
    readonly GroupAttr?: readonly { readonly key: string; readonly value?: string }[];
  };
  /** A member of a live room came online or went offline. */
  readonly 'Group.CallbackOnMemberStateChange': OfGroup & {
    readonly EventType: 'Online' | 'Offline';
    readonly MemberList: readonly Account[];
  };
  /** Asks whether a topic may be created. */
  readonly 'Group.CallbackBeforeCreateTopic': Common & {
    readonly GroupId?: string;
    readonly Type: string;
    readonly Operator_Account: string;
    readonly Name?: string;
  };
  readonly 'Group.CallbackAfterCreateTopic': ByOperator & {
    readonly TopicId: string;
    readonly Owner_Account?: string;
    readonly Name?: string;
    readonly UserDefinedDataList?: readonly CustomField[];
  };
  readonly 'Group.CallbackAfterTopicInfoChanged': ByOperator & {
    readonly TopicId: string;
    readonly Name?: string;
    readonly Introduction?: string;
    readonly Notification?: string;
    readonly FaceUrl?: string;
  };
  readonly 'Group.CallbackAfterTopicDestroyed': OfGroup & {
    readonly TopicIdList: readonly string[];
  };
  /** The extensions of a message changed: 1 set, 2 deleted, 3 cleared. */
  readonly 'Group.CallbackAfterGroupMsgExtension': Common & {
    readonly GroupId: string;
    readonly MsgSeq: number;
    readonly OperateType: 1 | 2 | 3;
    readonly ExtensionList?: readonly {
      readonly Key: string;
      readonly Value?: string;
      readonly Seq?: number;
    }[];
    readonly Seq?: number;
  };
  /** The groups that may be created in a day are nearly used up. */
  readonly 'Group.CallbackOnDailyGroupQuotaAlarm': Common & {
    readonly QuotaUsed: number;
    readonly Quota: number;
  };
  /** A message that addresses a bot. */
  readonly 'Bot.OnGroupMessage': SentMessage & { readonly AtRobotAccount?: readonly string[] };
  /** Calls came more often than the vendor allows. */
  readonly 'Alert.RequestOverLimit': Common & {
    readonly ServiceName: string;
    readonly Command: string;
    readonly Request: number;
    readonly Limit: number;
  };
};

/** The body of a callback. */
export type CallbackOf<Command extends keyof TencentCallbacks> = TencentCallbacks[Command];

/** The commands that have no neutral event. */
export const vendorCommands = [
  'Group.CallbackBeforeCreateGroup',
  'Group.CallbackBeforeInviteJoinGroup',
  'Group.CallbackBeforeSendMsg',
  'Group.CallbackSendMsgException',
  'Group.CallbackAfterReadReceipt',
  'Group.CallbackAfterGroupFull',
  'Group.CallbackOnMemberStateChange',
  'Group.CallbackBeforeCreateTopic',
  'Group.CallbackAfterCreateTopic',
  'Group.CallbackAfterTopicInfoChanged',
  'Group.CallbackAfterTopicDestroyed',
  'Group.CallbackAfterGroupMsgExtension',
  'Group.CallbackOnDailyGroupQuotaAlarm',
  'Bot.OnGroupMessage',
  'Alert.RequestOverLimit',
] as const satisfies readonly (keyof TencentCallbacks)[];

/** What Tencent adds to the types of events, handlers and before-callbacks. */
export interface TencentWebhookTypes extends WebhookTypes {
  readonly name: 'tencent';
  readonly raws: {
    readonly 'group.created': CallbackOf<'Group.CallbackAfterCreateGroup'>;
    readonly 'group.updated': CallbackOf<'Group.CallbackAfterGroupInfoChanged'>;
    readonly 'group.announcementChanged': CallbackOf<'Group.CallbackAfterGroupInfoChanged'>;
    readonly 'group.attributesChanged': CallbackOf<'Group.CallbackAfterGroupAttrChanged'>;
    readonly 'group.deleted': CallbackOf<'Group.CallbackAfterGroupDestroyed'>;
    readonly 'group.transferred': CallbackOf<'Group.CallbackAfterChangeGroupOwner'>;
    readonly 'members.joined': CallbackOf<'Group.CallbackAfterNewMemberJoin'>;
    readonly 'members.left': CallbackOf<'Group.CallbackAfterMemberExit'>;
    readonly 'members.roleChanged': CallbackOf<'Group.CallbackAfterMemberFieldChanged'>;
    readonly 'members.profileChanged': CallbackOf<'Group.CallbackAfterMemberFieldChanged'>;
    readonly 'joins.requested': CallbackOf<'Group.CallbackBeforeApplyJoinGroup'>;
    readonly 'message.sent': CallbackOf<'Group.CallbackAfterSendMsg'>;
    readonly 'message.recalled': CallbackOf<'Group.CallbackAfterRecallMsg'>;
  };
  readonly events: Pick<TencentCallbacks, (typeof vendorCommands)[number]>;
  readonly before: TencentDecisions;
}
