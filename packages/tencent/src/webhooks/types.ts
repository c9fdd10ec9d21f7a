import type { WebhookTypes } from '@imgroups/core/webhooks';
import type { CallbackOf, TencentCallbacks, vendorCommands } from './callbacks.ts';
import type { TencentDecisions } from './questions.ts';

/** Tencent's additions to the types of events, handlers and before-callbacks. */
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
