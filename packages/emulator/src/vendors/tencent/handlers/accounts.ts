import type { accountEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';

export const accountHandlers: HandlersOf<typeof accountEndpoints, TencentCall> = {
  importAccount({ state }, { UserID, Nick, FaceUrl }) {
    if (!hasRoom(state, UserID)) throw failure(70398);
    state.importAccount(UserID, { nickname: Nick, faceUrl: FaceUrl });
    return done;
  },

  importAccounts({ state }, { AccountList }) {
    const failed = AccountList.filter(({ UserID, Nick, FaceUrl }) => {
      if (!hasRoom(state, UserID)) return true;
      state.importAccount(UserID, { nickname: Nick, faceUrl: FaceUrl });
      return false;
    });
    return { ...done, FailAccounts: failed.map(({ UserID }) => UserID) };
  },

  checkAccounts({ state }, { CheckItem }) {
    return {
      ...done,
      ResultItem: CheckItem.map(({ UserID }) => ({
        UserID,
        ResultCode: 0,
        ResultInfo: '',
        AccountStatus: state.accounts.has(UserID) ? 'Imported' : 'NotImported',
      })),
    };
  },

  deleteAccounts({ state }, { DeleteItem }) {
    return {
      ...done,
      ResultItem: DeleteItem.map(({ UserID }) => {
        if (!state.accounts.has(UserID)) {
          return { UserID, ResultCode: 70107, ResultInfo: failure(70107).message };
        }
        state.deleteAccount(UserID);
        return { UserID, ResultCode: 0, ResultInfo: '' };
      }),
    };
  },
};

/** True if the plan has room for an account, which it has when the account exists already. */
function hasRoom({ accounts, settings }: TencentState, userId: string): boolean {
  return accounts.has(userId) || accounts.size < settings.maxAccounts;
}
