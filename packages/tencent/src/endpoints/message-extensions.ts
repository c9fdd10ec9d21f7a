import { endpoint } from '@imgroups/core/adapter';
import {
  type GroupGetKeyValuesRequest,
  type GroupGetKeyValuesResponse,
  type GroupSetKeyValuesRequest,
  type GroupSetKeyValuesResponse,
  groupGetKeyValuesRequest,
  groupGetKeyValuesResponse,
  groupSetKeyValuesRequest,
  groupSetKeyValuesResponse,
} from '../schemas/message-extensions.ts';

/** Pairs of key and value on a message, for polls and the like. Needs one of the top plans and a console switch. */
export const messageExtensionEndpoints = {
  /**
   * Reads the extensions of a message.
   *
   * At most 200 per page; where a page ends, pairs of the same `Seq` come twice.
   *
   * @see https://cloud.tencent.com/document/product/269/82031
   */
  groupGetKeyValues: endpoint<GroupGetKeyValuesRequest, GroupGetKeyValuesResponse, 'page'>({
    method: 'POST',
    path: '/v4/openim_msg_ext_http_svc/group_get_key_values',
    summary: 'Reads the extensions of a message.',
    docs: 'https://cloud.tencent.com/document/product/269/82031',
    request: groupGetKeyValuesRequest,
    response: groupGetKeyValuesResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    page: (request, { CompleteFlag, ExtensionList = [] }) => {
      const highest = Math.max(...ExtensionList.map(({ Seq = 0 }) => Seq));
      return CompleteFlag === 0 && ExtensionList.length > 0
        ? { ...request, StartSeq: highest }
        : undefined;
    },
  }),

  /**
   * Sets or deletes up to 20 extensions of a message, or clears all.
   *
   * Each pair has its own `ErrorCode`. At most 300 pairs per message, and 200 calls per minute and message.
   *
   * @see https://cloud.tencent.com/document/product/269/82032
   */
  groupSetKeyValues: endpoint<GroupSetKeyValuesRequest, GroupSetKeyValuesResponse, 'failures'>({
    method: 'POST',
    path: '/v4/openim_msg_ext_http_svc/group_set_key_values',
    summary: 'Sets or deletes up to 20 extensions of a message, or clears all.',
    docs: 'https://cloud.tencent.com/document/product/269/82032',
    request: groupSetKeyValuesRequest,
    response: groupSetKeyValuesResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'ExtensionList', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-11',
    },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'Community'],
    failures: (response) =>
      (response.ExtensionList ?? [])
        .filter((pair) => (pair.ErrorCode ?? 0) !== 0)
        .map((pair) => ({ item: pair.Extension?.Key ?? '', code: pair.ErrorCode ?? 0 })),
  }),
};
