import type { announcementEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import { type EasemobCall, requireGroup } from './call.ts';

/** The announcement of a group. */
export const announcementHandlers: HandlersOf<typeof announcementEndpoints, EasemobCall> = {
  getAnnouncement(call, { group_id }) {
    const { announcement } = requireGroup(call, group_id);
    return { data: { announcement } };
  },

  setAnnouncement(call, { group_id, announcement }) {
    const group = requireGroup(call, group_id);
    call.state.announce(group, announcement);
    return { data: { id: group.id, result: true } };
  },
};
