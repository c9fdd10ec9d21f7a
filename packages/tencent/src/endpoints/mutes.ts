import { endpoint } from '@imgroups/core/adapter';
import {
  type ForbidSendMsgRequest,
  type ForbidSendMsgResponse,
  forbidSendMsgRequest,
  forbidSendMsgResponse,
  type GetGroupMutedAccountRequest,
  type GetGroupMutedAccountResponse,
  type GetGroupShuttedUinRequest,
  type GetGroupShuttedUinResponse,
  getGroupMutedAccountRequest,
  getGroupMutedAccountResponse,
  getGroupShuttedUinRequest,
  getGroupShuttedUinResponse,
  type SetNoSpeakingRequest,
  type SetNoSpeakingResponse,
  setNoSpeakingRequest,
  setNoSpeakingResponse,
} from '../schemas/mutes.ts';

/** Who may not speak. */
export const muteEndpoints = {
  /**
   * Mutes or unmutes up to 500 members.
   *
   * A mute outlives leaving and joining again. There is no result per account.
   *
   * @see https://cloud.tencent.com/document/product/269/1627
   */
  forbidSendMsg: endpoint<ForbidSendMsgRequest, ForbidSendMsgResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/forbid_send_msg',
    summary: 'Mutes or unmutes up to 500 members.',
    docs: 'https://cloud.tencent.com/document/product/269/1627',
    request: forbidSendMsgRequest,
    response: forbidSendMsgResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'Members_Account', max: 500 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-02',
    },
    groupTypes: ['Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Lists the muted members of a group.
   *
   * All in one answer; mutes that ran out are not listed.
   *
   * @see https://cloud.tencent.com/document/product/269/2925
   */
  getGroupMutedAccount: endpoint<GetGroupMutedAccountRequest, GetGroupMutedAccountResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_muted_account',
    summary: 'Lists the muted members of a group.',
    docs: 'https://cloud.tencent.com/document/product/269/2925',
    request: getGroupMutedAccountRequest,
    response: getGroupMutedAccountResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Lists the muted members of a group in the names of before 2022.
   *
   * The older command of `getGroupMutedAccount`.
   *
   * @see https://cloud.tencent.com/document/product/269/2925
   */
  getGroupShuttedUin: endpoint<GetGroupShuttedUinRequest, GetGroupShuttedUinResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_shutted_uin',
    summary: 'Lists the muted members of a group in the names of before 2022.',
    docs: 'https://cloud.tencent.com/document/product/269/2925',
    request: getGroupShuttedUinRequest,
    response: getGroupShuttedUinResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Mutes or unmutes an account in all groups, in all one-to-one chats, or in both.
   *
   * @see https://cloud.tencent.com/document/product/269/4230
   */
  setNoSpeaking: endpoint<SetNoSpeakingRequest, SetNoSpeakingResponse>({
    method: 'POST',
    path: '/v4/openconfigsvr/setnospeaking',
    summary: 'Mutes or unmutes an account in all groups, in all one-to-one chats, or in both.',
    docs: 'https://cloud.tencent.com/document/product/269/4230',
    request: setNoSpeakingRequest,
    response: setNoSpeakingResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
  }),
};
