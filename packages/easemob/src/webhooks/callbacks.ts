/** The fields of every callback. */
export interface EasemobCallback {
  /** `{appkey}_{uuid}` or `{appkey}_{msg_id}`. */
  readonly callId: string;
  readonly security: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** `org#app`. */
  readonly appkey: string;
}

/** An operation in a group, as the vendor tells it since 2024. */
export interface EasemobOperation<Name extends string, Payload> extends EasemobCallback {
  readonly event: 'group_op_event';
  readonly operation: Name;
  /** Of the group. */
  readonly id: string;
  readonly type: 'GROUP';
  /** A user, or `@ppAdmin` for REST and console. */
  readonly operator: string;
  readonly payload: Payload;
}

/** Users of an operation. */
export interface EasemobOperationMembers<Type extends string> {
  readonly member: readonly string[];
  readonly type: Type;
}

/** When a mute or block ends. */
export interface EasemobOperationEnd {
  /** Milliseconds since 1970; decades ahead means for good. */
  readonly expire_timestamp?: number;
}

/** The state of a group; numbers and flags are strings. */
export interface EasemobCallbackGroup {
  readonly title?: string;
  readonly description?: string;
  readonly custom?: string;
  readonly avatar?: string;
  /** `org#app_user`. */
  readonly owner?: string;
  readonly created?: string;
  readonly last_modified?: string;
  readonly max_users?: string;
  readonly public?: string;
  readonly allow_user_invites?: string;
  readonly invite_need_confirm?: string;
  readonly disabled?: string;
  readonly mute?: string;
  /** Seconds; -1 is for good. */
  readonly mute_duration?: number;
}

/** An operation in a group, as the vendor told it until 2023 and to some apps still does. */
export interface EasemobLegacyOperation<Name extends string> extends EasemobCallback {
  readonly chat_type: 'muc';
  readonly payload: {
    /** `{appkey}_{group}@conference.easemob.com`. */
    readonly muc_id: string;
    readonly reason?: string;
    readonly is_chatroom: boolean;
    readonly operation: Name;
    /** Anything but `ok`: the operation failed. */
    readonly status?: { readonly description?: string; readonly error_code?: string };
  };
  readonly group_id: string;
  /** The actor: `org#app_user@easemob.com/resource`, or a part of it. */
  readonly from: string;
  /** The affected user, or the group. */
  readonly to: string;
  readonly eventType?: string;
  readonly msg_id?: string;
  readonly host?: string;
}

