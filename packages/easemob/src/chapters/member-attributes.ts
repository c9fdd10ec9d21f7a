import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId, username, usernames } from './common.ts';
import { failedAttributes } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

/** Attributes of a member by key: keys of at most 16 bytes, values of at most 512, 4 KB in all. */
const attributes = v.record(
  v.pipe(v.string(), v.maxBytes(16)),
  v.pipe(v.string(), v.maxBytes(512)),
);

/** Attributes of a member as an answer shows them. */
const listedAttributes = v.record(v.string(), v.string());

/** Answers about attributes have no more around their payload than this. */
const timing = { timestamp: envelope.timestamp, duration: envelope.duration };

export const setMemberAttributesRequest = v.object({
  group_id: groupId,
  username,
  /** With a capital D. An empty value deletes its key; keys that are not named stay. */
  metaData: attributes,
});
export interface SetMemberAttributesRequest
  extends v.InferInput<typeof setMemberAttributesRequest> {}

export const setMemberAttributesResponse = v.object({
  ...timing,
  /** The attributes that were just set. */
  data: v.optional(listedAttributes),
});
export interface SetMemberAttributesResponse
  extends v.InferOutput<typeof setMemberAttributesResponse> {}

export const setManyMemberAttributesRequest = v.object({
  group_id: groupId,
  /** At most 20; the body of the call is this list. */
  members: v.pipe(
    v.array(
      v.object({
        username,
        /** In lower case here. An empty value deletes its key; keys that are not named stay. */
        metadata: attributes,
      }),
    ),
    v.minLength(1),
  ),
});
export interface SetManyMemberAttributesRequest
  extends v.InferInput<typeof setManyMemberAttributesRequest> {}

/** A member and the attributes that were to be set. */
export const memberAttributes = v.object({
  username: v.optional(v.string()),
  metadata: v.optional(listedAttributes),
});
export interface MemberAttributes extends v.InferOutput<typeof memberAttributes> {}

export const setManyMemberAttributesResponse = v.object({
  ...timing,
  data: v.optional(
    v.object({
      updateMetadataSucceeded: v.optional(v.array(memberAttributes)),
      updateMetadataFailed: v.optional(v.array(memberAttributes)),
      /** The service writes the two names with a colon inside. */
      'updateMetadataSucceeded:': v.optional(v.array(memberAttributes)),
      'updateMetadataFailed:': v.optional(v.array(memberAttributes)),
    }),
  ),
});
export interface SetManyMemberAttributesResponse
  extends v.InferOutput<typeof setManyMemberAttributesResponse> {}

export const getMemberAttributesRequest = v.object({ group_id: groupId, username });
export interface GetMemberAttributesRequest
  extends v.InferInput<typeof getMemberAttributesRequest> {}

export const getMemberAttributesResponse = v.object({
  ...timing,
  /** `{}` when there are none. */
  data: v.optional(listedAttributes),
});
export interface GetMemberAttributesResponse
  extends v.InferOutput<typeof getMemberAttributesResponse> {}

export const getManyMemberAttributesRequest = v.object({
  group_id: groupId,
  /** At most 10 members. */
  targets: usernames,
  /** Keys to read; all of them when there are none. */
  properties: v.optional(v.array(v.string())),
});
export interface GetManyMemberAttributesRequest
  extends v.InferInput<typeof getManyMemberAttributesRequest> {}

export const getManyMemberAttributesResponse = v.object({
  ...timing,
  /** Attributes by user name; a member without any may be missing. */
  data: v.optional(v.record(v.string(), listedAttributes)),
});
export interface GetManyMemberAttributesResponse
  extends v.InferOutput<typeof getManyMemberAttributesResponse> {}

/**
 * Member attributes.
 *
 * Attributes of your own that a member has in a group. The vendor must have switched them on for the app.
 *
 * @title 群成员自定义属性
 */
export const memberAttributeEndpoints = {
  /**
   * Sets attributes of one member.
   * An empty value deletes its key; keys that are not named stay. A member has at most 4 KB of attributes.
   *
   * @title 设置群成员自定义属性
   * @see https://doc.easemob.com/document/server-side/group_member_attribute_set.html
   */
  setMemberAttributes: endpoint<SetMemberAttributesRequest, SetMemberAttributesResponse>({
    method: 'PUT',
    path: '/metadata/chatgroup/{group_id}/user/{username}',
    request: setMemberAttributesRequest,
    response: setMemberAttributesResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Sets attributes of up to 20 members.
   * The call succeeds also when some were refused; one user outside the group fails it as a whole.
   *
   * @title 批量设置群成员自定义属性
   * @see https://doc.easemob.com/document/server-side/group_member_attribute_set_batch.html
   */
  setManyMemberAttributes: endpoint<
    SetManyMemberAttributesRequest,
    SetManyMemberAttributesResponse,
    'failures'
  >({
    method: 'PUT',
    path: '/metadata/chatgroup/{group_id}/users/batch',
    request: setManyMemberAttributesRequest,
    response: setManyMemberAttributesResponse,
    repeat: 'safe',
    limits: { items: { field: 'members', max: 20 }, rate: hundredPerSecond, asOf: '2025-12' },
    body: { field: 'members' },
    failures: failedAttributes,
  }),

  /**
   * Reads all attributes of one member.
   *
   * @title 获取单个群成员的所有自定义属性
   * @see https://doc.easemob.com/document/server-side/group_member_attribute_get.html
   */
  getMemberAttributes: endpoint<GetMemberAttributesRequest, GetMemberAttributesResponse>({
    method: 'GET',
    path: '/metadata/chatgroup/{group_id}/user/{username}',
    request: getMemberAttributesRequest,
    response: getMemberAttributesResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Reads attributes of up to 10 members, all or some keys.
   *
   * @title 根据属性 key 获取多个群成员的自定义属性
   * @see https://doc.easemob.com/document/server-side/group_member_attribute_get_by_key.html
   */
  getManyMemberAttributes: endpoint<
    GetManyMemberAttributesRequest,
    GetManyMemberAttributesResponse
  >({
    method: 'POST',
    path: '/metadata/chatgroup/{group_id}/get',
    request: getManyMemberAttributesRequest,
    response: getManyMemberAttributesResponse,
    repeat: 'read',
    limits: { items: { field: 'targets', max: 10 }, rate: hundredPerSecond, asOf: '2025-12' },
  }),
};
