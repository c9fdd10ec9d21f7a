import * as v from 'valibot';
import { envelope, integer, userId } from './common.ts';

/** An account to be made known. */
const account = v.object({
  /** At most 32 bytes. */
  UserID: v.pipe(userId, v.maxBytes(32)),
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

export const checkAccountsResponse = v.object({
  ...envelope,
  ResultItem: v.optional(
    v.array(
      v.object({
        ...accountResult,
        /** `Imported` or `NotImported`. */
        AccountStatus: v.optional(v.string()),
      }),
    ),
  ),
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