/** A part of a message. */
export interface EasemobCallbackMessageBody {
  readonly type: string;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

/** A message; with `eventType` it was delivered, without one the vendor asks. */
export interface EasemobCallbackMessage extends EasemobCallback {
  readonly chat_type: string;
  readonly eventType?: 'chat' | 'chat_offline';
  readonly group_id?: string;
  readonly from: string;
  readonly to: string;
  readonly msg_id: string;
  readonly content_type?: string;
  readonly payload:
    | { readonly ext?: object; readonly bodies: readonly EasemobCallbackMessageBody[] }
    | (EasemobCallbackMessageBody & { readonly bodies?: undefined });
  readonly host?: string;
}

/** A message was recalled. */
export interface EasemobRecall extends Omit<EasemobCallbackMessage, 'payload' | 'eventType'> {
  readonly eventType?: string;
  /** Of the message that was recalled. */
  readonly recall_id: string;
  readonly payload: { readonly ack_message_id?: string; readonly ext?: object };
}

/** A reaction, or something in a thread. */
export interface EasemobNotice extends Omit<EasemobCallbackMessage, 'payload' | 'eventType'> {
  readonly eventType?: string;
  readonly payload: { readonly type: 'reaction' | 'thread'; readonly [field: string]: unknown };
}

/** Something in a chat room, which is no group. */
export interface EasemobChatRoomCallback extends EasemobCallback {
  readonly operation?: string;
  readonly payload?: unknown;
}

/** A user came online or went offline. */
export interface EasemobUserStatus extends EasemobCallback {
  readonly status: 'online' | 'offline';
  readonly reason?: string;
  readonly user: string;
  readonly os?: string;
  readonly ip?: string;
  readonly version?: string;
}

/** The body of each callback without a neutral event: `operation/type`, `muc/operation` of the older generation, and messages. */
export type EasemobVendorCallbacks = {
  readonly 'UPDATE/DISABLE': EasemobOperation<
    'UPDATE',
    { readonly type: 'DISABLE'; readonly disable?: boolean; readonly disabled?: boolean }
  >;
  /** Users came onto the allow list. */
  readonly 'WHITE/ADD': EasemobOperation<'WHITE', EasemobOperationMembers<'ADD'>>;
  readonly 'WHITE/REMOVE': EasemobOperation<'WHITE', EasemobOperationMembers<'REMOVE'>>;
  readonly 'SHARE_FILE/ADD': EasemobOperation<
    'SHARE_FILE',
    { readonly type: 'ADD'; readonly share_file: readonly string[] }
  >;
  readonly 'SHARE_FILE/REMOVE': EasemobOperation<
    'SHARE_FILE',
    { readonly type: 'REMOVE'; readonly share_file: readonly string[] }
  >;
  /** The operator hides the messages of the group for themselves. */
  readonly 'SHIELD/ADD': EasemobOperation<'SHIELD', { readonly type: 'ADD' }>;
  readonly 'SHIELD/REMOVE': EasemobOperation<'SHIELD', { readonly type: 'REMOVE' }>;
  /** Comes together with `absence`, which is the neutral event. */
  readonly 'muc/kick': EasemobLegacyOperation<'kick'>;
  readonly 'muc/leave': EasemobLegacyOperation<'leave'>;
  /** Comes together with `presence`, which is the neutral event. */
  readonly 'muc/direct_joined': EasemobLegacyOperation<'direct_joined'>;
  readonly 'muc/apply_accept': EasemobLegacyOperation<'apply_accept'>;
  readonly 'muc/invite': EasemobLegacyOperation<'invite'>;
  readonly 'muc/invite_accept': EasemobLegacyOperation<'invite_accept'>;
  readonly 'muc/invite_decline': EasemobLegacyOperation<'invite_decline'>;
  readonly 'muc/block': EasemobLegacyOperation<'block'>;
  readonly 'muc/unblock': EasemobLegacyOperation<'unblock'>;
  readonly 'muc/add_user_white_list': EasemobLegacyOperation<'add_user_white_list'>;
  readonly 'muc/remove_user_white_list': EasemobLegacyOperation<'remove_user_white_list'>;
  readonly 'muc/upload_file': EasemobLegacyOperation<'upload_file'>;
  readonly 'muc/delete_file': EasemobLegacyOperation<'delete_file'>;
  readonly 'muc/set_metadata': EasemobLegacyOperation<'set_metadata'>;
  readonly 'muc/delete_metadata': EasemobLegacyOperation<'delete_metadata'>;
  readonly chatroom: EasemobChatRoomCallback;
  /** The vendor asks whether a message to a group, a user or a chat room may be delivered. */
  readonly 'message/pre': EasemobCallbackMessage;
  /** A receiver of a message is offline: once for each. */
  readonly 'message/offline': EasemobCallbackMessage;
  /** A message from one user to another. */
  readonly 'message/chat': EasemobCallbackMessage;
  readonly 'notify/reaction': EasemobNotice;
  readonly 'notify/thread': EasemobNotice;
  readonly roster: EasemobCallback & { readonly chat_type: 'roster'; readonly payload?: unknown };
  /** A user came online or went offline. */
  readonly status: EasemobUserStatus;
};

/** The names of the callbacks without a neutral event. */
export const vendorNames = [
  'UPDATE/DISABLE',
  'WHITE/ADD',
  'WHITE/REMOVE',
  'SHARE_FILE/ADD',
  'SHARE_FILE/REMOVE',
  'SHIELD/ADD',
  'SHIELD/REMOVE',
  'muc/kick',
  'muc/leave',
  'muc/direct_joined',
  'muc/apply_accept',
  'muc/invite',
  'muc/invite_accept',
  'muc/invite_decline',
  'muc/block',
  'muc/unblock',
  'muc/add_user_white_list',
  'muc/remove_user_white_list',
  'muc/upload_file',
  'muc/delete_file',
  'muc/set_metadata',
  'muc/delete_metadata',
  'chatroom',
  'message/pre',
  'message/offline',
  'message/chat',
  'notify/reaction',
  'notify/thread',
  'roster',
  'status',
] as const satisfies readonly (keyof EasemobVendorCallbacks)[];
