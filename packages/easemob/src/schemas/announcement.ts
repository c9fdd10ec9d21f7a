import * as v from 'valibot';
import { envelope, groupId, noEntities, text } from './common.ts';

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
  announcement: text(512),
});
export interface SetAnnouncementRequest extends v.InferInput<typeof setAnnouncementRequest> {}

export const setAnnouncementResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ id: v.optional(v.string()), result: v.optional(v.boolean()) })),
});
export interface SetAnnouncementResponse extends v.InferOutput<typeof setAnnouncementResponse> {}
