import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  envelope,
  groupId,
  noEntities,
  pageNumber,
  pageSize,
  text,
  username,
  usernames,
} from './common.ts';
import { refusedFields } from './failures.ts';
import { nextCursor, nextNumber } from './next-page.ts';
import { fiftyPerSecond, hundredPerSecond } from './rates.ts';
import { easemobTextLengths as lengths } from './text-lengths.ts';

export const listGroupsRequest = v.object({
  /** Groups per page; 10 by default, cut to 1000. */
  limit: v.optional(pageSize),
  /** The `cursor` of the page before. */
  cursor: v.optional(v.string()),
});
export interface ListGroupsRequest extends v.InferInput<typeof listGroupsRequest> {}

/** A group as the list of the app's groups shows it. */
export const listedGroup = v.object({
  groupid: v.optional(v.string()),
  groupname: v.optional(v.string()),
  /** With the app in front: `{org}#{app}_{username}`. */
  owner: v.optional(v.string()),
  /** Number of members including the owner. */
  affiliations: v.optional(v.number()),
  /** Always `group`. */
  type: v.optional(v.string()),
  /** Milliseconds since 1970, as text. */
  last_modified: v.optional(v.string()),
  /** The newer name of `last_modified`. */
  lastModified: v.optional(v.string()),
});
export interface ListedGroup extends v.InferOutput<typeof listedGroup> {}

export const listGroupsResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.array(listedGroup)),
  /** Absent on the last page. */
  cursor: v.nullish(v.string()),
});
export interface ListGroupsResponse extends v.InferOutput<typeof listGroupsResponse> {}

export const listJoinedGroupsRequest = v.object({
  username,
  /** Groups per page, at most 100; without it up to 500 groups come at once. */
  pagesize: v.optional(pageSize),
  /** From 1. */
  pagenum: v.optional(pageNumber),
});
export interface ListJoinedGroupsRequest extends v.InferInput<typeof listJoinedGroupsRequest> {}

export const joinedGroup = v.object({
  groupid: v.optional(v.string()),
  groupname: v.optional(v.string()),
});
export interface JoinedGroup extends v.InferOutput<typeof joinedGroup> {}

export const listJoinedGroupsResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.array(joinedGroup)),
  cursor: v.nullish(v.string()),
});
export interface ListJoinedGroupsResponse extends v.InferOutput<typeof listJoinedGroupsResponse> {}

export const listUserGroupsRequest = v.object({
  username,
  /** Groups per page, 5 by default, cut to 20. */
  pagesize: v.optional(pageSize),
  /** From 0. */
  pagenum: v.optional(pageNumber),
  /** Asks for the number of members of each group. */
  needAffiliations: v.optional(v.boolean()),
  /** Asks for the role of the user in each group. */
  needRole: v.optional(v.boolean()),
});
export interface ListUserGroupsRequest extends v.InferInput<typeof listUserGroupsRequest> {}

/** A group as the list of a user's groups shows it. */
export const userGroup = v.object({
  /** The same as `id`. */
  groupId: v.optional(v.string()),
  id: v.optional(v.string()),
  name: v.optional(v.string()),
  description: v.optional(v.string()),
  avatar: v.optional(v.string()),
  /** A plain user name. */
  owner: v.optional(v.string()),
  public: v.optional(v.boolean()),
  membersonly: v.optional(v.boolean()),
  allowinvites: v.optional(v.boolean()),
  disabled: v.optional(v.boolean()),
  maxusers: v.optional(v.number()),
  /** Milliseconds since 1970. */
  created: v.optional(v.number()),
  /** Number of members including the owner; with `needAffiliations`. */
  affiliations_count: v.optional(v.number()),
  /** `owner`, `admin` or `member`; with `needRole`. */
  permission: v.optional(v.string()),
});
export interface UserGroup extends v.InferOutput<typeof userGroup> {}

export const listUserGroupsResponse = v.object({
  ...envelope,
  entities: v.optional(v.array(userGroup)),
  /** Number of all groups of the user. */
  total: v.optional(v.number()),
});
export interface ListUserGroupsResponse extends v.InferOutput<typeof listUserGroupsResponse> {}

