import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId, noEntities, usernames } from './common.ts';
import { failedUsers } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

/** A mute, and whether it was set. */
export const muteOutcome = v.object({
  result: v.optional(v.boolean()),
  reason: v.optional(v.string()),
  /** End of the mute in milliseconds since 1970; -1 or a date decades ahead when it is permanent. */
  expire: v.optional(v.number()),
  user: v.optional(v.string()),
});
export interface MuteOutcome extends v.InferOutput<typeof muteOutcome> {}

export const muteMembersRequest = v.object({
  group_id: groupId,
  usernames,
  /** Milliseconds from now; -1 is permanent, 0 ends a mute (both not on older clusters). */
  mute_duration: v.pipe(v.number(), v.integer(), v.minValue(-1)),
});
export interface MuteMembersRequest extends v.InferInput<typeof muteMembersRequest> {}

export const muteMembersResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.union([v.array(muteOutcome), muteOutcome])),
});
export interface MuteMembersResponse extends v.InferOutput<typeof muteMembersResponse> {}

export const unmuteMembersRequest = v.object({ group_id: groupId, usernames });
export interface UnmuteMembersRequest extends v.InferInput<typeof unmuteMembersRequest> {}

export const unmuteMembersResponse = v.object(muteMembersResponse.entries);
export interface UnmuteMembersResponse extends v.InferOutput<typeof unmuteMembersResponse> {}

export const listMutesRequest = v.object({ group_id: groupId });
export interface ListMutesRequest extends v.InferInput<typeof listMutesRequest> {}

export const listedMute = v.object({
  /** End of the mute in milliseconds since 1970; -1 or a date decades ahead when it is permanent. */
  expire: v.optional(v.number()),
  user: v.optional(v.string()),
});
export interface ListedMute extends v.InferOutput<typeof listedMute> {}

export const listMutesResponse = v.object({
  ...envelope,
  entities: noEntities,
  /** In no certain order. */
  data: v.optional(v.array(listedMute)),
});
export interface ListMutesResponse extends v.InferOutput<typeof listMutesResponse> {}

export const muteAllRequest = v.object({ group_id: groupId });
export interface MuteAllRequest extends v.InferInput<typeof muteAllRequest> {}

export const muteAllResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ mute: v.optional(v.boolean()) })),
});
export interface MuteAllResponse extends v.InferOutput<typeof muteAllResponse> {}

export const unmuteAllRequest = v.object({ group_id: groupId });
export interface UnmuteAllRequest extends v.InferInput<typeof unmuteAllRequest> {}

export const unmuteAllResponse = v.object(muteAllResponse.entries);
export interface UnmuteAllResponse extends v.InferOutput<typeof unmuteAllResponse> {}

/**
 * Mutes.
 *
 * @title 禁言
 */
export const muteEndpoints = {
  /**
   * Mutes up to 60 members for a number of milliseconds.
   * Muting again replaces the end. Older clusters take 10 users per call and know no permanent mute.
   *
   * @title 添加禁言
   * @see https://doc.easemob.com/document/server-side/group_member_mute.html
   */
  muteMembers: endpoint<MuteMembersRequest, MuteMembersResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/mute',
    request: muteMembersRequest,
    response: muteMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Lets up to 60 members speak again.
   *
   * @title 移除禁言
   * @see https://doc.easemob.com/document/server-side/group_member_unmute.html
   */
  unmuteMembers: endpoint<UnmuteMembersRequest, UnmuteMembersResponse, 'failures'>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/mute/{usernames}',
    request: unmuteMembersRequest,
    response: unmuteMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Lists the muted members of a group.
   *
   * @title 获取禁言列表
   * @see https://doc.easemob.com/document/server-side/group_member_mutelist_obtain.html
   */
  listMutes: endpoint<ListMutesRequest, ListMutesResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/mute',
    request: listMutesRequest,
    response: listMutesResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Mutes everybody but the owner, the admins and the allow list.
   * Single mutes stay as they are.
   *
   * @title 禁言全体群成员
   * @see https://doc.easemob.com/document/server-side/group_member_mute_all.html
   */
  muteAll: endpoint<MuteAllRequest, MuteAllResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/ban',
    request: muteAllRequest,
    response: muteAllResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Ends the mute of everybody.
   * Single mutes stay as they are.
   *
   * @title 解除全体群成员禁言
   * @see https://doc.easemob.com/document/server-side/group_member_unmute_all.html
   */
  unmuteAll: endpoint<UnmuteAllRequest, UnmuteAllResponse>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/ban',
    request: unmuteAllRequest,
    response: unmuteAllResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
