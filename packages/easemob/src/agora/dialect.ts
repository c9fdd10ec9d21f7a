import { type Dialect, dialects } from '../driver/dialect.ts';

/** What Agora's pages say, of 2026-11; where they are silent, what Easemob does without being asked. */
export const agoraDialect: Dialect = {
  ...dialects.modern,
  title: 'Agora Chat',
  permanentMutes: 'depends',
  silentAdding: false,
  joiningTimes: false,
  largestMemberPage: 100,
  joinedGroups: 'old path',
  usualPage: 10,
  largestBlacklistPage: 50,
  blacklistAtOnce: 500,
};