export const countJoinedGroupsRequest = v.object({ username });
export interface CountJoinedGroupsRequest extends v.InferInput<typeof countJoinedGroupsRequest> {}

export const countJoinedGroupsResponse = v.object({
  ...envelope,
  entities: noEntities,
  /** Number of all groups of the user. */
  data: v.optional(v.number()),
});
export interface CountJoinedGroupsResponse
  extends v.InferOutput<typeof countJoinedGroupsResponse> {}

export const getGroupsRequest = v.object({
  /** At most 100 ids. */
  group_ids: v.pipe(v.array(groupId), v.minLength(1)),
  /** Asks for the time at which each member joined. */
  joined_time: v.optional(v.boolean()),
});
export interface GetGroupsRequest extends v.InferInput<typeof getGroupsRequest> {}

/** A member in group details: an object with one key that tells the role. Admins come as `member`. */
export const affiliation = v.object({
  owner: v.optional(v.string()),
  admin: v.optional(v.string()),
  member: v.optional(v.string()),
  /** Milliseconds since 1970; only when asked for. */
  joined_time: v.optional(v.number()),
});

export const groupDetail = v.object({
  id: v.optional(v.string()),
  name: v.optional(v.string()),
  description: v.optional(v.string()),
  public: v.optional(v.boolean()),
  membersonly: v.optional(v.boolean()),
  allowinvites: v.optional(v.boolean()),
  invite_need_confirm: v.optional(v.boolean()),
  maxusers: v.optional(v.number()),
  /** Number of members including the owner. */
  affiliations_count: v.optional(v.number()),
  /** Up to 10,000 members; absent in some answers. */
  affiliations: v.optional(v.array(affiliation)),
  /** A plain user name; older clusters tell the owner only in `affiliations`. */
  owner: v.optional(v.string()),
  /** Milliseconds since 1970. */
  created: v.optional(v.number()),
  custom: v.optional(v.string()),
  /** True if everybody is muted. */
  mute: v.optional(v.boolean()),
  disabled: v.optional(v.boolean()),
  avatar: v.optional(v.string()),
  /** `normal` or `large`. */
  scale: v.optional(v.string()),
  permission: v.optional(v.string()),
});
export interface GroupDetail extends v.InferOutput<typeof groupDetail> {}

export const getGroupsResponse = v.object({
  ...envelope,
  entities: noEntities,
  /** In no certain order; a missing group is absent, or an element without an id. */
  data: v.optional(v.array(groupDetail)),
});
export interface GetGroupsResponse extends v.InferOutput<typeof getGroupsResponse> {}

/** Display name, at most 128 characters. */
const groupName = text(lengths.groupname.max);

export const createGroupRequest = v.object({
  /** At most 128 characters. */
  groupname: v.optional(groupName),
  /** At most 512 characters. */
  description: v.optional(text(lengths.description.max)),
  /** Old name of `description`; send one of them. */
  desc: v.optional(text(lengths.description.max)),
  /** Lets users find the group and apply to it. */
  public: v.boolean(),
  /** Members at most, the owner included; 200 by default, at most what the plan allows. */
  maxusers: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Requires approval of joining; for public groups only. */
  membersonly: v.optional(v.boolean()),
  /** Old name of `membersonly`. */
  members_only: v.optional(v.boolean()),
  /** Another old name of `membersonly`. */
  approval: v.optional(v.boolean()),
  /** Lets any member invite; for private groups only. */
  allowinvites: v.optional(v.boolean()),
  /** Requires the consent of invited users; true by default. */
  invite_need_confirm: v.optional(v.boolean()),
  /** Must exist. */
  owner: username,
  /** Members from the start, without the owner. */
  members: v.optional(usernames),
  /** Anything of your own, at most 8 KB. */
  custom: v.optional(v.pipe(v.string(), v.maxBytes(8192))),
  /** A URL of at most 1024 characters. */
  avatar: v.optional(text(lengths.avatar.max)),
  /** An id of your own; the vendor must have switched this on for the app. */
  groupid: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z0-9]{1,64}$/, 'an id of your own is 1 to 64 of a-z and 0-9')),
  ),
  /** `large` for a group of more than 3,000 members. */
  scale: v.optional(v.string()),
  need_verify: v.optional(v.boolean()),
});
export interface CreateGroupRequest extends v.InferInput<typeof createGroupRequest> {}

