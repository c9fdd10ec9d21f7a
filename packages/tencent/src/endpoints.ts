import { accountEndpoints } from './endpoints/accounts.ts';
import { attributeEndpoints } from './endpoints/attributes.ts';
import { blacklistEndpoints } from './endpoints/blacklist.ts';
import { counterEndpoints } from './endpoints/counters.ts';
import { groupEndpoints } from './endpoints/groups.ts';
import { historyEndpoints } from './endpoints/history.ts';
import { importEndpoints } from './endpoints/imports.ts';
import { liveRoomEndpoints } from './endpoints/live-rooms.ts';
import { memberEndpoints } from './endpoints/members.ts';
import { messageExtensionEndpoints } from './endpoints/message-extensions.ts';
import { messageEndpoints } from './endpoints/messages.ts';
import { muteEndpoints } from './endpoints/mutes.ts';
import { onlineMemberEndpoints } from './endpoints/online-members.ts';
import { permissionGroupEndpoints } from './endpoints/permission-groups.ts';
import { receiptEndpoints } from './endpoints/receipts.ts';
import { topicPermissionEndpoints } from './endpoints/topic-permissions.ts';
import { topicEndpoints } from './endpoints/topics.ts';

/** Every endpoint, by the name of its client method. */
export const tencentEndpoints = {
  ...groupEndpoints,
  ...memberEndpoints,
  ...muteEndpoints,
  ...blacklistEndpoints,
  ...liveRoomEndpoints,
  ...messageEndpoints,
  ...historyEndpoints,
  ...receiptEndpoints,
  ...messageExtensionEndpoints,
  ...attributeEndpoints,
  ...counterEndpoints,
  ...topicEndpoints,
  ...permissionGroupEndpoints,
  ...topicPermissionEndpoints,
  ...onlineMemberEndpoints,
  ...importEndpoints,
  ...accountEndpoints,
};

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
