/**
 * The endpoint tables of the native client of Agora Chat, as data.
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
import { memberEndpoints } from './chapters/members.ts';
import { muteEndpoints } from './chapters/mutes.ts';
import { sharedFileEndpoints } from './chapters/shared-files.ts';
import { threadEndpoints } from './chapters/threads.ts';
import { userEndpoints } from './chapters/users.ts';

/** The chapters, by the name of their file; in this order the reference has them. */
export const agoraTables = {
  groups: groupEndpoints,
  members: memberEndpoints,
  admins: adminEndpoints,
  blacklist: blacklistEndpoints,
  mutes: muteEndpoints,
  announcement: announcementEndpoints,
  'shared-files': sharedFileEndpoints,
  'allow-list': allowListEndpoints,
  threads: threadEndpoints,
  users: userEndpoints,
};

/** Every endpoint of Agora Chat that its pages describe, with fields and values exactly as on the wire. */
export interface AgoraChatClient
  extends ClientOf<typeof groupEndpoints>,
    ClientOf<typeof memberEndpoints>,
    ClientOf<typeof adminEndpoints>,
    ClientOf<typeof blacklistEndpoints>,
    ClientOf<typeof muteEndpoints>,
    ClientOf<typeof announcementEndpoints>,
    ClientOf<typeof sharedFileEndpoints>,
    ClientOf<typeof allowListEndpoints>,
    ClientOf<typeof threadEndpoints>,
    ClientOf<typeof userEndpoints>,
    NativeClient {}

/** Every endpoint, by the name of its client method. */
export const agoraEndpoints: EndpointsOf<typeof agoraTables> = endpointsOf(agoraTables);

export {
  adminEndpoints,
  allowListEndpoints,
  announcementEndpoints,
  blacklistEndpoints,
  groupEndpoints,
  memberEndpoints,
  muteEndpoints,
  sharedFileEndpoints,
  threadEndpoints,
  userEndpoints,
};
