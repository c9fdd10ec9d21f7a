import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId, noEntities, text } from './common.ts';
import { hundredPerSecond } from './rates.ts';
import { easemobTextLengths } from './text-lengths.ts';

export const getAnnouncementRequest = v.object({ group_id: groupId });
export interface GetAnnouncementRequest extends v.InferInput<typeof getAnnouncementRequest> {}

export const getAnnouncementResponse = v.object({
  ...envelope,
  entities: noEntities,
  /** `''` when there is no announcement. */
  data: v.optional(v.object({ announcement: v.nullish(v.string()) })),
});
export interface GetAnnouncementResponse extends v.InferOutput<typeof getAnnouncementResponse> {}

export const setAnnouncementRequest = v.object({
  group_id: groupId,
  /** At most 512 characters; `''` clears it. */
  announcement: text(easemobTextLengths.announcement.max),
});
export interface SetAnnouncementRequest extends v.InferInput<typeof setAnnouncementRequest> {}

export const setAnnouncementResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ id: v.optional(v.string()), result: v.optional(v.boolean()) })),
});
export interface SetAnnouncementResponse extends v.InferOutput<typeof setAnnouncementResponse> {}

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
   * @see https://doc.easemob.com/document/server-side/group_announcement_obtain.html
   */
  getAnnouncement: endpoint<GetAnnouncementRequest, GetAnnouncementResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/announcement',
    request: getAnnouncementRequest,
    response: getAnnouncementResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Sets the announcement of a group.
   * At most 512 characters; an empty text clears it.
   *
   * @title 修改群组公告
   * @see https://doc.easemob.com/document/server-side/group_announcement_modify.html
   */
  setAnnouncement: endpoint<SetAnnouncementRequest, SetAnnouncementResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/announcement',
    request: setAnnouncementRequest,
    response: setAnnouncementResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
