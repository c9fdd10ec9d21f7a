import { endpoint, type ItemFailure } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, integer, userId } from './common.ts';

/** An account to be made known. */
const account = v.object({
  /** At most 32 bytes. */
  UserID: userId,
  Nick: v.optional(v.string()),
  FaceUrl: v.optional(v.string()),
});

export const importAccountRequest = account;
export interface ImportAccountRequest extends v.InferInput<typeof importAccountRequest> {}

export const importAccountResponse = v.object(envelope);
export interface ImportAccountResponse extends v.InferInput<typeof importAccountResponse> {}

export const importAccountsRequest = v.object({
  /** At most 100. */
  AccountList: v.array(account),
});
export interface ImportAccountsRequest extends v.InferInput<typeof importAccountsRequest> {}

export const importAccountsResponse = v.object({
  ...envelope,
  /** Accounts that were not imported. */
  FailAccounts: v.optional(v.array(v.string())),
});
export interface ImportAccountsResponse extends v.InferInput<typeof importAccountsResponse> {}

export const checkAccountsRequest = v.object({
  /** At most 100. */
  CheckItem: v.array(v.object({ UserID: userId })),
});
export interface CheckAccountsRequest extends v.InferInput<typeof checkAccountsRequest> {}

const accountResult = {
  UserID: v.string(),
  /** 0 = success. */
  ResultCode: v.optional(integer),
  ResultInfo: v.optional(v.string()),
};

/** An account, and whether it was imported. */
const checkedAccount = v.object({
  ...accountResult,
  /** `Imported` or `NotImported`. */
  AccountStatus: v.optional(v.string()),
});
export interface CheckedAccount extends v.InferInput<typeof checkedAccount> {}

export const checkAccountsResponse = v.object({
  ...envelope,
  ResultItem: v.optional(v.array(checkedAccount)),
});
export interface CheckAccountsResponse extends v.InferInput<typeof checkAccountsResponse> {}

export const deleteAccountsRequest = v.object({
  /** At most 100. */
  DeleteItem: v.array(v.object({ UserID: userId })),
});
export interface DeleteAccountsRequest extends v.InferInput<typeof deleteAccountsRequest> {}

export const deleteAccountsResponse = v.object({
  ...envelope,
  ResultItem: v.optional(v.array(v.object(accountResult))),
});
export interface DeleteAccountsResponse extends v.InferInput<typeof deleteAccountsResponse> {}

/**
 * Accounts.
 *
 * Users must have an account before they can own or join a group.
 *
 * @title 账号
 */
export const accountEndpoints = {
  /**
   * Imports one account.
   *
   * Importing it again is a success.
   *
   * @title 导入单个账号
   * @see https://cloud.tencent.com/document/product/269/1608
   */
  importAccount: endpoint<ImportAccountRequest, ImportAccountResponse>({
    method: 'POST',
    path: '/v4/im_open_login_svc/account_import',
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
   * @title 导入多个账号
   * @see https://cloud.tencent.com/document/product/269/4919
   */
  importAccounts: endpoint<ImportAccountsRequest, ImportAccountsResponse, 'failures'>({
    method: 'POST',
    path: '/v4/im_open_login_svc/multiaccount_import',
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
   * @title 查询账号
   * @see https://cloud.tencent.com/document/product/269/38417
   */
  checkAccounts: endpoint<CheckAccountsRequest, CheckAccountsResponse, 'failures'>({
    method: 'POST',
    path: '/v4/im_open_login_svc/account_check',
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
   * @title 删除账号
   * @see https://cloud.tencent.com/document/product/269/36443
   */
  deleteAccounts: endpoint<DeleteAccountsRequest, DeleteAccountsResponse, 'failures'>({
    method: 'POST',
    path: '/v4/im_open_login_svc/account_delete',
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
