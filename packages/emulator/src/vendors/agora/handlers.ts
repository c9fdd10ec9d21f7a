import { handlers } from '../easemob/handlers/index.ts';

const usualPage = 10;
const largestMemberPage = 100;
const largestJoinedPage = 20;

/** The handlers of Easemob but for the sizes of pages. */
export const agoraHandlers: typeof handlers = {
  ...handlers,
  listMembers(call, { group_id, pagenum, pagesize = usualPage }) {
    const size = Math.min(pagesize, largestMemberPage);
    return handlers.listMembers(call, { group_id, pagenum, pagesize: size });
  },
  listJoinedGroups(call, { username, pagenum, pagesize = usualPage }) {
    const size = Math.min(pagesize, largestJoinedPage);
    return handlers.listJoinedGroups(call, { username, pagenum, pagesize: size });
  },
};
