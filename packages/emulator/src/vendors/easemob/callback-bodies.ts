import type { Change } from '../../server/changes.ts';
import type { EasemobGroup } from './state/group.ts';

/** A callback without its id, time and signature. */
export type CallbackBody = Readonly<Record<string, unknown>>;

/** A callback and the vendor's name for it. */
export interface NamedBody {
  readonly name: string;
  readonly body: CallbackBody;
}

/** Facts that the change of a group does not tell by itself. */
export interface Scene {
  readonly appKey: string;
  /** As it is; absent once it was deleted. */
  readonly group: EasemobGroup | undefined;
  /** True if the app has the multi-device service, without which the older generation tells of no creation. */
  readonly multiDevice: boolean;
}

/** The actor of calls by REST. */
const server = '@ppAdmin';

/** The vendor's form of an end that never comes. */
const forGood = 4_638_873_600_000;

/** The callbacks for a change, of the generation since 2024. */
export function toOperations(change: Change, { appKey, group }: Scene): readonly NamedBody[] {
  const { groupId } = change;
  if (groupId === undefined) return [];
  const to = (
    operation: string,
    payload?: { readonly type?: string } & CallbackBody,
  ): NamedBody => ({
    name: payload?.type === undefined ? operation : `${operation}/${payload.type}`,
    body: {
      ...(payload && { payload }),
      id: groupId,
      type: 'GROUP',
      event: 'group_op_event',
      operation,
      operator: change.actor.kind === 'user' ? (change.actor.id ?? server) : server,
      ...(operation === 'JOIN' && { member_count: group?.members.size }),
    },
  });
  const info = group && toInfo(group, appKey);
  switch (change.type) {
    case 'group.created': {
      const { ownerId = '', userIds } = change.data;
      const created = to('CREATE', { role: { [ownerId]: 'owner' }, member: userIds, info });
      const joined = to('JOIN', { member: userIds, type: 'DIRECT' });
      return userIds.length > 0 ? [created, joined] : [created];
    }
    case 'group.updated':
      return [to('UPDATE', { type: 'INFO', info })];
    case 'group.announcementChanged': {
      const { text } = change.data;
      return [to('UPDATE', { type: 'ANNOUNCEMENT', ...(text !== '' && { announcement: text }) })];
    }
    case 'group.deleted':
      return [to('DELETE'), to('LEAVE', { member: change.data.userIds, type: 'DELETE' })];
    case 'group.transferred': {
      const { oldOwnerId, newOwnerId } = change.data;
      return [to('UPDATE', { type: 'OWNER', owner: oldOwnerId, new_owner: newOwnerId })];
    }
    case 'group.muteAllChanged':
      return [to('UPDATE', { type: 'MUTE', mute: change.data.mutedAll })];
    case 'members.joined': {
      const type = change.data.how === 'applied' ? 'APPLY' : 'INVITE';
      return [to('JOIN', { member: change.data.userIds, type })];
    }
    case 'members.left':
      return [to('LEAVE', { member: change.data.userIds, type: leaving[change.data.how] })];
    case 'members.roleChanged': {
      const type = change.data.role === 'admin' ? 'ADD' : 'REMOVE';
      return [to('ADMIN', { type, admin: change.data.userIds })];
    }
    case 'mutes.added':
      return [to('MUTE', withEnd(change.data))];
    case 'mutes.removed':
      return [to('MUTE', { member: change.data.userIds, type: 'REMOVE' })];
    case 'blacklist.added':
      return [to('BLOCK', withEnd(change.data))];
    case 'blacklist.removed':
      return [to('BLOCK', { member: change.data.userIds, type: 'REMOVE' })];
    case 'message.sent':
      return [toMessage(groupId, change.data)];
    case 'vendor':
      return toOwnOperations(change.name, change.data, info, to);
    default:
      return [];
  }
}

const leaving = {
  left: 'QUIT',
  removed: 'KICK',
  blacklisted: 'BLOCK',
  groupDeleted: 'DELETE',
  accountDeleted: 'QUIT',
} as const;

