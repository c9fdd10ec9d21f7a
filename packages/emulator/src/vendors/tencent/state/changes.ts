import type { ChangeLog } from '../../../server/changes.ts';

interface Users {
  readonly userIds: readonly string[];
}

interface OfTopic {
  readonly topicId: string;
}

interface OfMessage {
  /** Absent for a message of the group itself. */
  readonly topicId?: string | undefined;
  readonly seq: number;
}

interface OfPermissionGroup {
  readonly permissionGroupId: string;
}

/** Changes at Tencent beside those that every vendor knows. */
export interface TencentChanges {
  'account.imported': Users;
  'account.deleted': Users;
  /** In all groups, or in all one-to-one chats. */
  'account.muted': Users & { readonly where: 'groups' | 'chats'; readonly until: string };
  'account.unmuted': Users & { readonly where: 'groups' | 'chats' };
  'group.imported': { readonly name: string; readonly ownerId: string | undefined };
  /** Options, capacity and custom fields, by the names of the request. */
  'group.settingsChanged': { readonly changed: Readonly<Record<string, unknown>> };
  'group.countersChanged': { readonly counters: Readonly<Record<string, string>> };
  'group.countersDeleted': { readonly keys: readonly string[] };
  'members.imported': Users;
  'members.settingsChanged': Users & { readonly changed: Readonly<Record<string, unknown>> };
  'members.online': Users;
  'members.offline': Users;
  'members.marked': Users & { readonly marks: readonly number[] };
  'members.unmarked': Users & { readonly marks: readonly number[] };
  'members.unreadSet': Users & { readonly unread: number };
  'message.imported': OfMessage & { readonly senderId: string };
  'message.edited': OfMessage;
  'message.read': OfMessage & Users;
  'message.extensionsChanged': OfMessage & {
    readonly operation: 'set' | 'delete';
    readonly keys: readonly string[];
  };
  'message.extensionsCleared': OfMessage;
  'messages.cleared': { readonly upTo: number };
  'broadcast.sent': { readonly senderId: string; readonly seq: number };
  'topic.created': OfTopic & { readonly name: string };
  'topic.imported': OfTopic & { readonly name: string };
  'topic.updated': OfTopic & { readonly changed: Readonly<Record<string, unknown>> };
  'topic.deleted': OfTopic;
  'topic.muted': OfTopic & Users & { readonly until: string };
  'topic.unmuted': OfTopic & Users;
  'topic.messageSent': OfTopic & { readonly senderId: string; readonly seq: number };
  'topic.messageRecalled': OfTopic & { readonly messageIds: readonly string[] };
  'permissionGroup.created': OfPermissionGroup & { readonly name: string };
  'permissionGroup.updated': OfPermissionGroup;
  'permissionGroup.deleted': OfPermissionGroup;
  'permissionGroup.membersAdded': OfPermissionGroup & Users;
  'permissionGroup.membersRemoved': OfPermissionGroup & Users;
  'permissionGroup.topicSet': OfPermissionGroup & OfTopic & { readonly permission: string };
  'permissionGroup.topicRemoved': OfPermissionGroup & OfTopic;
}

export type TencentChangeLog = ChangeLog<TencentChanges>;
