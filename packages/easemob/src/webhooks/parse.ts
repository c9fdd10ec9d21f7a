import { toUntil } from '@imgroups/core/adapter';
import {
  type NeutralDraft,
  present,
  readFlag,
  readNumber,
  readObject,
  readText,
} from '@imgroups/core/webhooks-adapter';
import { readLegacy } from './parse-legacy.ts';
import { readMessage } from './parse-message.ts';
import { readGroupId, readUserId, readUserIds } from './read-ids.ts';
import { type Read, type Reading, toVendor } from './reading.ts';

type Body = Readonly<Record<string, unknown>>;

/** The events of a callback of either generation, each mapped alone. */
export function readEvents(body: Body, appKey: string | undefined, receivedAt: number): Read {
  const { chat_type: chatType, event } = body;
  const payload = readObject(body.payload);
  const id = body.id ?? body.group_id ?? payload.muc_id;
  const reading = { body, payload, appKey, groupId: readGroupId(id, appKey), receivedAt };
  if (event === 'group_op_event') return readOperation(reading);
  if (chatType === 'muc') return readLegacy(reading);
  if (typeof chatType === 'string') return readMessage(reading, chatType);
  if (typeof body.status === 'string' && typeof body.user === 'string') return toVendor('status');
  return {
    name: readText(event) ?? '',
    drafts: [{ type: 'unknown', name: readText(event) ?? '' }],
  };
}

const joins = new Map<unknown, 'created' | 'added' | 'applied'>([
  ['DIRECT', 'created'],
  ['INVITE', 'added'],
  ['APPLY', 'applied'],
]);

const leaves = new Map<unknown, 'left' | 'removed' | 'blacklisted' | 'groupDeleted'>([
  ['QUIT', 'left'],
  ['KICK', 'removed'],
  ['BLOCK', 'blacklisted'],
  ['DELETE', 'groupDeleted'],
]);

function readOperation(reading: Reading): Read {
  const { body, payload, groupId } = reading;
  if (body.type === 'CHATROOM') return toVendor('chatroom');
  const operation = readText(body.operation) ?? '';
  const type = readText(payload.type);
  const name = type === undefined ? operation : `${operation}/${type}`;
  const draft = readNeutral(operation, name, reading);
  return draft ? { name, drafts: [draft] } : toVendor(name, groupId);
}

function readNeutral(operation: string, name: string, reading: Reading): NeutralDraft | undefined {
  const { payload, appKey, groupId, receivedAt } = reading;
  const userIds = readUserIds(payload.member, appKey);
  switch (operation) {
    case 'CREATE':
      return { type: 'group.created', groupId, data: readCreation(reading) };
    case 'DELETE':
      return { type: 'group.deleted', groupId, data: {} };
    case 'JOIN': {
      const how = joins.get(payload.type) ?? 'unknown';
      return { type: 'members.joined', groupId, data: { userIds, how } };
    }
    case 'LEAVE': {
      const how = leaves.get(payload.type) ?? 'unknown';
      return { type: 'members.left', groupId, data: { userIds, how } };
    }
  }
  switch (name) {
    case 'UPDATE/INFO': {
      const info = readObject(payload.info);
      const changed = present({
        name: readString(info.title),
        description: readString(info.description),
        avatarUrl: readString(info.avatar),
      });
      return { type: 'group.updated', groupId, data: { changed } };
    }
    case 'UPDATE/OWNER': {
      const oldOwnerId = readUserId(payload.owner, appKey);
      const newOwnerId = readUserId(payload.new_owner, appKey);
      if (oldOwnerId === undefined || newOwnerId === undefined) return undefined;
      return { type: 'group.transferred', groupId, data: { oldOwnerId, newOwnerId } };
    }
    case 'UPDATE/MUTE': {
      const mutedAll = readFlag(payload.mute);
      return mutedAll === undefined
        ? undefined
        : { type: 'group.muteAllChanged', groupId, data: { mutedAll } };
    }
    case 'UPDATE/ANNOUNCEMENT': {
      const text = readString(payload.announcement) ?? '';
      return { type: 'group.announcementChanged', groupId, data: { text } };
    }
    case 'BLOCK/ADD':
      return {
        type: 'blacklist.added',
        groupId,
        data: { userIds, ...readEnd(payload.expire_timestamp, receivedAt) },
      };
    case 'BLOCK/REMOVE':
      return { type: 'blacklist.removed', groupId, data: { userIds } };
    case 'MUTE/ADD':
      return {
        type: 'mutes.added',
        groupId,
        data: { userIds, ...readEnd(payload.expire_timestamp, receivedAt) },
      };
    case 'MUTE/REMOVE':
      return { type: 'mutes.removed', groupId, data: { userIds } };
    case 'ADMIN/ADD':
    case 'ADMIN/REMOVE': {
      const admins = readUserIds(payload.admin, appKey);
      const role = name === 'ADMIN/ADD' ? 'admin' : 'member';
      return { type: 'members.roleChanged', groupId, data: { userIds: admins, role } };
    }
    default:
      return undefined;
  }
}

function readCreation({ payload, appKey }: Reading) {
  const info = readObject(payload.info);
  const [owner] =
    Object.entries(readObject(payload.role)).find(([, role]) => role === 'owner') ?? [];
  const ownerId = readUserId(owner ?? info.owner, appKey);
  const userIds = readUserIds(payload.member, appKey).filter((userId) => userId !== ownerId);
  return { ...present({ ownerId, name: readText(info.title) }), userIds };
}

function readEnd(end: unknown, now: number) {
  const time = readNumber(end);
  const isEnd = time !== undefined && Math.abs(time) <= 8.64e15;
  return isEnd ? { until: toUntil(time, 1, now) } : {};
}

function readString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