export const createGroupResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ groupid: v.optional(v.string()) })),
});
export interface CreateGroupResponse extends v.InferOutput<typeof createGroupResponse> {}

export const updateGroupRequest = v.object({
  group_id: groupId,
  /** At most 128 characters; older clusters refuse a `/`. */
  groupname: v.optional(groupName),
  /** Another name of `groupname`. */
  name: v.optional(groupName),
  /** At most 512 characters; older clusters refuse a `/`. */
  description: v.optional(text(lengths.description.max)),
  maxusers: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  membersonly: v.optional(v.boolean()),
  allowinvites: v.optional(v.boolean()),
  invite_need_confirm: v.optional(v.boolean()),
  public: v.optional(v.boolean()),
  /** At most 8 KB. */
  custom: v.optional(v.pipe(v.string(), v.maxBytes(8192))),
  /** A URL of at most 1024 characters. */
  avatar: v.optional(text(lengths.avatar.max)),
  need_verify: v.optional(v.boolean()),
});
export interface UpdateGroupRequest extends v.InferInput<typeof updateGroupRequest> {}

export const updateGroupResponse = v.object({
  ...envelope,
  entities: noEntities,
  /** For each field that was sent, whether it was changed. */
  data: v.optional(v.record(v.string(), v.boolean())),
});
export interface UpdateGroupResponse extends v.InferOutput<typeof updateGroupResponse> {}

export const deleteGroupRequest = v.object({ group_id: groupId });
export interface DeleteGroupRequest extends v.InferInput<typeof deleteGroupRequest> {}

export const deleteGroupResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ success: v.optional(v.boolean()), groupid: v.optional(v.string()) })),
});
export interface DeleteGroupResponse extends v.InferOutput<typeof deleteGroupResponse> {}

/** True if a group is disabled now. */
const disabledResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ disabled: v.optional(v.boolean()) })),
});

export const disableGroupRequest = v.object({ group_id: groupId });
export interface DisableGroupRequest extends v.InferInput<typeof disableGroupRequest> {}

export const disableGroupResponse = disabledResponse;
export interface DisableGroupResponse extends v.InferOutput<typeof disableGroupResponse> {}

export const enableGroupRequest = v.object({ group_id: groupId });
export interface EnableGroupRequest extends v.InferInput<typeof enableGroupRequest> {}

export const enableGroupResponse = disabledResponse;
export interface EnableGroupResponse extends v.InferOutput<typeof enableGroupResponse> {}

/**
 * Groups.
 *
 * @title 群组
 */
