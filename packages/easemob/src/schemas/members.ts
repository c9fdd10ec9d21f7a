import * as v from 'valibot';
import {
  envelope,
  groupId,
  noEntities,
  pageNumber,
  pageSize,
  username,
  usernames,
  userOutcome,
  userOutcomesResponse,
} from './common.ts';

export const listMembersRequest = v.object({
  group_id: groupId,
  /** From 1. */
  pagenum: v.optional(pageNumber),
  /** Members per page, cut to 1000 (100 on older clusters). */
  pagesize: v.optional(pageSize),
  /** Whether to tell when each member joined. */
  joined_time: v.optional(v.boolean()),
  sort: v.optional(v.picklist(['asc', 'desc'])),
});
export interface ListMembersRequest extends v.InferInput<typeof listMembersRequest> {}

/** An object with one key that tells the role; admins come as `member`. */
export const listedMember = v.object({
  owner: v.optional(v.string()),
  admin: v.optional(v.string()),
  member: v.optional(v.string()),
  /** Milliseconds since 1970; only when asked for. */
  joined_time: v.optional(v.number()),
});
export interface ListedMember extends v.InferOutput<typeof listedMember> {}

export const listMembersResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.array(listedMember)),
});
export interface ListMembersResponse extends v.InferOutput<typeof listMembersResponse> {}

export const listMembersByCursorRequest = v.object({
  group_id: groupId,
  limit: v.optional(pageSize),
  /** The `cursor` of the page before. */
  cursor: v.optional(v.string()),
  /** `asc` is oldest first. */
  sort: v.optional(v.picklist(['asc', 'desc'])),
});
export interface ListMembersByCursorRequest
  extends v.InferInput<typeof listMembersByCursorRequest> {}

export const listMembersByCursorResponse = v.object({
  ...envelope,
  entities: noEntities,
  /** User names, without the owner. */
  data: v.optional(v.array(v.string())),
  /** Absent on the last page. */
  cursor: v.nullish(v.string()),
});
export interface ListMembersByCursorResponse
  extends v.InferOutput<typeof listMembersByCursorResponse> {}

export const listMembersWithTimesRequest = v.object({
  group_id: groupId,
  /** Members per page; what tells this call from the list with page numbers. */
  limit: pageSize,
  /** The `cursor` of the page before. */
  cursor: v.optional(v.string()),
  /** `asc` is oldest first. */
  sort: v.optional(v.picklist(['asc', 'desc'])),
});
export interface ListMembersWithTimesRequest
  extends v.InferInput<typeof listMembersWithTimesRequest> {}

/** A member as the list by cursor shows him when it tells times. */
export const timedMember = v.object({
  member_name: v.optional(v.string()),
  /** Milliseconds since 1970. */
  joined_time: v.optional(v.number()),
});
export interface TimedMember extends v.InferOutput<typeof timedMember> {}

export const listMembersWithTimesResponse = v.object({
  ...envelope,
  entities: noEntities,
  /** Without the owner. */
  data: v.optional(v.array(timedMember)),
  /** Absent on the last page. */
  cursor: v.nullish(v.string()),
});
export interface ListMembersWithTimesResponse
  extends v.InferOutput<typeof listMembersWithTimesResponse> {}

export const addMemberRequest = v.object({
  group_id: groupId,
  username,
  /** Whether members are told; true by default. */
  need_notify: v.optional(v.boolean()),
});
export interface AddMemberRequest extends v.InferInput<typeof addMemberRequest> {}

export const addMemberResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(userOutcome),
});
export interface AddMemberResponse extends v.InferOutput<typeof addMemberResponse> {}

export const addMembersRequest = v.object({
  group_id: groupId,
  usernames,
  /** Whether members are told; true by default. */
  need_notify: v.optional(v.boolean()),
});
export interface AddMembersRequest extends v.InferInput<typeof addMembersRequest> {}

export const addMembersResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(
    v.object({
      /** Only those who were added now, in any order. */
      newmembers: v.optional(v.array(v.string())),
      action: v.optional(v.string()),
      groupid: v.optional(v.string()),
    }),
  ),
});
export interface AddMembersResponse extends v.InferOutput<typeof addMembersResponse> {}

export const removeMemberRequest = v.object({ group_id: groupId, username });
export interface RemoveMemberRequest extends v.InferInput<typeof removeMemberRequest> {}

export const removeMemberResponse = userOutcomesResponse;
export interface RemoveMemberResponse extends v.InferOutput<typeof removeMemberResponse> {}

export const removeMembersRequest = v.object({ group_id: groupId, usernames });
export interface RemoveMembersRequest extends v.InferInput<typeof removeMembersRequest> {}

export const removeMembersResponse = userOutcomesResponse;
export interface RemoveMembersResponse extends v.InferOutput<typeof removeMembersResponse> {}

export const isMemberRequest = v.object({ group_id: groupId, username });
export interface IsMemberRequest extends v.InferInput<typeof isMemberRequest> {}

export const isMemberResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.boolean()),
});
export interface IsMemberResponse extends v.InferOutput<typeof isMemberResponse> {}

export const countOnlineMembersRequest = v.object({ group_id: groupId });
export interface CountOnlineMembersRequest extends v.InferInput<typeof countOnlineMembersRequest> {}

/** Nothing is around the number. */
export const countOnlineMembersResponse = v.object({ result: v.number() });
export interface CountOnlineMembersResponse
  extends v.InferOutput<typeof countOnlineMembersResponse> {}
