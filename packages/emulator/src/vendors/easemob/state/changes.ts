import type { ChangeLog } from '../../../server/changes.ts';

interface Users {
  readonly userIds: readonly string[];
}

interface OfThread {
  readonly threadId: string;
}

/** Changes at Easemob beside those that every vendor knows. */
interface EasemobChanges {
  'user.created': Users;
  /** With their memberships, mutes and entries on block lists. */
  'user.deleted': Users;
  /** To the app itself where no user is named. */
  'token.issued': Users;
  /** Options and capacity, by the names of the snapshot. */
  'group.settingsChanged': { readonly changed: Readonly<Record<string, unknown>> };
  'group.disabled': object;
  'group.enabled': object;
  'allowList.added': Users;
  'allowList.removed': Users;
  'members.attributesChanged': Users & { readonly attributes: Readonly<Record<string, string>> };
  'invitations.sent': Users;
  'invitation.declined': Users;
  'applications.received': Users & { readonly message: string };
  'application.declined': Users;
  'shield.added': Users;
  'shield.removed': Users;
  'file.uploaded': { readonly fileId: string; readonly name: string; readonly ownerId: string };
  'file.deleted': { readonly fileId: string };
  'thread.created': OfThread & {
    readonly name: string;
    readonly ownerId: string;
    readonly messageId: string;
  };
  'thread.renamed': OfThread & { readonly name: string };
  'thread.deleted': OfThread;
  'thread.membersAdded': OfThread & Users;
  'thread.membersRemoved': OfThread & Users;
}

export type EasemobChangeLog = ChangeLog<EasemobChanges>;
