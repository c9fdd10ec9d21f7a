import type { easemobEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { callbackEndpoints } from '../wire/callback-endpoints.ts';
import type { undocumentedEndpoints } from '../wire/undocumented-endpoints.ts';
import { adminHandlers } from './admins.ts';
import { allowListHandlers } from './allow-list.ts';
import { announcementHandlers } from './announcement.ts';
import { blacklistHandlers } from './blacklist.ts';
import type { EasemobCall } from './call.ts';
import { callbackHandlers } from './callbacks.ts';
import { groupHandlers, undocumentedGroupHandlers } from './groups.ts';
import { memberAttributeHandlers } from './member-attributes.ts';
import { memberHandlers } from './members.ts';
import { muteHandlers } from './mutes.ts';
import { sharedFileHandlers } from './shared-files.ts';
import { threadHandlers } from './threads.ts';
import { tokenHandlers } from './tokens.ts';
import { userHandlers } from './users.ts';

/** What every endpoint does, by its name. */
export const handlers: HandlersOf<
  typeof easemobEndpoints & typeof undocumentedEndpoints & typeof callbackEndpoints,
  EasemobCall
> = {
  ...groupHandlers,
  ...undocumentedGroupHandlers,
  ...memberHandlers,
  ...adminHandlers,
  ...blacklistHandlers,
  ...muteHandlers,
  ...announcementHandlers,
  ...sharedFileHandlers,
  ...allowListHandlers,
  ...memberAttributeHandlers,
  ...threadHandlers,
  ...userHandlers,
  ...tokenHandlers,
  ...callbackHandlers,
};
