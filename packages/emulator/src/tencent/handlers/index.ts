import type { tencentEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../vendor-emulator.ts';
import type { TencentState } from '../state.ts';
import { accountHandlers } from './accounts.ts';
import { blacklistHandlers } from './blacklist.ts';
import { groupHandlers } from './groups.ts';
import { historyHandlers } from './history.ts';
import { liveRoomHandlers } from './live-rooms.ts';
import { memberHandlers } from './members.ts';
import { messageExtensionHandlers } from './message-extensions.ts';
import { messageHandlers } from './messages.ts';
import { muteHandlers } from './mutes.ts';
import { receiptHandlers } from './receipts.ts';

/** What every endpoint does. */
export const handlers: HandlersOf<typeof tencentEndpoints, TencentState> = {
  ...groupHandlers,
  ...memberHandlers,
  ...muteHandlers,
  ...blacklistHandlers,
  ...liveRoomHandlers,
  ...messageHandlers,
  ...historyHandlers,
  ...receiptHandlers,
  ...messageExtensionHandlers,
  ...accountHandlers,
};
