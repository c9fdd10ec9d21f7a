const groupPage = 'https://doc.easemob.com/document/server-side/group_create.html';
const announcementPage =
  'https://doc.easemob.com/document/server-side/group_announcement_modify.html';

/** The longest texts of a group in characters, with the vendor's page and its month. */
export const easemobTextLengths = {
  groupname: { max: 128, page: groupPage, asOf: '2026-02' },
  description: { max: 512, page: groupPage, asOf: '2026-02' },
  announcement: { max: 512, page: announcementPage, asOf: '2026-02' },
  avatar: { max: 1024, page: groupPage, asOf: '2026-02' },
} as const;
