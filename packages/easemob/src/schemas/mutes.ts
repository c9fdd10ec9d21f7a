import * as v from 'valibot';
import { envelope, groupId, noEntities, usernames } from './common.ts';

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
