import { endpoint } from '@imgroups/core';
import {
  type DeleteGroupCounterRequest,
  type DeleteGroupCounterResponse,
  deleteGroupCounterRequest,
  deleteGroupCounterResponse,
  type GetGroupCounterRequest,
  type GetGroupCounterResponse,
  getGroupCounterRequest,
  getGroupCounterResponse,
  type UpdateGroupCounterRequest,
  type UpdateGroupCounterResponse,
  updateGroupCounterRequest,
  updateGroupCounterResponse,
} from '../schemas/counters.ts';

/** Counters of groups: up to 20 keys with 64-bit values. Needs one of the top plans. */
export const counterEndpoints = {
  /**
   * Reads counters of a group.
   *
   * @see https://www.tencentcloud.com/document/product/1047/53427
   */
  getGroupCounter: endpoint<GetGroupCounterRequest, GetGroupCounterResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_counter',
    summary: 'Reads counters of a group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/53427',
    request: getGroupCounterRequest,
    response: getGroupCounterResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
    int64: ['Value'],
  }),

  /**
   * Sets, increases or decreases counters of a group.
   *
   * An increase would count twice if it was repeated, so a lost answer is not tried again.
   *
   * @see https://www.tencentcloud.com/document/product/1047/53428
   */
  updateGroupCounter: endpoint<UpdateGroupCounterRequest, UpdateGroupCounterResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/update_group_counter',
    summary: 'Sets, increases or decreases counters of a group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/53428',
    request: updateGroupCounterRequest,
    response: updateGroupCounterResponse,
    repeat: { safeWhen: { Mode: 'Set' } },
    limits: {
      items: { field: 'GroupCounter', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-11',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
    int64: ['Value'],
  }),

  /**
   * Deletes counters of a group.
   *
   * Without `GroupCounterKeys` it deletes all of them.
   *
   * @see https://www.tencentcloud.com/document/product/1047/53429
   */
  deleteGroupCounter: endpoint<DeleteGroupCounterRequest, DeleteGroupCounterResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_group_counter',
    summary: 'Deletes counters of a group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/53429',
    request: deleteGroupCounterRequest,
    response: deleteGroupCounterResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
  }),
};