function toOwnOperations(
  name: string,
  data: object,
  info: object | undefined,
  to: (operation: string, payload: { readonly type?: string } & CallbackBody) => NamedBody,
): readonly NamedBody[] {
  const { userIds, fileId } = data as { userIds?: readonly string[]; fileId?: string };
  switch (name) {
    case 'group.settingsChanged':
      return [to('UPDATE', { type: 'INFO', info })];
    case 'group.disabled':
    case 'group.enabled':
      return [to('UPDATE', { type: 'DISABLE', disable: name === 'group.disabled' })];
    case 'shield.added':
    case 'shield.removed':
      return [to('SHIELD', { type: name === 'shield.added' ? 'ADD' : 'REMOVE' })];
    case 'allowList.added':
      return [to('WHITE', { member: userIds, type: 'ADD' })];
    case 'allowList.removed':
      return [to('WHITE', { member: userIds, type: 'REMOVE' })];
    case 'file.uploaded':
      return [to('SHARE_FILE', { type: 'ADD', share_file: [fileId] })];
    case 'file.deleted':
      return [to('SHARE_FILE', { type: 'REMOVE', share_file: [fileId] })];
    default:
      return [];
  }
}

function withEnd({
  userIds,
  until,
}: {
  readonly userIds: readonly string[];
  readonly until: string;
}) {
  const end = until === 'permanent' ? forGood : Date.parse(until);
  return { member: userIds, type: 'ADD', expire_timestamp: end };
}

/** Numbers and flags are strings here. */
function toInfo(group: EasemobGroup, appKey: string) {
  return {
    owner: `${appKey}_${group.owner}`,
    created: String(group.created),
    custom: group.custom,
    description: group.description,
    mute: String(group.everybodyMuted),
    mute_duration: group.everybodyMuted ? -1 : 0,
    title: group.name,
    avatar: group.avatar ?? '',
    max_users: String(group.maxusers),
    invite_need_confirm: String(group.inviteNeedConfirm),
    public: String(group.public),
    allow_user_invites: String(group.allowinvites),
    disabled: String(group.disabled),
    last_modified: String(group.lastModified),
  };
}

/** A text that a user sends to a group. */
export interface Message {
  readonly messageId?: string;
  readonly senderId: string;
  readonly text?: string;
}

/**
 * The forms in which the vendor asks about a message: with the bodies in a list, as after delivery, or with the only one
 * instead.
 */
export type PreDeliveryShape = 'bodies' | 'flat';

/** The question before a message is delivered; `eventType` is what it lacks. */
export function toMessageQuestion(
  groupId: string,
  message: Message,
  shape: PreDeliveryShape,
): NamedBody {
  const { eventType: _, ...body } = toMessage(groupId, message).body;
  const payload = shape === 'flat' ? { msg: message.text, type: 'txt' } : body.payload;
  return { name: 'message/pre', body: { ...body, payload } };
}

/** Messages are told of in the same way in both generations. */
function toMessage(groupId: string, { messageId, senderId, text }: Message): NamedBody {
  return {
    name: 'message',
    body: {
      chat_type: 'groupchat',
      eventType: 'chat',
      group_id: groupId,
      from: senderId,
      to: groupId,
      msg_id: messageId,
      payload: { ext: {}, bodies: [{ msg: text, type: 'txt' }] },
      securityVersion: '1.0.0',
      host: 'emulator',
    },
  };
}