export const groupEndpoints = {
  /**
   * Lists the groups of the app, newest first.
   *
   * @title 分页获取 APP 下的群组
   * @see https://doc.easemob.com/document/server-side/group_obtain_total.html
   */
  listGroups: endpoint<ListGroupsRequest, ListGroupsResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups',
    request: listGroupsRequest,
    response: listGroupsResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextCursor(request, response.cursor),
  }),

  /**
   * Lists the groups a user has joined (old path).
   * Without page fields up to 500 groups come at once. Newer clusters document `listUserGroups` instead; this path still answers.
   *
   * @title 获取一个用户参与的所有群组
   * @see https://doc.easemob.com/document/server-side/group_obtain_joined.html
   */
  listJoinedGroups: endpoint<ListJoinedGroupsRequest, ListJoinedGroupsResponse, 'page'>({
    method: 'GET',
    path: '/users/{username}/joined_chatgroups',
    request: listJoinedGroupsRequest,
    response: listJoinedGroupsResponse,
    repeat: 'read',
    limits: { rate: fiftyPerSecond, asOf: '2026-02' },
    page: (request, response) =>
      request.pagesize === undefined ? undefined : nextNumber(request, response.data, 1),
  }),

  /**
   * Lists the groups a user has joined (new path).
   * At most 20 groups per page, and page numbers start at 0. The payload is in `entities`. `needAffiliations` and `needRole`
   * are on no page: the vendor's own clients send them.
   *
   * @title 获取一个用户加入的所有群组（新路径）
   * @see https://doc.easemob.com/document/server-side/group_obtain_joined.html
   */
  listUserGroups: endpoint<ListUserGroupsRequest, ListUserGroupsResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/user/{username}',
    request: listUserGroupsRequest,
    response: listUserGroupsResponse,
    repeat: 'read',
    limits: { rate: fiftyPerSecond, asOf: '2026-02' },
    page: (request, response) => nextNumber(request, response.entities, 0),
  }),

  /**
   * Counts the groups a user has joined.
   * No page describes it: the vendor's own clients call it (easemob-websdk 4.21.1).
   *
   * @title 获取一个用户加入的群组数量
   * @see https://doc.easemob.com/document/server-side/group_obtain_joined.html
   */
  countJoinedGroups: endpoint<CountJoinedGroupsRequest, CountJoinedGroupsResponse>({
    method: 'GET',
    path: '/chatgroups/user/{username}/joined_count',
    request: countJoinedGroupsRequest,
    response: countJoinedGroupsResponse,
    repeat: 'read',
    limits: { rate: fiftyPerSecond, asOf: '2026-09' },
  }),

  /**
   * Reads the details of up to 100 groups.
   * The answer has them in no certain order and leaves missing groups out; when none exists it is a 404. `joined_time` is on
   * no page: the vendor's own clients send it.
   *
   * @title 获取群组详情
   * @see https://doc.easemob.com/document/server-side/group_obtain_detail.html
   */
  getGroups: endpoint<GetGroupsRequest, GetGroupsResponse>({
    method: 'GET',
    path: '/chatgroups/{group_ids}',
    request: getGroupsRequest,
    response: getGroupsResponse,
    repeat: 'read',
    limits: { items: { field: 'group_ids', max: 100 }, rate: hundredPerSecond, asOf: '2025-12' },
  }),

  /**
   * Creates a group.
   * Without a `groupid` of your own the call must not be repeated after a lost answer: there would be two groups.
   *
   * @title 创建一个群组
   * @see https://doc.easemob.com/document/server-side/group_create.html
   */
  createGroup: endpoint<CreateGroupRequest, CreateGroupResponse>({
    method: 'POST',
    path: '/chatgroups',
    request: createGroupRequest,
    response: createGroupResponse,
    repeat: { safeWith: 'groupid' },
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Changes the properties of a group.
   * The answer tells for each field whether it was changed; a field answered `false` was not.
   *
   * @title 修改群组信息
   * @see https://doc.easemob.com/document/server-side/group_modify.html
   */
  updateGroup: endpoint<UpdateGroupRequest, UpdateGroupResponse, 'failures'>({
    method: 'PUT',
    path: '/chatgroups/{group_id}',
    request: updateGroupRequest,
    response: updateGroupResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: refusedFields,
  }),

  /**
   * Disables a group.
   * Nobody can write or read in it and its threads, and everything but reading and enabling it is refused.
   *
   * @title 封禁群组
   * @see https://doc.easemob.com/document/server-side/group_ban.html
   */
  disableGroup: endpoint<DisableGroupRequest, DisableGroupResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/disable',
    request: disableGroupRequest,
    response: disableGroupResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Enables a disabled group.
   *
   * @title 解禁群组
   * @see https://doc.easemob.com/document/server-side/group_unban.html
   */
  enableGroup: endpoint<EnableGroupRequest, EnableGroupResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/enable',
    request: enableGroupRequest,
    response: enableGroupResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Dissolves a group, for good.
   *
   * @title 删除群组
   * @see https://doc.easemob.com/document/server-side/group_delete.html
   */
  deleteGroup: endpoint<DeleteGroupRequest, DeleteGroupResponse>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}',
    request: deleteGroupRequest,
    response: deleteGroupResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
