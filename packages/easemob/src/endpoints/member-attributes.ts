import { endpoint } from '@imgroups/core/adapter';
import {
  type GetManyMemberAttributesRequest,
  type GetManyMemberAttributesResponse,
  type GetMemberAttributesRequest,
  type GetMemberAttributesResponse,
  getManyMemberAttributesRequest,
  getManyMemberAttributesResponse,
  getMemberAttributesRequest,
  getMemberAttributesResponse,
  type SetManyMemberAttributesRequest,
  type SetManyMemberAttributesResponse,
  type SetMemberAttributesRequest,
  type SetMemberAttributesResponse,
  setManyMemberAttributesRequest,
  setManyMemberAttributesResponse,
  setMemberAttributesRequest,
  setMemberAttributesResponse,
} from '../schemas/member-attributes.ts';
import { failedAttributes } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

/** Attributes of your own that a member has in a group. The vendor must have switched them on for the app. */
export const memberAttributeEndpoints = {
  /**
   * Sets attributes of one member.
   * An empty value deletes its key; keys that are not named stay. A member has at most 4 KB of attributes.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_attribute_set.html
   */
  setMemberAttributes: endpoint<SetMemberAttributesRequest, SetMemberAttributesResponse>({
    method: 'PUT',
    path: '/metadata/chatgroup/{group_id}/user/{username}',
    summary: 'Sets attributes of one member.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_attribute_set.html',
    request: setMemberAttributesRequest,
    response: setMemberAttributesResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Sets attributes of up to 20 members.
   * The call succeeds also when some were refused; one user outside the group fails it as a whole.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_attribute_set_batch.html
   */
  setManyMemberAttributes: endpoint<
    SetManyMemberAttributesRequest,
    SetManyMemberAttributesResponse,
    'failures'
  >({
    method: 'PUT',
    path: '/metadata/chatgroup/{group_id}/users/batch',
    summary: 'Sets attributes of up to 20 members.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_attribute_set_batch.html',
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
   * @see https://doc.easemob.com/document/server-side/group_member_attribute_get.html
   */
  getMemberAttributes: endpoint<GetMemberAttributesRequest, GetMemberAttributesResponse>({
    method: 'GET',
    path: '/metadata/chatgroup/{group_id}/user/{username}',
    summary: 'Reads all attributes of one member.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_attribute_get.html',
    request: getMemberAttributesRequest,
    response: getMemberAttributesResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Reads attributes of up to 10 members, all or some keys.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_attribute_get_by_key.html
   */
  getManyMemberAttributes: endpoint<
    GetManyMemberAttributesRequest,
    GetManyMemberAttributesResponse
  >({
    method: 'POST',
    path: '/metadata/chatgroup/{group_id}/get',
    summary: 'Reads attributes of up to 10 members, all or some keys.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_attribute_get_by_key.html',
    request: getManyMemberAttributesRequest,
    response: getManyMemberAttributesResponse,
    repeat: 'read',
    limits: { items: { field: 'targets', max: 10 }, rate: hundredPerSecond, asOf: '2025-12' },
  }),
};
