import { type CallbackRules, guessed, told } from '../../server/callback-rules.ts';

const created = ['Group.CallbackBeforeCreateGroup', 'Group.CallbackAfterCreateGroup'];
const invited = ['Group.CallbackBeforeInviteJoinGroup', 'Group.CallbackAfterNewMemberJoin'];
const changed = ['Group.CallbackAfterGroupInfoChanged'];
const messageSent = ['Group.CallbackBeforeSendMsg', 'Group.CallbackAfterSendMsg'];
const fieldChanged = ['Group.CallbackAfterMemberFieldChanged'];

/** The callbacks of Tencent for calls of its client that no neutral operation makes. */
export const tencentOwnRules = {
  'client.sendGroupMsg': told(messageSent, ['message.sent']),
  // Pages speak of messages that fail, and not of those by REST.
  'client.sendGroupMsg of a muted user': guessed([
    'Group.CallbackBeforeSendMsg',
    'Group.CallbackSendMsgException',
  ]),
  'client.sendGroupMsg in a topic': told(messageSent, ['message.sent']),
  'client.groupMsgRecall': told(['Group.CallbackAfterRecallMsg'], ['message.recalled']),
  // One callback for all messages that the call recalls.
  'client.deleteGroupMsgBySender': guessed(['Group.CallbackAfterRecallMsg'], ['message.recalled']),
  'client.modifyGroupMsg': guessed([]),
  'client.importGroupMsg': told([]),
  // The reader's client is what the page speaks of.
  'client.groupMsgReceipt': guessed(['Group.CallbackAfterReadReceipt']),
  'client.groupSetKeyValues': told(['Group.CallbackAfterGroupMsgExtension']),
  'client.setGroupAttr': told(['Group.CallbackAfterGroupAttrChanged'], ['group.attributesChanged']),
  'client.createGroupTopic': told([
    'Group.CallbackBeforeCreateTopic',
    'Group.CallbackAfterCreateTopic',
  ]),
  'client.importGroupTopic': guessed([]),
  'client.modifyGroupTopic': told(['Group.CallbackAfterTopicInfoChanged']),
  'client.modifyGroupTopic of mute-all': guessed([]),
  'client.destroyGroupTopic': told(['Group.CallbackAfterTopicDestroyed']),
  // In this order.
  'members.add that fills the group': guessed(
    [...invited, 'Group.CallbackAfterGroupFull'],
    ['members.joined'],
  ),
};

/** The callbacks of Tencent for each operation by REST; those that no page names are marked as guesses. */
export const tencentCallbackRules: readonly CallbackRules[] = [
  {
    title: { en: 'Tencent Cloud Chat', zh: '腾讯云即时通信 IM' },
    rules: {
      'groups.create': told(created, ['group.created']),
      // The list of members may come a second time.
      'groups.create with members': guessed(created, ['group.created']),
      'groups.update': told(changed, ['group.updated']),
      'groups.update of policies': told([]),
      'groups.setAnnouncement': told(changed, ['group.announcementChanged']),
      // The roles of both users may be told as well.
      'groups.transfer': guessed(['Group.CallbackAfterChangeGroupOwner'], ['group.transferred']),
      // The exit of the members may be told as well.
      'groups.delete': guessed(['Group.CallbackAfterGroupDestroyed'], ['group.deleted']),
      'members.add': told(invited, ['members.joined']),
      'members.add of a member': guessed(['Group.CallbackBeforeInviteJoinGroup']),
      'members.remove': told(['Group.CallbackAfterMemberExit'], ['members.left']),
      'members.setRole': told(fieldChanged, ['members.roleChanged']),
      'members.setRole to the same': guessed([]),
      'mutes.add': told([]),
      'mutes.remove': told([]),
      'mutes.muteAll': told([]),
      'mutes.unmuteAll': told([]),
      'blacklist.add': guessed([]),
      'blacklist.remove': guessed([]),
      'a user joins an open group': told(
        ['Group.CallbackBeforeApplyJoinGroup', 'Group.CallbackAfterNewMemberJoin'],
        ['joins.requested', 'members.joined'],
      ),
      'a user sends a message': told(messageSent, ['message.sent']),
      'an account is deleted': guessed([]),
    },
    own: tencentOwnRules,
  },
];
