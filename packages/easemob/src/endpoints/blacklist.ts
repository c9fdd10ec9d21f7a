import { endpoint } from '@imgroups/core';
import {
  type AddManyToBlacklistRequest,
  type AddManyToBlacklistResponse,
  type AddToBlacklistRequest,
  type AddToBlacklistResponse,
  addManyToBlacklistRequest,
  addManyToBlacklistResponse,
  addToBlacklistRequest,
  addToBlacklistResponse,
  type ListBlacklistRequest,
  type ListBlacklistResponse,
  listBlacklistRequest,
  listBlacklistResponse,
  type RemoveFromBlacklistRequest,
  type RemoveFromBlacklistResponse,
  type RemoveManyFromBlacklistRequest,
  type RemoveManyFromBlacklistResponse,
  removeFromBlacklistRequest,
  removeFromBlacklistResponse,
  removeManyFromBlacklistRequest,
  removeManyFromBlacklistResponse,
} from '../schemas/blacklist.ts';
import { failedUsers } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

/** Who was put out of a group. */
export const blacklistEndpoints = {
  /**
   * Lists the users on the block list of a group.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_obtain.html
   */
  listBlacklist: endpoint<ListBlacklistRequest, ListBlacklistResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/blocks/users',
    summary: 'Lists the users on the block list of a group.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_blocklist_obtain.html',
    request: listBlacklistRequest,
    response: listBlacklistResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Puts a member on the block list, which removes him from the group.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_add_single.html
   */
  addToBlacklist: endpoint<AddToBlacklistRequest, AddToBlacklistResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/blocks/users/{username}',
    summary: 'Puts a member on the block list, which removes him from the group.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_blocklist_add_single.html',
    request: addToBlacklistRequest,
    response: addToBlacklistResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedUsers,
  }),

  /**
   * Puts up to 60 members on the block list, which removes them from the group.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_add_batch.html
   */
  addManyToBlacklist: endpoint<AddManyToBlacklistRequest, AddManyToBlacklistResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/blocks/users',
    summary: 'Puts up to 60 members on the block list, which removes them from the group.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_blocklist_add_batch.html',
    request: addManyToBlacklistRequest,
    response: addManyToBlacklistResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),

  /**
   * Takes a user off the block list; he does not come back into the group.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_remove_single.html
   */
  removeFromBlacklist: endpoint<
    RemoveFromBlacklistRequest,
    RemoveFromBlacklistResponse,
    'failures'
  >({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/blocks/users/{username}',
    summary: 'Takes a user off the block list; he does not come back into the group.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_blocklist_remove_single.html',
    request: removeFromBlacklistRequest,
    response: removeFromBlacklistResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedUsers,
  }),

  /**
   * Takes up to 60 users off the block list; they do not come back into the group.
   *
   * @see https://doc.easemob.com/document/server-side/group_member_blocklist_remove_batch.html
   */
  removeManyFromBlacklist: endpoint<
    RemoveManyFromBlacklistRequest,
    RemoveManyFromBlacklistResponse,
    'failures'
  >({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/blocks/users/{usernames}',
    summary: 'Takes up to 60 users off the block list; they do not come back into the group.',
    docs: 'https://doc.easemob.com/document/server-side/group_member_blocklist_remove_batch.html',
    request: removeManyFromBlacklistRequest,
    response: removeManyFromBlacklistResponse,
    repeat: 'safe',
    limits: { items: { field: 'usernames', max: 60 }, rate: hundredPerSecond, asOf: '2025-12' },
    failures: failedUsers,
  }),
};
