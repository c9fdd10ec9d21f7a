import { present, readText } from '@imgroups/core/webhooks-adapter';
import { readGroupId, readUserId } from './read-ids.ts';
import { type Read, type Reading, toVendor } from './reading.ts';

const groupTypes: readonly unknown[] = ['groupchat', 'group'];

/** True if the vendor asks before it delivers a message. */
export function isPreDelivery({ chat_type: type, eventType }: Reading['body']): boolean {
  return eventType === undefined && ['chat', 'chatroom', ...groupTypes].includes(type);
}

/** Messages, recalls and what else is told of chats. */
export function readMessage(reading: Reading, chatType: string): Read {
  const { body, payload, groupId } = reading;
  if (isPreDelivery(body)) return toVendor('message/pre', groupId);
  if (chatType === 'recall') return readRecall(reading);
  if (chatType === 'notify') return toVendor(`notify/${readText(payload.type) ?? ''}`, groupId);
  if (chatType === 'roster' || chatType === 'chatroom') return toVendor(chatType);
  if (body.eventType === 'chat_offline') return toVendor('message/offline', groupId);
  if (groupTypes.includes(chatType)) return readSent(reading);
  return toVendor(chatType === 'chat' ? 'message/chat' : chatType, groupId);
}

function readSent({ body, appKey, groupId }: Reading): Read {
  const senderId = readUserId(body.from, appKey);
  if (senderId === undefined)
    return { name: 'message', drafts: [{ type: 'unknown', name: 'message', groupId }] };
  const data = { ...present({ messageId: readText(body.msg_id) }), senderId };
  const group = groupId ?? readGroupId(body.to, appKey);
  return { name: 'message', drafts: [{ type: 'message.sent', groupId: group, data }] };
}

function readRecall({ body, payload, appKey, groupId }: Reading): Read {
  const messageId = readText(body.recall_id) ?? readText(payload.ack_message_id);
  const messageIds = messageId === undefined ? [] : [messageId];
  const group = groupId ?? readGroupId(body.to, appKey);
  return {
    name: 'recall',
    drafts: [{ type: 'message.recalled', groupId: group, data: { messageIds } }],
  };
}
