import { endpoint, type ItemFailure } from '@imgroups/core/adapter';
import {
  type CheckAccountsRequest,
  type CheckAccountsResponse,
  checkAccountsRequest,
  checkAccountsResponse,
  type DeleteAccountsRequest,
  type DeleteAccountsResponse,
  deleteAccountsRequest,
  deleteAccountsResponse,
  type ImportAccountRequest,
  type ImportAccountResponse,
  type ImportAccountsRequest,
  type ImportAccountsResponse,
  importAccountRequest,
  importAccountResponse,
  importAccountsRequest,
  importAccountsResponse,
} from '../schemas/accounts.ts';

/** Users, who must exist before they can own or join a group. */
export const accountEndpoints = {
  /**
   * Imports one account.
   *
   * Importing it again is a success.
   *
   * @see https://cloud.tencent.com/document/product/269/1608
   */
  importAccount: endpoint<ImportAccountRequest, ImportAccountResponse>({
    method: 'POST',
    path: '/v4/im_open_login_svc/account_import',
    summary: 'Imports one account.',
    docs: 'https://cloud.tencent.com/document/product/269/1608',
    request: importAccountRequest,
    response: importAccountResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
  }),

  /**
   * Imports up to 100 accounts.
   *
   * `FailAccounts` names those that failed.
   *
   * @see https://cloud.tencent.com/document/product/269/4919
   */
  importAccounts: endpoint<ImportAccountsRequest, ImportAccountsResponse, 'failures'>({
    method: 'POST',
    path: '/v4/im_open_login_svc/multiaccount_import',
    summary: 'Imports up to 100 accounts.',
    docs: 'https://cloud.tencent.com/document/product/269/4919',
    request: importAccountsRequest,
    response: importAccountsResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'AccountList', max: 100 },
      rate: { requests: 100, perSeconds: 1 },
      asOf: '2025-12',
    },
    failures: (response) =>
      (response.FailAccounts ?? []).map((item) => ({ item, code: 'FailAccounts' })),
  }),

  /**
   * Tells for up to 100 accounts whether they were imported.
   *
   * @see https://cloud.tencent.com/document/product/269/38417
   */
  checkAccounts: endpoint<CheckAccountsRequest, CheckAccountsResponse, 'failures'>({
    method: 'POST',
    path: '/v4/im_open_login_svc/account_check',
    summary: 'Tells for up to 100 accounts whether they were imported.',
    docs: 'https://cloud.tencent.com/document/product/269/38417',
    request: checkAccountsRequest,
    response: checkAccountsResponse,
    repeat: 'read',
    limits: {
      items: { field: 'CheckItem', max: 100 },
      rate: { requests: 100, perSeconds: 1 },
      asOf: '2025-12',
    },
    failures: failedResults,
  }),

  /**
   * Deletes up to 100 accounts.
   *
   * Cannot be undone.
   *
   * @see https://cloud.tencent.com/document/product/269/36443
   */
  deleteAccounts: endpoint<DeleteAccountsRequest, DeleteAccountsResponse, 'failures'>({
    method: 'POST',
    path: '/v4/im_open_login_svc/account_delete',
    summary: 'Deletes up to 100 accounts.',
    docs: 'https://cloud.tencent.com/document/product/269/36443',
    request: deleteAccountsRequest,
    response: deleteAccountsResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'DeleteItem', max: 100 },
      rate: { requests: 100, perSeconds: 1 },
      asOf: '2025-12',
    },
    failures: failedResults,
  }),
};

interface AccountResults {
  readonly ResultItem?:
    | readonly {
        readonly UserID: string;
        readonly ResultCode?: number | undefined;
        readonly ResultInfo?: string | undefined;
      }[]
    | undefined;
}

function failedResults({ ResultItem = [] }: AccountResults): readonly ItemFailure[] {
  return ResultItem.filter((item) => (item.ResultCode ?? 0) !== 0).map((item) => ({
    item: item.UserID,
    code: item.ResultCode ?? 0,
    message: item.ResultInfo,
  }));
}
