import { endpoint } from '@imgroups/core/adapter';
import {
  type GetAnnouncementRequest,
  type GetAnnouncementResponse,
  getAnnouncementRequest,
  getAnnouncementResponse,
  type SetAnnouncementRequest,
  type SetAnnouncementResponse,
  setAnnouncementRequest,
  setAnnouncementResponse,
} from '../schemas/announcement.ts';
import { hundredPerSecond } from './rates.ts';

/** The announcement of a group. */
export const announcementEndpoints = {
  /**
   * Reads the announcement of a group.
   *
   * @see https://doc.easemob.com/document/server-side/group_announcement_obtain.html
   */
  getAnnouncement: endpoint<GetAnnouncementRequest, GetAnnouncementResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/announcement',
    summary: 'Reads the announcement of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_announcement_obtain.html',
    request: getAnnouncementRequest,
    response: getAnnouncementResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Sets the announcement of a group.
   * At most 512 characters; an empty text clears it.
   *
   * @see https://doc.easemob.com/document/server-side/group_announcement_modify.html
   */
  setAnnouncement: endpoint<SetAnnouncementRequest, SetAnnouncementResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/announcement',
    summary: 'Sets the announcement of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_announcement_modify.html',
    request: setAnnouncementRequest,
    response: setAnnouncementResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
