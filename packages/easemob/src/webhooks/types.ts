import type { RawCallback, WebhookTypes } from '@imgroups/core/webhooks';
import type {
  EasemobCallbackGroup,
  EasemobCallbackMessage,
  EasemobLegacyOperation,
  EasemobOperation,
  EasemobOperationEnd,
  EasemobOperationMembers,
  EasemobRecall,
  EasemobVendorCallbacks,
} from './callbacks.ts';

/** The before-callbacks of Easemob: what each asks, and how it can be answered. */
export type EasemobDecisions = {
  readonly 'message.send': {
    readonly ask: {
      readonly groupId: string;
      readonly senderId: string;
      /** Of its text bodies; absent where there is none. */
      readonly text?: string;
      readonly raw: RawCallback<EasemobCallbackMessage>;
    };
    /** `replaceText` is delivered in place of the message; at most 1 kB. */
    readonly answer: { readonly allow: true; readonly replaceText?: string | undefined };
  };
};

/** Easemob's additions to the types of events, handlers and before-callbacks; `Name` is that of the provider. */
export interface EasemobWebhookTypes<Name extends string = 'easemob'> extends WebhookTypes {
  readonly name: Name;
  readonly raws: {
    readonly 'group.created':
      | EasemobOperation<
          'CREATE',
          {
            readonly role?: Readonly<Record<string, 'owner' | 'admin'>>;
            readonly member?: readonly string[];
            readonly info?: EasemobCallbackGroup;
          }
        >
      | EasemobLegacyOperation<'create'>;
    readonly 'group.updated':
      | EasemobOperation<'UPDATE', { readonly type: 'INFO'; readonly info: EasemobCallbackGroup }>
      | EasemobLegacyOperation<'update'>;
    readonly 'group.announcementChanged':
      | EasemobOperation<
          'UPDATE',
          { readonly type: 'ANNOUNCEMENT'; readonly announcement?: string }
        >
      | EasemobLegacyOperation<'update_announcement' | 'delete_announcement'>;
    readonly 'group.deleted':
      | EasemobOperation<'DELETE', undefined>
      | EasemobLegacyOperation<'destroy'>;
    readonly 'group.transferred':
      | EasemobOperation<
          'UPDATE',
          { readonly type: 'OWNER'; readonly owner: string; readonly new_owner: string }
        >
      | EasemobLegacyOperation<'assing_owner'>;
    readonly 'group.muteAllChanged':
      | EasemobOperation<'UPDATE', { readonly type: 'MUTE'; readonly mute: boolean }>
      | EasemobLegacyOperation<'ban_group' | 'remove_ban_group'>;
    readonly 'members.joined':
      | (EasemobOperation<'JOIN', EasemobOperationMembers<'DIRECT' | 'INVITE' | 'APPLY'>> & {
          readonly member_count?: number;
        })
      | EasemobLegacyOperation<'presence'>;
    readonly 'members.left':
      | (EasemobOperation<
          'LEAVE',
          EasemobOperationMembers<'QUIT' | 'KICK' | 'BLOCK' | 'DELETE'>
        > & {
          readonly member_count?: number;
        })
      | EasemobLegacyOperation<'absence'>;
    readonly 'members.roleChanged':
      | EasemobOperation<
          'ADMIN',
          { readonly type: 'ADD' | 'REMOVE'; readonly admin: readonly string[] }
        >
      | EasemobLegacyOperation<'add_admin' | 'remove_admin'>;
    readonly 'members.profileChanged': EasemobLegacyOperation<'group_member_metadata_update'>;
    readonly 'mutes.added':
      | EasemobOperation<'MUTE', EasemobOperationMembers<'ADD'> & EasemobOperationEnd>
      | EasemobLegacyOperation<'add_mute'>;
    readonly 'mutes.removed':
      | EasemobOperation<'MUTE', EasemobOperationMembers<'REMOVE'>>
      | EasemobLegacyOperation<'remove_mute'>;
    readonly 'blacklist.added':
      | EasemobOperation<'BLOCK', EasemobOperationMembers<'ADD'> & EasemobOperationEnd>
      | EasemobLegacyOperation<'ban'>;
    readonly 'blacklist.removed':
      | EasemobOperation<'BLOCK', EasemobOperationMembers<'REMOVE'>>
      | EasemobLegacyOperation<'allow'>;
    readonly 'joins.requested': EasemobLegacyOperation<'apply'>;
    readonly 'message.sent': EasemobCallbackMessage;
    readonly 'message.recalled': EasemobRecall;
  };
  readonly events: EasemobVendorCallbacks;
  readonly before: EasemobDecisions;
}
