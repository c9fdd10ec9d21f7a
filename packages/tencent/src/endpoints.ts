import { accountEndpoints } from './endpoints/accounts.ts';
import { blacklistEndpoints } from './endpoints/blacklist.ts';
import { groupEndpoints } from './endpoints/groups.ts';
import { historyEndpoints } from './endpoints/history.ts';
import { liveRoomEndpoints } from './endpoints/live-rooms.ts';
import { memberEndpoints } from './endpoints/members.ts';
import { messageExtensionEndpoints } from './endpoints/message-extensions.ts';
import { messageEndpoints } from './endpoints/messages.ts';
import { muteEndpoints } from './endpoints/mutes.ts';
import { receiptEndpoints } from './endpoints/receipts.ts';

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
  ...accountEndpoints,
};

export {
  accountEndpoints,
  blacklistEndpoints,
  groupEndpoints,
  historyEndpoints,
  liveRoomEndpoints,
  memberEndpoints,
  messageEndpoints,
  messageExtensionEndpoints,
  muteEndpoints,
  receiptEndpoints,
};
