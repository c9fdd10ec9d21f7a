import { type Dialect, dialects } from '../driver/dialect.ts';

/** The rules of Agora's pages of 2026-11; where they are silent, those of Easemob without further options. */
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
