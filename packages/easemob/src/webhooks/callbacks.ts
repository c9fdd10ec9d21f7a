import type { RawCallback, WebhookTypes } from '@imgroups/core/webhooks';

/** What every callback has. */
interface Signed {
  /** `{appkey}_{uuid}` or `{appkey}_{msg_id}`. */
  readonly callId: string;
  readonly security: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** `org#app`. */
  readonly appkey: string;
}

/** An operation in a group, as the vendor tells it since 2024. */
interface Operation<Name extends string, Payload> extends Signed {
  readonly event: 'group_op_event';
  readonly operation: Name;
  /** Of the group. */
  readonly id: string;
  readonly type: 'GROUP';
  /** A user, or `@ppAdmin` for REST and console. */
  readonly operator: string;
  readonly payload: Payload;
}

interface Members<Type extends string> {
  readonly member: readonly string[];
  readonly type: Type;
}

interface Ending {
  /** Milliseconds since 1970; decades ahead means for good. */
  readonly expire_timestamp?: number;
}

/** The state of a group; numbers and flags are strings. */
interface GroupInfo {
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
interface Legacy<Name extends string> extends Signed {
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
  /** Who acts: `org#app_user@easemob.com/resource`, or a part of it. */
  readonly from: string;
  /** Who is affected, or the group. */
  readonly to: string;
  readonly eventType?: string;
  readonly msg_id?: string;
  readonly host?: string;
}

interface MessageBody {
  readonly type: string;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

/** A message; with `eventType` it was delivered, without one the vendor asks. */
interface Message extends Signed {
  readonly chat_type: string;
  readonly eventType?: 'chat' | 'chat_offline';
  readonly group_id?: string;
  readonly from: string;
  readonly to: string;
  readonly msg_id: string;
  readonly content_type?: string;
  readonly payload:
    | { readonly ext?: object; readonly bodies: readonly MessageBody[] }
    | (MessageBody & { readonly bodies?: undefined });
  readonly host?: string;
}

interface Recall extends Omit<Message, 'payload' | 'eventType'> {
  readonly eventType?: string;
  /** Of the message that was recalled. */
  readonly recall_id: string;
  readonly payload: { readonly ack_message_id?: string; readonly ext?: object };
}

interface Notice extends Omit<Message, 'payload' | 'eventType'> {
  readonly eventType?: string;
  readonly payload: { readonly type: 'reaction' | 'thread'; readonly [field: string]: unknown };
}

/** Something in a chat room, which is no group. */
interface ChatRoom extends Signed {
  readonly operation?: string;
  readonly payload?: unknown;
}

interface UserStatus extends Signed {
  readonly status: 'online' | 'offline';
  readonly reason?: string;
  readonly user: string;
  readonly os?: string;
  readonly ip?: string;
  readonly version?: string;
}

/** The body of each callback without a neutral event: `operation/type`, `muc/operation` of the older generation, and messages. */
export type EasemobVendorCallbacks = {
  readonly 'UPDATE/DISABLE': Operation<
    'UPDATE',
    { readonly type: 'DISABLE'; readonly disable?: boolean; readonly disabled?: boolean }
  >;
  /** Users came onto the allow list. */
  readonly 'WHITE/ADD': Operation<'WHITE', Members<'ADD'>>;
  readonly 'WHITE/REMOVE': Operation<'WHITE', Members<'REMOVE'>>;
  readonly 'SHARE_FILE/ADD': Operation<
    'SHARE_FILE',
    { readonly type: 'ADD'; readonly share_file: readonly string[] }
  >;
  readonly 'SHARE_FILE/REMOVE': Operation<
    'SHARE_FILE',
    { readonly type: 'REMOVE'; readonly share_file: readonly string[] }
  >;
  /** The operator hides the messages of the group for themselves. */
  readonly 'SHIELD/ADD': Operation<'SHIELD', { readonly type: 'ADD' }>;
  readonly 'SHIELD/REMOVE': Operation<'SHIELD', { readonly type: 'REMOVE' }>;
  /** Comes together with `absence`, which is the neutral event. */
  readonly 'muc/kick': Legacy<'kick'>;
  readonly 'muc/leave': Legacy<'leave'>;
  /** Comes together with `presence`, which is the neutral event. */
  readonly 'muc/direct_joined': Legacy<'direct_joined'>;
  readonly 'muc/apply_accept': Legacy<'apply_accept'>;
  readonly 'muc/invite': Legacy<'invite'>;
  readonly 'muc/invite_accept': Legacy<'invite_accept'>;
  readonly 'muc/invite_decline': Legacy<'invite_decline'>;
  readonly 'muc/block': Legacy<'block'>;
  readonly 'muc/unblock': Legacy<'unblock'>;
  readonly 'muc/add_user_white_list': Legacy<'add_user_white_list'>;
  readonly 'muc/remove_user_white_list': Legacy<'remove_user_white_list'>;
  readonly 'muc/upload_file': Legacy<'upload_file'>;
  readonly 'muc/delete_file': Legacy<'delete_file'>;
  readonly 'muc/set_metadata': Legacy<'set_metadata'>;
  readonly 'muc/delete_metadata': Legacy<'delete_metadata'>;
  readonly chatroom: ChatRoom;
  /** The vendor asks whether a message to a group, a user or a chat room may be delivered. */
  readonly 'message/pre': Message;
  /** A receiver of a message is offline: once for each. */
  readonly 'message/offline': Message;
  /** A message from one user to another. */
  readonly 'message/chat': Message;
  readonly 'notify/reaction': Notice;
  readonly 'notify/thread': Notice;
  readonly roster: Signed & { readonly chat_type: 'roster'; readonly payload?: unknown };
  /** A user came online or went offline. */
  readonly status: UserStatus;
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

/** The before-callbacks of Easemob: what each asks, and how it can be answered. */
export type EasemobDecisions = {
  readonly 'message.send': {
    readonly ask: {
      readonly groupId: string;
      readonly senderId: string;
      /** Of its text bodies; absent where there is none. */
      readonly text?: string;
      readonly raw: RawCallback<Message>;
    };
    /** `replaceText` is delivered in place of the message; at most 1 kB. */
    readonly answer: { readonly allow: true; readonly replaceText?: string | undefined };
  };
};

/** What Easemob adds to the types of events, handlers and before-callbacks. */
export interface EasemobWebhookTypes extends WebhookTypes {
  readonly name: 'easemob';
  readonly raws: {
    readonly 'group.created':
      | Operation<
          'CREATE',
          {
            readonly role?: Readonly<Record<string, 'owner' | 'admin'>>;
            readonly member?: readonly string[];
            readonly info?: GroupInfo;
          }
        >
      | Legacy<'create'>;
    readonly 'group.updated':
      | Operation<'UPDATE', { readonly type: 'INFO'; readonly info: GroupInfo }>
      | Legacy<'update'>;
    readonly 'group.announcementChanged':
      | Operation<'UPDATE', { readonly type: 'ANNOUNCEMENT'; readonly announcement?: string }>
      | Legacy<'update_announcement' | 'delete_announcement'>;
    readonly 'group.deleted': Operation<'DELETE', undefined> | Legacy<'destroy'>;
    readonly 'group.transferred':
      | Operation<
          'UPDATE',
          { readonly type: 'OWNER'; readonly owner: string; readonly new_owner: string }
        >
      | Legacy<'assing_owner'>;
    readonly 'group.muteAllChanged':
      | Operation<'UPDATE', { readonly type: 'MUTE'; readonly mute: boolean }>
      | Legacy<'ban_group' | 'remove_ban_group'>;
    readonly 'members.joined':
      | (Operation<'JOIN', Members<'DIRECT' | 'INVITE' | 'APPLY'>> & {
          readonly member_count?: number;
        })
      | Legacy<'presence'>;
    readonly 'members.left':
      | (Operation<'LEAVE', Members<'QUIT' | 'KICK' | 'BLOCK' | 'DELETE'>> & {
          readonly member_count?: number;
        })
      | Legacy<'absence'>;
    readonly 'members.roleChanged':
      | Operation<'ADMIN', { readonly type: 'ADD' | 'REMOVE'; readonly admin: readonly string[] }>
      | Legacy<'add_admin' | 'remove_admin'>;
    readonly 'members.profileChanged': Legacy<'group_member_metadata_update'>;
    readonly 'mutes.added': Operation<'MUTE', Members<'ADD'> & Ending> | Legacy<'add_mute'>;
    readonly 'mutes.removed': Operation<'MUTE', Members<'REMOVE'>> | Legacy<'remove_mute'>;
    readonly 'blacklist.added': Operation<'BLOCK', Members<'ADD'> & Ending> | Legacy<'ban'>;
    readonly 'blacklist.removed': Operation<'BLOCK', Members<'REMOVE'>> | Legacy<'allow'>;
    readonly 'joins.requested': Legacy<'apply'>;
    readonly 'message.sent': Message;
    readonly 'message.recalled': Recall;
  };
  readonly events: EasemobVendorCallbacks;
  readonly before: EasemobDecisions;
}
