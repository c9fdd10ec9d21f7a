import type { EventSupport } from '@imgroups/core/webhooks';

/** The support of Easemob for each neutral event; `depends`: only in the older generation of callbacks. */
export const easemobEvents: EventSupport = {
  'group.created': 'yes',
  'group.updated': 'yes',
  'group.announcementChanged': 'yes',
  'group.attributesChanged': 'no',
  'group.deleted': 'yes',
  'group.transferred': 'yes',
  'group.muteAllChanged': 'yes',
  'members.joined': 'yes',
  'members.left': 'yes',
  'members.roleChanged': 'yes',
  'members.profileChanged': 'depends',
  'mutes.added': 'yes',
  'mutes.removed': 'yes',
  'blacklist.added': 'yes',
  'blacklist.removed': 'yes',
  'joins.requested': 'depends',
  'message.sent': 'yes',
  'message.recalled': 'yes',
};
