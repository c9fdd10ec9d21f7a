import type { tencentEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import { accountHandlers } from './accounts.ts';
import { attributeHandlers } from './attributes.ts';
import { blacklistHandlers } from './blacklist.ts';
import type { TencentCall } from './call.ts';
import { counterHandlers } from './counters.ts';
import { groupHandlers } from './groups.ts';
import { historyHandlers } from './history.ts';
import { importHandlers } from './imports.ts';
import { liveRoomHandlers } from './live-rooms.ts';
import { memberHandlers } from './members.ts';
import { messageExtensionHandlers } from './message-extensions.ts';
import { messageHandlers } from './messages.ts';
import { muteHandlers } from './mutes.ts';
import { onlineMemberHandlers } from './online-members.ts';
import { permissionGroupHandlers } from './permission-groups.ts';
import { receiptHandlers } from './receipts.ts';
import { topicPermissionHandlers } from './topic-permissions.ts';
import { topicHandlers } from './topics.ts';

/** The handlers of all endpoints. */
export const handlers: HandlersOf<typeof tencentEndpoints, TencentCall> = {
  ...groupHandlers,
  ...memberHandlers,
  ...muteHandlers,
  ...blacklistHandlers,
  ...liveRoomHandlers,
  ...messageHandlers,
  ...historyHandlers,
  ...receiptHandlers,
  ...messageExtensionHandlers,
  ...attributeHandlers,
  ...counterHandlers,
  ...topicHandlers,
  ...permissionGroupHandlers,
  ...topicPermissionHandlers,
  ...onlineMemberHandlers,
  ...importHandlers,
  ...accountHandlers,
};
