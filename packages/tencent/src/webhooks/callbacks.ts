/** The fields of nearly every callback. */
export interface TencentCallback {
  readonly CallbackCommand: string;
  /** Milliseconds since 1970; a string in some of the vendor's samples. */
  readonly EventTime?: number | string;
}

/** A callback about a group. */
export interface TencentGroupCallback extends TencentCallback {
  readonly GroupId: string;
  /** `Public`, `Private` or `Work`, `ChatRoom` or `Meeting`, `AVChatRoom`, `Community`. */
  readonly Type?: string;
}

/** A callback about an action in a group. */
export interface TencentOperatorCallback extends TencentGroupCallback {
  readonly Operator_Account?: string;
}

/** A user in a list of a callback. */
export interface TencentCallbackAccount {
  readonly Member_Account: string;
}

/** A part of a message. */
export interface TencentCallbackElement {
  readonly MsgType: string;
  readonly MsgContent: Readonly<Record<string, unknown>>;
}

/** A callback about a message. */
export interface TencentCallbackMessage extends TencentOperatorCallback {
  readonly From_Account: string;
  readonly Random?: number;
  readonly OnlineOnlyFlag?: 0 | 1;
  readonly MsgBody: readonly TencentCallbackElement[];
  readonly CloudCustomData?: string;
  readonly TopicId?: string;
}

/** A callback about a message that was sent. */
export interface TencentSentMessage extends TencentCallbackMessage {
  readonly MsgSeq: number;
  /** Seconds since 1970. */
  readonly MsgTime: number;
  readonly MsgId?: string;
  readonly GroupAtInfo?: readonly {
    readonly GroupAtAllFlag: 0 | 1;
    readonly GroupAt_Account?: string;
  }[];
}

/** A custom field of a group or topic. */
export interface TencentCallbackField {
  readonly Key: string;
  readonly Value: string;
}

