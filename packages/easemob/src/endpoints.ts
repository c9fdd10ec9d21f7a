import { adminEndpoints } from './endpoints/admins.ts';
import { allowListEndpoints } from './endpoints/allow-list.ts';
import { announcementEndpoints } from './endpoints/announcement.ts';
import { blacklistEndpoints } from './endpoints/blacklist.ts';
import { groupEndpoints } from './endpoints/groups.ts';
import { memberAttributeEndpoints } from './endpoints/member-attributes.ts';
import { memberEndpoints } from './endpoints/members.ts';
import { muteEndpoints } from './endpoints/mutes.ts';
import { sharedFileEndpoints } from './endpoints/shared-files.ts';
import { threadEndpoints } from './endpoints/threads.ts';
import { tokenEndpoints } from './endpoints/tokens.ts';
import { userEndpoints } from './endpoints/users.ts';

export {
  adminEndpoints,
  allowListEndpoints,
  announcementEndpoints,
  blacklistEndpoints,
  groupEndpoints,
  memberAttributeEndpoints,
  memberEndpoints,
  muteEndpoints,
  sharedFileEndpoints,
  threadEndpoints,
  tokenEndpoints,
  userEndpoints,
};

/** Every declared endpoint, by the name of its method on the client. */
export const easemobEndpoints = {
  ...groupEndpoints,
  ...memberEndpoints,
  ...adminEndpoints,
  ...blacklistEndpoints,
  ...muteEndpoints,
  ...announcementEndpoints,
  ...sharedFileEndpoints,
  ...allowListEndpoints,
  ...memberAttributeEndpoints,
  ...threadEndpoints,
  ...userEndpoints,
  ...tokenEndpoints,
};
