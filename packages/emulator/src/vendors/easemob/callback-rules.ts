import { type CallbackRules, guessed, told } from '../../server/callback-rules.ts';

/** The callbacks of Easemob for each operation by REST, in both generations; those that no page names are marked as guesses. */
export const easemobCallbackRules: readonly CallbackRules[] = [
  {
    title: { en: 'Easemob', zh: '环信' },
    rules: {
      'groups.create': told(['CREATE'], ['group.created']),
      'groups.create with members': told(
        ['CREATE', 'JOIN/DIRECT'],
        ['group.created', 'members.joined'],
      ),
      'groups.update': told(['UPDATE/INFO'], ['group.updated']),
      'groups.update of policies': told(['UPDATE/INFO'], ['group.updated']),
      'groups.setAnnouncement': told(['UPDATE/ANNOUNCEMENT'], ['group.announcementChanged']),
      'groups.transfer': told(['UPDATE/OWNER'], ['group.transferred']),
      'groups.delete': told(['DELETE', 'LEAVE/DELETE'], ['group.deleted', 'members.left']),
      'members.add': told(['JOIN/INVITE'], ['members.joined']),
      'members.add of a member': guessed([]),
      'members.remove': told(['LEAVE/KICK'], ['members.left']),
      'members.setRole': told(['ADMIN/ADD'], ['members.roleChanged']),
      'members.setRole to the same': guessed([]),
      'mutes.add': told(['MUTE/ADD'], ['mutes.added']),
      'mutes.remove': told(['MUTE/REMOVE'], ['mutes.removed']),
      'mutes.muteAll': told(['UPDATE/MUTE'], ['group.muteAllChanged']),
      'mutes.unmuteAll': told(['UPDATE/MUTE'], ['group.muteAllChanged']),
      'blacklist.add': told(['LEAVE/BLOCK', 'BLOCK/ADD'], ['members.left', 'blacklist.added']),
      'blacklist.remove': told(['BLOCK/REMOVE'], ['blacklist.removed']),
      'a user joins an open group': told(['JOIN/APPLY'], ['members.joined']),
      'a user sends a message': told(['message/pre', 'message'], ['message.sent']),
      'an account is deleted': guessed(['LEAVE/QUIT'], ['members.left']),
    },
  },
  {
    title: { en: 'Easemob, older generation', zh: '环信旧版回调' },
    rules: {
      'groups.create': told(['muc/create'], ['group.created']),
      'groups.create with members': guessed(
        ['muc/create', 'muc/presence'],
        ['group.created', 'members.joined'],
      ),
      'groups.update': told(['muc/update'], ['group.updated']),
      'groups.update of policies': told(['muc/update'], ['group.updated']),
      'groups.setAnnouncement': told(['muc/update_announcement'], ['group.announcementChanged']),
      'groups.transfer': told(['muc/assing_owner'], ['group.transferred']),
      // Once for each user who is told.
      'groups.delete': guessed(['muc/destroy'], ['group.deleted']),
      'members.add': told(['muc/presence'], ['members.joined']),
      'members.add of a member': guessed([]),
      'members.remove': told(['muc/kick', 'muc/absence'], ['members.left']),
      'members.setRole': told(['muc/add_admin'], ['members.roleChanged']),
      'members.setRole to the same': guessed([]),
      'mutes.add': told(['muc/add_mute'], ['mutes.added']),
      'mutes.remove': told(['muc/remove_mute'], ['mutes.removed']),
      'mutes.muteAll': told(['muc/ban_group'], ['group.muteAllChanged']),
      'mutes.unmuteAll': told(['muc/remove_ban_group'], ['group.muteAllChanged']),
      'blacklist.add': told(['muc/absence', 'muc/ban'], ['members.left', 'blacklist.added']),
      'blacklist.remove': told(['muc/allow'], ['blacklist.removed']),
      'a user joins an open group': told(['muc/direct_joined', 'muc/presence'], ['members.joined']),
      'a user sends a message': told(['message/pre', 'message'], ['message.sent']),
      'an account is deleted': guessed(['muc/absence'], ['members.left']),
    },
  },
];
