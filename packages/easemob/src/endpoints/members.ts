import { endpoint } from '@imgroups/core';
import {
  type AddMemberRequest,
  type AddMemberResponse,
  type AddMembersRequest,
  type AddMembersResponse,
  addMemberRequest,
  addMemberResponse,
  addMembersRequest,
  addMembersResponse,
  type CountOnlineMembersRequest,
  type CountOnlineMembersResponse,
  countOnlineMembersRequest,
  countOnlineMembersResponse,
  type IsMemberRequest,
  type IsMemberResponse,
  isMemberRequest,
  isMemberResponse,
  type ListMembersByCursorRequest,
  type ListMembersByCursorResponse,
  type ListMembersRequest,
  type ListMembersResponse,
  type ListMembersWithTimesRequest,
  type ListMembersWithTimesResponse,
  listMembersByCursorRequest,
  listMembersByCursorResponse,
  listMembersRequest,
  listMembersResponse,
  listMembersWithTimesRequest,
  listMembersWithTimesResponse,
  type RemoveMemberRequest,
  type RemoveMemberResponse,
  type RemoveMembersRequest,
  type RemoveMembersResponse,
  removeMemberRequest,
  removeMemberResponse,
  removeMembersRequest,
  removeMembersResponse,
} from '../schemas/members.ts';
import { failedUsers } from './failures.ts';
import { nextCursor, nextNumber } from './next-page.ts';
import { hundredPerSecond } from './rates.ts';

/** Who is in a group. */
export const memberEndpoints = {
  /**
   * Lists the members of a group by cursor, without the owner.
   * Not in the public pages; the official Java SDK uses it.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_list_obtain.html
   */
  listMembersByCursor: endpoint<ListMembersByCursorRequest, ListMembersByCursorResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/{group_id}/users',
    summary: 'Lists the members of a group by cursor, without the owner.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_list_obtain.html',
    request: listMembersByCursorRequest,
    response: listMembersByCursorResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    fixedQuery: { version: 'v3' },
    page: (request, response) => nextCursor(request, response.cursor),
  }),

  /**
   * Lists the members of a group by cursor, without the owner and with the times of joining.
   * Not in the public pages; the client SDKs use it.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_list_obtain.html
   */
  listMembersWithTimes: endpoint<ListMembersWithTimesRequest, ListMembersWithTimesResponse, 'page'>(
    {
      method: 'GET',
      path: '/chatgroups/{group_id}/users',
      summary:
        'Lists the members of a group by cursor, without the owner and with the times of joining.',
      docs: 'https://doc.easemob.com/document/server-side/group_member_list_obtain.html',
      request: listMembersWithTimesRequest,
      response: listMembersWithTimesResponse,
      repeat: 'read',
      limits: { rate: hundredPerSecond, asOf: '2026-02' },
      fixedQuery: { joined_time: 'true' },
      page: (request, response) => nextCursor(request, response.cursor),
    },
  ),

  /**
   * Lists the members of a group page by page, the owner among them.
   * Page numbers start at 1. Admins come as `member`.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_list_obtain.html
   */
  listMembers: endpoint<ListMembersRequest, ListMembersResponse, 'page'>({
    method: 'GET',
    path: '/chatgroups/{group_id}/users',
    summary: 'Lists the members of a group page by page, the owner among them.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_list_obtain.html',
    request: listMembersRequest,
    response: listMembersResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    page: (request, response) => nextNumber(request, response.data, 1),
  }),

  /**
   * Adds a user to a group.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_add_single.html
   */
  addMember: endpoint<AddMemberRequest, AddMemberResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/users/{username}',
    summary: 'Adds a user to a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_add_single.html',
    request: addMemberRequest,
    response: addMemberResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    query: ['need_notify'],
  }),

  /**
   * Adds up to 60 users to a group.
   * Those who are members already are left out of `newmembers`; one user who does not exist fails the whole call.
   *
   * @see https://doc.easemob.com/document/server-side/group_members_add_batch.html
   */
  addMembers: endpoint<AddMembersRequest, AddMembersResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/users',
    summary: 'Adds up to 60 users to a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_members_add_batch.html',
    request: addMembersRequest,
    response: addMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    query: ['need_notify'],
  }),

  /**
   * Removes a member from a group.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_remove_single.html
   */
  removeMember: endpoint<RemoveMemberRequest, RemoveMemberResponse, 'failures'>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/users/{username}',
    summary: 'Removes a member from a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_remove_single.html',
    request: removeMemberRequest,
    response: removeMemberResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedUsers,
  }),

  /**
   * Removes up to 60 members from a group.
   * The names stand in the URL, which may have 4 KB. The answer is an object for one name and a list for several.
   *
   * @see https://doc.easemob.com/document/server-side/group_members_remove_batch.html
   */
  removeMembers: endpoint<RemoveMembersRequest, RemoveMembersResponse, 'failures'>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/users/{usernames}',
    summary: 'Removes up to 60 members from a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_members_remove_batch.html',
    request: removeMembersRequest,
    response: removeMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Tells whether a user is a member of a group.
   *
   * @see https://doc.easemob.com/document/server-side/group_check_joined.html
   */
  isMember: endpoint<IsMemberRequest, IsMemberResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/user/{username}/is_joined',
    summary: 'Tells whether a user is a member of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_check_joined.html',
    request: isMemberRequest,
    response: isMemberResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Counts the members of a group who are online.
   * The vendor must have switched this on for the app.
   *
   * @see https://doc.easemob.com/document/server-side/presence_group_online_count_obtain.html
   */
  countOnlineMembers: endpoint<CountOnlineMembersRequest, CountOnlineMembersResponse>({
    method: 'GET',
    path: '/presence/online/{group_id}/type/1',
    summary: 'Counts the members of a group who are online.',
    docs: 'https://doc.easemob.com/document/server-side/presence_group_online_count_obtain.html',
    request: countOnlineMembersRequest,
    response: countOnlineMembersResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
