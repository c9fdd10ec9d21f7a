import * as v from 'valibot';
import {
  count,
  envelope,
  flag,
  groupId,
  integer,
  memberCustomField,
  memberProfile,
  uint32,
  userId,
} from './common.ts';

const memberFilters = {
  /** Fields of the profile; all but `OnlineStatus` by default. */
  MemberInfoFilter: v.optional(v.array(v.string())),
  /** Only members with one of these roles. */
  MemberRoleFilter: v.optional(v.array(v.picklist(['Owner', 'Admin', 'Member']))),
  /** Keys of custom fields of the members. */
  AppDefinedDataFilter_GroupMember: v.optional(v.array(v.string())),
};

export const getGroupMemberInfoRequest = v.object({
  GroupId: groupId,
  ...memberFilters,
  /** Members per page: by the page's text at most 200 (communities 100), by its field table 6,000; absent = all. */
  Limit: v.optional(v.pipe(count, v.maxValue(6_000))),
  /** Default 0; not for communities. */
  Offset: v.optional(count),
  /** Communities only, and needed there: `""` first, then the value returned. */
  Next: v.optional(v.string()),
});
export interface GetGroupMemberInfoRequest extends v.InferInput<typeof getGroupMemberInfoRequest> {}

export const getGroupMemberInfoResponse = v.object({
  ...envelope,
  /** All members of the group, also when a role filter is used. */
  MemberNum: v.optional(integer),
  MemberList: v.optional(v.array(memberProfile)),
  /** Communities only; `""` = complete. */
  Next: v.optional(v.string()),
});
export interface GetGroupMemberInfoResponse
  extends v.InferInput<typeof getGroupMemberInfoResponse> {}

export const getSpecifiedGroupMemberInfoRequest = v.object({
  GroupId: groupId,
  /** At most 50. */
  Member_List_Account: v.array(userId),
  ...memberFilters,
});
export interface GetSpecifiedGroupMemberInfoRequest
  extends v.InferInput<typeof getSpecifiedGroupMemberInfoRequest> {}

export const getSpecifiedGroupMemberInfoResponse = v.object({
  ...envelope,
  GroupId: v.optional(v.string()),
  /** Those who are members; the others are absent. */
  MemberList: v.optional(v.array(memberProfile)),
});
export interface GetSpecifiedGroupMemberInfoResponse
  extends v.InferInput<typeof getSpecifiedGroupMemberInfoResponse> {}

export const addGroupMemberRequest = v.object({
  GroupId: groupId,
  /** 1 = nobody is notified. Default 0. */
  Silence: v.optional(flag),
  /** At most 20 by the newest page, 300 by the international ones. */
  MemberList: v.array(v.object({ Member_Account: userId })),
});
export interface AddGroupMemberRequest extends v.InferInput<typeof addGroupMemberRequest> {}

/** What happened to one account. */
const addedMember = v.object({
  Member_Account: v.string(),
  /** 0 failed, 1 added, 2 already a member, 3 waits for the invitee or an admin. */
  Result: v.optional(integer),
});
export interface AddedMember extends v.InferInput<typeof addedMember> {}

export const addGroupMemberResponse = v.object({
  ...envelope,
  MemberList: v.optional(v.array(addedMember)),
});
export interface AddGroupMemberResponse extends v.InferInput<typeof addGroupMemberResponse> {}

export const deleteGroupMemberRequest = v.object({
  GroupId: groupId,
  /** 1 = silent. Default 0. */
  Silence: v.optional(flag),
  /** Shown in the notice. */
  Reason: v.optional(v.string()),
  /** At most 100. */
  MemberToDel_Account: v.array(userId),
});
export interface DeleteGroupMemberRequest extends v.InferInput<typeof deleteGroupMemberRequest> {}

export const deleteGroupMemberResponse = v.object(envelope);
export interface DeleteGroupMemberResponse extends v.InferInput<typeof deleteGroupMemberResponse> {}

export const modifyGroupMemberInfoRequest = v.object({
  GroupId: groupId,
  Member_Account: userId,
  /** The owner is changed by `changeGroupOwner` only. */
  Role: v.optional(v.picklist(['Admin', 'Member'])),
  MsgFlag: v.optional(
    v.picklist(['AcceptAndNotify', 'AcceptNotNotify', 'Discard', 'AcceptNotNotifyExceptAt']),
  ),
  /** Name shown in this group, at most 50 bytes of UTF-8. */
  NameCard: v.optional(v.pipe(v.string(), v.maxBytes(50))),
  AppMemberDefinedData: v.optional(v.array(memberCustomField)),
  /** Seconds from now; 0 = unmute. Not for `Private`. */
  MuteTime: v.optional(uint32),
});
export interface ModifyGroupMemberInfoRequest
  extends v.InferInput<typeof modifyGroupMemberInfoRequest> {}

export const modifyGroupMemberInfoResponse = v.object(envelope);
export interface ModifyGroupMemberInfoResponse
  extends v.InferInput<typeof modifyGroupMemberInfoResponse> {}

export const getRoleInGroupRequest = v.object({
  GroupId: groupId,
  /** At most 500. */
  User_Account: v.array(userId),
});
export interface GetRoleInGroupRequest extends v.InferInput<typeof getRoleInGroupRequest> {}

export const getRoleInGroupResponse = v.object({
  ...envelope,
  UserIdList: v.optional(
    v.array(
      v.object({
        Member_Account: v.string(),
        /** `Owner`, `Admin`, `Member` or `NotMember`. */
        Role: v.optional(v.string()),
      }),
    ),
  ),
});
export interface GetRoleInGroupResponse extends v.InferInput<typeof getRoleInGroupResponse> {}
