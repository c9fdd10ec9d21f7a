import { endpoint } from '@imgroups/core/adapter';
import {
  announcementEndpoints as easemob,
  type GetAnnouncementRequest,
  type GetAnnouncementResponse,
  type SetAnnouncementRequest,
  type SetAnnouncementResponse,
} from '../../chapters/announcement.ts';
import { hundredPerSecond } from '../rates.ts';

/**
 * Announcement.
 *
 * @title 群公告
 */
export const announcementEndpoints = {
  /**
   * Reads the announcement of a group.
   *
   * @title 获取群组公告
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-announcement-files
   */
  getAnnouncement: endpoint<GetAnnouncementRequest, GetAnnouncementResponse>({
    ...easemob.getAnnouncement,
    limits: hundredPerSecond,
  }),

  /**
   * Sets the announcement of a group.
   * At most 512 characters; an empty text clears it.
   *
   * @title 修改群组公告
   * @see https://docs.agora.io/en/api-reference/api-ref/im/chat-group-management/manage-group-announcement-files
   */
  setAnnouncement: endpoint<SetAnnouncementRequest, SetAnnouncementResponse>({
    ...easemob.setAnnouncement,
    limits: hundredPerSecond,
  }),
};
