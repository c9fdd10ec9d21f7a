import type { liveRoomEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../vendor-emulator.ts';
import { done, failure } from '../failures.ts';
import type { TencentState } from '../state.ts';

const maxAdmins = 5;
const appoint = 1;

export const liveRoomHandlers: HandlersOf<typeof liveRoomEndpoints, TencentState> = {
  modifyAdmin(state, { GroupId, CommandType, Admin_Account }) {
    const { liveRoomAdmins: admins } = state.requireGroup(GroupId);
    for (const userId of Admin_Account) state.requireAccount(userId);
    if (CommandType === appoint) {
      const all = new Set([...admins, ...Admin_Account]);
      if (all.size > maxAdmins) throw failure(10004, `at most ${maxAdmins} admins`);
      for (const userId of Admin_Account) admins.add(userId);
    } else {
      for (const userId of Admin_Account) admins.delete(userId);
    }
    return done;
  },

  getAdminList(state, { GroupId }) {
    const { liveRoomAdmins } = state.requireGroup(GroupId);
    return {
      ...done,
      Admin_List: [...liveRoomAdmins].map((userId) => ({
        Admin_Account: userId,
        NickName: state.accounts.get(userId)?.nickname ?? '',
        Avatar: state.accounts.get(userId)?.faceUrl ?? '',
      })),
    };
  },
};
