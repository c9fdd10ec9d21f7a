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
import { adminEndpoints } from './chapters/admins.ts';
import { allowListEndpoints } from './chapters/allow-list.ts';
import { announcementEndpoints } from './chapters/announcement.ts';
import { blacklistEndpoints } from './chapters/blacklist.ts';
import { groupEndpoints } from './chapters/groups.ts';
import { memberAttributeEndpoints } from './chapters/member-attributes.ts';
import { memberEndpoints } from './chapters/members.ts';
import { muteEndpoints } from './chapters/mutes.ts';
import { sharedFileEndpoints } from './chapters/shared-files.ts';
import { threadEndpoints } from './chapters/threads.ts';
import { tokenEndpoints } from './chapters/tokens.ts';
import { userEndpoints } from './chapters/users.ts';

export { easemobTextLengths } from './chapters/text-lengths.ts';

/** The chapters, by the name of their file; in this order the reference has them. */
export const easemobTables = {
  groups: groupEndpoints,
  members: memberEndpoints,
  admins: adminEndpoints,
  blacklist: blacklistEndpoints,
  mutes: muteEndpoints,
  announcement: announcementEndpoints,
  'shared-files': sharedFileEndpoints,
  'allow-list': allowListEndpoints,
  'member-attributes': memberAttributeEndpoints,
  threads: threadEndpoints,
  users: userEndpoints,
  tokens: tokenEndpoints,
};

/** Every endpoint of Easemob, with fields and values exactly as on the wire. */
export interface EasemobClient
  extends ClientOf<typeof groupEndpoints>,
    ClientOf<typeof memberEndpoints>,
    ClientOf<typeof adminEndpoints>,
    ClientOf<typeof blacklistEndpoints>,
    ClientOf<typeof muteEndpoints>,
    ClientOf<typeof announcementEndpoints>,
    ClientOf<typeof sharedFileEndpoints>,
    ClientOf<typeof allowListEndpoints>,
    ClientOf<typeof memberAttributeEndpoints>,
    ClientOf<typeof threadEndpoints>,
    ClientOf<typeof userEndpoints>,
    ClientOf<typeof tokenEndpoints>,
    NativeClient {}

/** Every endpoint, by the name of its client method. */
export const easemobEndpoints: EndpointsOf<typeof easemobTables> = endpointsOf(easemobTables);

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
