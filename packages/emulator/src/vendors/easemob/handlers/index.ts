import type { easemobEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { callbackEndpoints } from '../wire/callback-endpoints.ts';
import type { clientEndpoints } from '../wire/client-endpoints.ts';
import { adminHandlers } from './admins.ts';
import { allowListHandlers } from './allow-list.ts';
import { announcementHandlers } from './announcement.ts';
import { blacklistHandlers } from './blacklist.ts';
import type { EasemobCall } from './call.ts';
import { callbackHandlers } from './callbacks.ts';
import { clientGroupHandlers } from './client-groups.ts';
import { groupHandlers } from './groups.ts';
import { joiningHandlers } from './joining.ts';
import { memberAttributeHandlers } from './member-attributes.ts';
import { memberHandlers } from './members.ts';
import { muteHandlers } from './mutes.ts';
import { sharedFileHandlers } from './shared-files.ts';
import { clientThreadHandlers, threadHandlers } from './threads.ts';
import { tokenHandlers } from './tokens.ts';
import { userHandlers } from './users.ts';

/** The handlers of all endpoints, by name. */
export const handlers: HandlersOf<
  typeof easemobEndpoints & typeof clientEndpoints & typeof callbackEndpoints,
  EasemobCall
> = {
  ...groupHandlers,
  ...clientGroupHandlers,
  ...joiningHandlers,
  ...memberHandlers,
  ...adminHandlers,
  ...blacklistHandlers,
  ...muteHandlers,
  ...announcementHandlers,
  ...sharedFileHandlers,
  ...allowListHandlers,
  ...memberAttributeHandlers,
  ...threadHandlers,
  ...clientThreadHandlers,
  ...userHandlers,
  ...tokenHandlers,
  ...callbackHandlers,
};
