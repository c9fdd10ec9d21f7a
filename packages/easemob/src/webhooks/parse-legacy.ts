import { type NeutralDraft, readObject, readText } from '@imgroups/core/webhooks-adapter';
import { readUserId } from './read-ids.ts';
import { type Read, type Reading, toVendor } from './reading.ts';

/** Group operations as the vendor told them until 2023. `from` acts, `to` is affected; a joining or leaving member is `from`. */
export function readLegacy(reading: Reading): Read {
  const { payload, groupId } = reading;
  if (payload.is_chatroom === true || payload.is_chatroom === 'true') return toVendor('chatroom');
  const operation = readText(payload.operation) ?? '';
  const name = `muc/${operation}`;
  const outcome = readText(readObject(payload.status).error_code) ?? 'ok';
  if (outcome !== 'ok') return { name, drafts: [] };
  const draft = readNeutral(operation, reading);
  return draft ? { name, drafts: [draft] } : toVendor(name, groupId);
}

function readNeutral(
  operation: string,
  { body, payload, appKey, groupId }: Reading,
): NeutralDraft | undefined {
  const from = readUserId(body.from, appKey);
  const to = readUserId(body.to, appKey);
  const text = readText(payload.reason);
  const acting = from === undefined ? [] : [from];
  const affected = to === undefined ? [] : [to];
  switch (operation) {
    case 'create':
      return {
        type: 'group.created',
        groupId,
        data: { ...(from === undefined ? {} : { ownerId: from }), userIds: [] },
      };
    case 'destroy':
      return { type: 'group.deleted', groupId, data: {} };
    case 'update':
      return { type: 'group.updated', groupId, data: {} };
    case 'update_announcement':
      return { type: 'group.announcementChanged', groupId, data: { text: text ?? '' } };
    case 'delete_announcement':
      return { type: 'group.announcementChanged', groupId, data: { text: '' } };
    // Spelled so on the wire.
    case 'assing_owner':
    case 'assign_owner':
      if (from === undefined || to === undefined) return undefined;
      return { type: 'group.transferred', groupId, data: { oldOwnerId: from, newOwnerId: to } };
    case 'ban_group':
    case 'remove_ban_group': {
      const mutedAll = operation === 'ban_group';
      return { type: 'group.muteAllChanged', groupId, data: { mutedAll } };
    }
    case 'presence':
      return { type: 'members.joined', groupId, data: { userIds: acting, how: 'unknown' } };
    case 'absence':
      return { type: 'members.left', groupId, data: { userIds: acting, how: 'unknown' } };
    case 'add_admin':
      return { type: 'members.roleChanged', groupId, data: { userIds: affected, role: 'admin' } };
    case 'remove_admin':
      return { type: 'members.roleChanged', groupId, data: { userIds: affected, role: 'member' } };
    case 'group_member_metadata_update':
      return { type: 'members.profileChanged', groupId, data: { userIds: acting } };
    case 'add_mute':
      return { type: 'mutes.added', groupId, data: { userIds: affected } };
    case 'remove_mute':
      return { type: 'mutes.removed', groupId, data: { userIds: affected } };
    case 'ban':
      return { type: 'blacklist.added', groupId, data: { userIds: affected } };
    case 'allow':
      return { type: 'blacklist.removed', groupId, data: { userIds: affected } };
    case 'apply':
      if (from === undefined) return undefined;
      return {
        type: 'joins.requested',
        groupId,
        data: { userId: from, ...(text === undefined ? {} : { text }) },
      };
    default:
      return undefined;
  }
}