/** The callbacks for a change, of the generation until 2023: one per user, without lists. */
export function toLegacy(change: Change, { appKey, multiDevice }: Scene): readonly NamedBody[] {
  const { groupId } = change;
  if (groupId === undefined) return [];
  const jid = (name: string) => `${appKey}_${name}@easemob.com`;
  // Clients have a resource.
  const isUser = change.actor.kind === 'user' && change.actor.id !== undefined;
  const actor = isUser ? `${jid(change.actor.id ?? '')}/emulator` : jid('admin');
  const to = (operation: string, from: string, target: string, reason = ''): NamedBody => {
    const isBroadcast = operation === 'presence' || operation === 'absence';
    return {
      name: `muc/${operation}`,
      body: {
        chat_type: 'muc',
        eventType: 'chat',
        payload: {
          muc_id: `${appKey}_${groupId}@conference.easemob.com`,
          reason,
          is_chatroom: false,
          operation,
          ...(!isBroadcast && { status: { description: '', error_code: 'ok' } }),
        },
        group_id: groupId,
        host: 'emulator',
        from,
        to: target,
      },
    };
  };
  const each = (userIds: readonly string[], operation: string) =>
    userIds.map((userId) => to(operation, actor, jid(userId)));
  const presence = (userIds: readonly string[]) =>
    userIds.map((userId) => to('presence', jid(userId), groupId));
  switch (change.type) {
    case 'group.created': {
      const { ownerId = '', userIds } = change.data;
      const created = multiDevice ? [to('create', jid(ownerId), jid(ownerId))] : [];
      return [...created, ...presence(userIds)];
    }
    case 'group.updated':
      return [to('update', actor, groupId)];
    case 'group.announcementChanged': {
      const { text } = change.data;
      return [
        to(text === '' ? 'delete_announcement' : 'update_announcement', actor, groupId, text),
      ];
    }
    case 'group.deleted':
      return each(change.data.userIds, 'destroy');
    case 'group.transferred':
      return [to('assing_owner', jid(change.data.oldOwnerId ?? ''), jid(change.data.newOwnerId))];
    case 'group.muteAllChanged':
      return [to(change.data.mutedAll ? 'ban_group' : 'remove_ban_group', actor, groupId)];
    case 'members.joined':
      return change.data.userIds.flatMap((userId) => {
        const cause = legacyJoining(change.data.how, change.actor.id === userId);
        const told = presence([userId]);
        return cause === undefined ? told : [to(cause, actor, jid(userId)), ...told];
      });
    case 'members.left':
      return change.data.userIds.flatMap((userId) => {
        const cause = legacyLeaving[change.data.how];
        const absence = to('absence', jid(userId), groupId);
        return cause === undefined ? [absence] : [to(cause, actor, jid(userId)), absence];
      });
    case 'members.roleChanged':
      return each(change.data.userIds, change.data.role === 'admin' ? 'add_admin' : 'remove_admin');
    case 'mutes.added':
      return each(change.data.userIds, 'add_mute');
    case 'mutes.removed':
      return each(change.data.userIds, 'remove_mute');
    case 'blacklist.added':
      return each(change.data.userIds, 'ban');
    case 'blacklist.removed':
      return each(change.data.userIds, 'allow');
    case 'message.sent':
      return [toMessage(groupId, change.data)];
    case 'vendor':
      return toOwnLegacy(change.name, change.data, each, (operation, reason) =>
        to(operation, actor, groupId, reason),
      );
    default:
      return [];
  }
}

/** Users who are added by REST are reported without a cause. */
function legacyJoining(how: string, isOwnDoing: boolean): string | undefined {
  if (how === 'applied') return isOwnDoing ? 'direct_joined' : 'apply_accept';
  if (how === 'invited') return isOwnDoing ? 'invite_accept' : 'direct_joined';
  return undefined;
}

/** A block has a callback of its own, and a deleted account or group none for its members. */
const legacyLeaving = {
  left: 'leave',
  removed: 'kick',
  blacklisted: undefined,
  groupDeleted: undefined,
  accountDeleted: undefined,
} as const;

function toOwnLegacy(
  name: string,
  data: object,
  each: (userIds: readonly string[], operation: string) => readonly NamedBody[],
  toGroup: (operation: string, reason?: string) => NamedBody,
): readonly NamedBody[] {
  const {
    userIds = [],
    fileId,
    message,
    ...file
  } = data as {
    userIds?: readonly string[];
    fileId?: string;
    message?: string;
    name?: string;
    ownerId?: string;
  };
  switch (name) {
    case 'group.settingsChanged':
      return [toGroup('update')];
    case 'invitations.sent':
      return each(userIds, 'invite');
    case 'invitation.declined':
      return [toGroup('invite_decline')];
    case 'applications.received':
      return [toGroup('apply', message)];
    case 'shield.added':
      return each(userIds, 'block');
    case 'shield.removed':
      return each(userIds, 'unblock');
    case 'allowList.added':
      return each(userIds, 'add_user_white_list');
    case 'allowList.removed':
      return each(userIds, 'remove_user_white_list');
    case 'members.attributesChanged':
      return each(userIds, 'group_member_metadata_update');
    case 'file.uploaded': {
      const told = { file_id: fileId, file_name: file.name, file_owner: file.ownerId };
      return [toGroup('upload_file', JSON.stringify({ data: told }))];
    }
    case 'file.deleted':
      return [toGroup('delete_file', fileId)];
    default:
      return [];
  }
}
