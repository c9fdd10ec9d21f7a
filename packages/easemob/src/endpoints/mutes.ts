import { endpoint } from '@imgroups/core/adapter';
import {
  type ListMutesRequest,
  type ListMutesResponse,
  listMutesRequest,
  listMutesResponse,
  type MuteAllRequest,
  type MuteAllResponse,
  type MuteMembersRequest,
  type MuteMembersResponse,
  muteAllRequest,
  muteAllResponse,
  muteMembersRequest,
  muteMembersResponse,
  type UnmuteAllRequest,
  type UnmuteAllResponse,
  type UnmuteMembersRequest,
  type UnmuteMembersResponse,
  unmuteAllRequest,
  unmuteAllResponse,
  unmuteMembersRequest,
  unmuteMembersResponse,
} from '../schemas/mutes.ts';
import { failedUsers } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

/** Who may not speak. */
export const muteEndpoints = {
  /**
   * Mutes up to 60 members for a number of milliseconds.
   * Muting again replaces the end. Older clusters take 10 users per call and know no permanent mute.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_mute.html
   */
  muteMembers: endpoint<MuteMembersRequest, MuteMembersResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/mute',
    summary: 'Mutes up to 60 members for a number of milliseconds.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_mute.html',
    request: muteMembersRequest,
    response: muteMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Lets up to 60 members speak again.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_unmute.html
   */
  unmuteMembers: endpoint<UnmuteMembersRequest, UnmuteMembersResponse, 'failures'>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/mute/{usernames}',
    summary: 'Lets up to 60 members speak again.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_unmute.html',
    request: unmuteMembersRequest,
    response: unmuteMembersResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Lists the muted members of a group.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_mutelist_obtain.html
   */
  listMutes: endpoint<ListMutesRequest, ListMutesResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/mute',
    summary: 'Lists the muted members of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_mutelist_obtain.html',
    request: listMutesRequest,
    response: listMutesResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Mutes everybody but the owner, the admins and the allow list.
   * Single mutes stay as they are.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_mute_all.html
   */
  muteAll: endpoint<MuteAllRequest, MuteAllResponse>({
    method: 'POST',
    path: '/chatgroups/{group_id}/ban',
    summary: 'Mutes everybody but the owner, the admins and the allow list.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_mute_all.html',
    request: muteAllRequest,
    response: muteAllResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Ends the mute of everybody.
   * Single mutes stay as they are.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_unmute_all.html
   */
  unmuteAll: endpoint<UnmuteAllRequest, UnmuteAllResponse>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/ban',
    summary: 'Ends the mute of everybody.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_unmute_all.html',
    request: unmuteAllRequest,
    response: unmuteAllResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
