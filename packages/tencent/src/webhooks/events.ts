import type { EventSupport } from '@imgroups/core/webhooks';

/** The support of Tencent for each neutral event; of applications it tells only by asking before, where that is switched on. */
export const tencentEvents: EventSupport = {
  'group.created': 'yes',
  'group.updated': 'yes',
  'group.announcementChanged': 'yes',
  'group.attributesChanged': 'yes',
  'group.deleted': 'yes',
  'group.transferred': 'yes',
  'group.muteAllChanged': 'no',
  'members.joined': 'yes',
  'members.left': 'yes',
  'members.roleChanged': 'yes',
  'members.profileChanged': 'yes',
  'mutes.added': 'no',
  'mutes.removed': 'no',
  'blacklist.added': 'no',
  'blacklist.removed': 'no',
  'joins.requested': 'depends',
  'message.sent': 'yes',
  'message.recalled': 'yes',
};