/** The body of each group callback, by its `CallbackCommand`. */
export type TencentCallbacks = {
  /** Asks whether a user may create a group. */
  readonly 'Group.CallbackBeforeCreateGroup': TencentCallback & {
    readonly Operator_Account: string;
    readonly Owner_Account?: string;
    readonly Type: string;
    readonly Name?: string;
    /** Groups of this type that the user has created. */
    readonly CreateGroupNum?: number;
    readonly CreatedGroupNum?: Readonly<Record<string, number>>;
    readonly InviteOption?: string;
    readonly MemberList?: readonly TencentCallbackAccount[];
  };
  readonly 'Group.CallbackAfterCreateGroup': TencentOperatorCallback & {
    readonly Owner_Account?: string;
    readonly Name?: string;
    readonly MemberList?: readonly TencentCallbackAccount[];
    readonly UserDefinedDataList?: readonly TencentCallbackField[];
  };
  /** Asks whether a user may apply to join. */
  readonly 'Group.CallbackBeforeApplyJoinGroup': TencentGroupCallback & {
    readonly Requestor_Account: string;
  };
  /** Asks which users may be pulled in. */
  readonly 'Group.CallbackBeforeInviteJoinGroup': TencentOperatorCallback & {
    readonly DestinationMembers: readonly TencentCallbackAccount[];
  };
  readonly 'Group.CallbackAfterNewMemberJoin': TencentOperatorCallback & {
    readonly JoinType: 'Apply' | 'Invited';
    readonly NewMemberList: readonly TencentCallbackAccount[];
  };
  readonly 'Group.CallbackAfterMemberExit': TencentOperatorCallback & {
    readonly ExitType: 'Kicked' | 'Quit';
    readonly ExitMemberList: readonly TencentCallbackAccount[];
  };
  /** Asks whether a message may be sent. */
  readonly 'Group.CallbackBeforeSendMsg': TencentCallbackMessage;
  readonly 'Group.CallbackAfterSendMsg': TencentSentMessage;
  readonly 'Group.CallbackSendMsgException': TencentCallbackMessage & {
    readonly ErrorCode: number;
    readonly ErrorInfo: string;
  };
  readonly 'Group.CallbackAfterRecallMsg': TencentOperatorCallback & {
    readonly MsgSeqList: readonly { readonly MsgSeq: number }[];
    readonly TopicId?: string;
  };
  readonly 'Group.CallbackAfterReadReceipt': TencentGroupCallback & {
    readonly GroupMsgReceiptList: readonly {
      readonly MsgSeq: number;
      readonly ReadNum: number;
      readonly UnreadNum: number;
      readonly ReadReceiptMembers?: readonly TencentCallbackAccount[];
    }[];
  };
  readonly 'Group.CallbackAfterGroupFull': TencentGroupCallback;
  readonly 'Group.CallbackAfterGroupDestroyed': TencentGroupCallback & {
    readonly Owner_Account?: string;
    readonly Name?: string;
    readonly MemberList?: readonly TencentCallbackAccount[];
  };
  /** Has only the fields that changed. */
  readonly 'Group.CallbackAfterGroupInfoChanged': TencentOperatorCallback & {
    readonly Name?: string;
    readonly Introduction?: string;
    readonly Notification?: string;
    readonly FaceUrl?: string;
  };
  /** Has only the fields that changed. */
  readonly 'Group.CallbackAfterMemberFieldChanged': TencentOperatorCallback & {
    readonly Member_Account: string;
    /** `Member`: no longer an admin. */
    readonly Role?: 'Admin' | 'Member';
    readonly NameCard?: string;
  };
  readonly 'Group.CallbackAfterChangeGroupOwner': TencentOperatorCallback & {
    readonly OldOwner_Account: string;
    readonly NewOwner_Account: string;
  };
  readonly 'Group.CallbackAfterGroupAttrChanged': TencentOperatorCallback & {
    readonly OptionType: 'set' | 'modify' | 'clear' | 'delete';
    readonly GroupAttr?: readonly { readonly key: string; readonly value?: string }[];
  };
  /** A member of a live room came online or went offline. */
  readonly 'Group.CallbackOnMemberStateChange': TencentGroupCallback & {
    readonly EventType: 'Online' | 'Offline';
    readonly MemberList: readonly TencentCallbackAccount[];
  };
  /** Asks whether a topic may be created. */
  readonly 'Group.CallbackBeforeCreateTopic': TencentCallback & {
    readonly GroupId?: string;
    readonly Type: string;
    readonly Operator_Account: string;
    readonly Name?: string;
  };
  readonly 'Group.CallbackAfterCreateTopic': TencentOperatorCallback & {
    readonly TopicId: string;
    readonly Owner_Account?: string;
    readonly Name?: string;
    readonly UserDefinedDataList?: readonly TencentCallbackField[];
  };
  readonly 'Group.CallbackAfterTopicInfoChanged': TencentOperatorCallback & {
    readonly TopicId: string;
    readonly Name?: string;
    readonly Introduction?: string;
    readonly Notification?: string;
    readonly FaceUrl?: string;
  };
  readonly 'Group.CallbackAfterTopicDestroyed': TencentGroupCallback & {
    readonly TopicIdList: readonly string[];
  };
  /** The extensions of a message changed: 1 set, 2 deleted, 3 cleared. */
  readonly 'Group.CallbackAfterGroupMsgExtension': TencentCallback & {
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
  readonly 'Group.CallbackOnDailyGroupQuotaAlarm': TencentCallback & {
    readonly QuotaUsed: number;
    readonly Quota: number;
  };
  /** A message that addresses a bot. */
  readonly 'Bot.OnGroupMessage': TencentSentMessage & {
    readonly AtRobotAccount?: readonly string[];
  };
  /** Calls came more often than the vendor allows. */
  readonly 'Alert.RequestOverLimit': TencentCallback & {
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
