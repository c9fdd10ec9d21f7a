/**
 * The endpoint tables of the native client, as data.
 *
 * @module
 */
import {
  type ClientOf,
  type EndpointsOf,
  endpointsOf,
  type NativeClient,
} from '@imgroups/core/adapter';
import { accountEndpoints } from './chapters/accounts.ts';
import { attributeEndpoints } from './chapters/attributes.ts';
import { blacklistEndpoints } from './chapters/blacklist.ts';
import { counterEndpoints } from './chapters/counters.ts';
import { groupEndpoints } from './chapters/groups.ts';
import { historyEndpoints } from './chapters/history.ts';
import { importEndpoints } from './chapters/imports.ts';
import { liveRoomEndpoints } from './chapters/live-rooms.ts';
import { memberEndpoints } from './chapters/members.ts';
import { messageExtensionEndpoints } from './chapters/message-extensions.ts';
import { messageEndpoints } from './chapters/messages.ts';
import { muteEndpoints } from './chapters/mutes.ts';
import { onlineMemberEndpoints } from './chapters/online-members.ts';
import { permissionGroupEndpoints } from './chapters/permission-groups.ts';
import { receiptEndpoints } from './chapters/receipts.ts';
import { topicPermissionEndpoints } from './chapters/topic-permissions.ts';
import { topicEndpoints } from './chapters/topics.ts';

export { tencentTextLengths } from './chapters/text-lengths.ts';

/** The chapters, by the name of their file; in this order the reference has them. */
export const tencentTables = {
  groups: groupEndpoints,
  members: memberEndpoints,
  mutes: muteEndpoints,
  blacklist: blacklistEndpoints,
  'live-rooms': liveRoomEndpoints,
  'online-members': onlineMemberEndpoints,
  messages: messageEndpoints,
  history: historyEndpoints,
  receipts: receiptEndpoints,
  'message-extensions': messageExtensionEndpoints,
  attributes: attributeEndpoints,
  counters: counterEndpoints,
  topics: topicEndpoints,
  'permission-groups': permissionGroupEndpoints,
  'topic-permissions': topicPermissionEndpoints,
  imports: importEndpoints,
  accounts: accountEndpoints,
};

/** Every endpoint of Tencent Cloud Chat, with fields and values exactly as on the wire. */
export interface TencentClient
  extends ClientOf<typeof groupEndpoints>,
    ClientOf<typeof memberEndpoints>,
    ClientOf<typeof muteEndpoints>,
    ClientOf<typeof blacklistEndpoints>,
    ClientOf<typeof liveRoomEndpoints>,
    ClientOf<typeof onlineMemberEndpoints>,
    ClientOf<typeof messageEndpoints>,
    ClientOf<typeof historyEndpoints>,
    ClientOf<typeof receiptEndpoints>,
    ClientOf<typeof messageExtensionEndpoints>,
    ClientOf<typeof attributeEndpoints>,
    ClientOf<typeof counterEndpoints>,
    ClientOf<typeof topicEndpoints>,
    ClientOf<typeof permissionGroupEndpoints>,
    ClientOf<typeof topicPermissionEndpoints>,
    ClientOf<typeof importEndpoints>,
    ClientOf<typeof accountEndpoints>,
    NativeClient {}

/** Every endpoint, by the name of its client method. */
export const tencentEndpoints: EndpointsOf<typeof tencentTables> = endpointsOf(tencentTables);

export {
  accountEndpoints,
  attributeEndpoints,
  blacklistEndpoints,
  counterEndpoints,
  groupEndpoints,
  historyEndpoints,
  importEndpoints,
  liveRoomEndpoints,
  memberEndpoints,
  messageEndpoints,
  messageExtensionEndpoints,
  muteEndpoints,
  onlineMemberEndpoints,
  permissionGroupEndpoints,
  receiptEndpoints,
  topicEndpoints,
  topicPermissionEndpoints,
};
