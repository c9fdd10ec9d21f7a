import {
  type CapabilitiesOf,
  capabilitiesOf,
  type OperationSupport,
  type OperationTable,
} from '@imgroups/core/adapter';
import type { tencentEndpoints } from '../endpoints.ts';

const everyKind = {
  standard: 'yes',
  work: 'yes',
  meeting: 'yes',
  livestream: 'yes',
  community: 'yes',
} as const satisfies OperationSupport;

/** The vendor's endpoint refuses live rooms. */
const notLivestream = { ...everyKind, livestream: 'no' } as const satisfies OperationSupport;

/** `Private` groups have no mutes of single members. */
const notWork = { ...everyKind, work: 'no' } as const satisfies OperationSupport;

/** The vendor does not say whether `Private` groups take it. */
const perhapsWork = { ...everyKind, work: 'depends' } as const satisfies OperationSupport;

/** Vendor pages disagree on the kinds, and a plan and a console switch decide. */
const switchDecides = {
  standard: 'depends',
  work: 'depends',
  meeting: 'depends',
  livestream: 'depends',
  community: 'depends',
} as const satisfies OperationSupport;

/** Fields of a profile under the names of the neutral arguments. */
const profileFields = {
  Name: 'name',
  Introduction: 'description',
  FaceUrl: 'avatarUrl',
  ApplyJoinOption: 'joinPolicy',
  InviteJoinOption: 'invitePolicy',
};

const newGroupFields = {
  ...profileFields,
  GroupId: 'id',
  Owner_Account: 'ownerId',
  MaxMemberCount: 'maxMembers',
  Type: 'kind',
};

const newGroupExtras = [
  'Notification',
  'AppDefinedData',
  'MemberList',
  'SupportTopic',
  'EnablePermission',
  'DefaultPermission',
] as const;

const onGroup = { GroupId: 'group' };

/** The calls of each operation at Tencent. All reads beyond its calls happen after a failure only. */
export const tencentOperations = {
  check: { kinds: everyKind, calls: ['getAppIdGroupList'] },
  'groups.create': {
    // Communities need a plan.
    kinds: { ...everyKind, community: 'depends' },
    calls: ['createGroup'],
    reads: [
      {
        endpoint: 'getGroupInfo',
        when: 'after an ambiguous answer',
        why: 'a group with the own id may be the one that was asked for: type, name, owner and time tell',
      },
    ],
    extras: newGroupExtras,
    fields: newGroupFields,
  },
  'groups.ensure': {
    kinds: { ...everyKind, community: 'depends' },
    calls: ['getGroupInfo', 'createGroup'],
    extras: newGroupExtras,
    fields: newGroupFields,
  },
  'groups.get': {
    kinds: everyKind,
    calls: ['getGroupInfo'],
    extras: ['AppDefinedDataFilter_Group'],
    fields: { GroupIdList: 'group' },
  },
  'groups.getMany': {
    kinds: everyKind,
    calls: ['getGroupInfo'],
    extras: ['AppDefinedDataFilter_Group'],
    fields: { GroupIdList: 'ids' },
  },
  'groups.list': { kinds: everyKind, calls: ['getAppIdGroupList'], extras: ['GroupType'] },
  'groups.listJoined': {
    // Live rooms come only with the extra `WithHugeGroups`, and not reliably.
    kinds: { ...everyKind, livestream: 'depends' },
    calls: ['getJoinGroupList'],
    extras: ['WithHugeGroups', 'GroupType', 'SupportTopic'],
    fields: { Member_Account: 'userId' },
  },
  'groups.update': {
    kinds: everyKind,
    calls: ['modifyGroupBaseInfo'],
    extras: [
      'AppDefinedData',
      'From_Account',
      'EnablePermission',
      'DefaultPermission',
      'HistoryMsgBeforeJoin',
    ],
    fields: { ...onGroup, ...profileFields, MaxMemberNum: 'maxMembers' },
  },
  'groups.getAnnouncement': {
    kinds: everyKind,
    calls: ['getGroupInfo'],
    fields: { GroupIdList: 'group' },
  },
  'groups.setAnnouncement': {
    kinds: everyKind,
    calls: ['modifyGroupBaseInfo'],
    extras: ['From_Account'],
    fields: { ...onGroup, Notification: 'text' },
  },
  'groups.delete': { kinds: everyKind, calls: ['destroyGroup'], fields: onGroup },
  'groups.transfer': {
    kinds: notLivestream,
    calls: ['changeGroupOwner'],
    reads: [
      {
        endpoint: 'getRoleInGroup',
        when: 'on failure',
        why: 'the vendor does not say that the new owner is not a member, or is the owner already',
      },
      {
        endpoint: 'getRoleInGroup',
        when: 'after an ambiguous answer',
        why: 'the role of the new owner tells whether the call took effect',
      },
    ],
    extras: ['From_Account'],
    fields: { ...onGroup, NewOwner_Account: 'newOwnerId' },
  },
  'members.list': {
    kinds: notLivestream,
    calls: ['getGroupMemberInfo'],
    extras: ['MemberRoleFilter', 'AppDefinedDataFilter_GroupMember'],
    fields: onGroup,
  },
  'members.getRoles': {
    kinds: notLivestream,
    calls: ['getRoleInGroup'],
    fields: { ...onGroup, User_Account: 'userIds' },
  },
  'members.add': {
    kinds: notLivestream,
    calls: ['addGroupMember'],
    reads: [
      {
        endpoint: 'checkAccounts',
        when: 'on failure',
        why: 'the vendor does not say whose account does not exist',
      },
      {
        endpoint: 'getGroupInfo',
        when: 'on failure',
        why: 'a full group is told with its capacity',
      },
      {
        endpoint: 'getRoleInGroup',
        when: 'after an ambiguous answer',
        why: 'the roles tell who came in',
      },
    ],
    fields: { ...onGroup, MemberList: 'userIds' },
  },
  'members.remove': {
    kinds: { ...notLivestream, perUser: false },
    calls: ['deleteGroupMember'],
    reads: [
      {
        endpoint: 'getRoleInGroup',
        when: 'after an ambiguous answer',
        why: 'the roles tell who is still in the group',
      },
    ],
    extras: ['Reason'],
    fields: { ...onGroup, MemberToDel_Account: 'userIds' },
  },
  'members.setRole': {
    // `Private` groups have no admins; admins of live rooms need a plan.
    kinds: { ...everyKind, work: 'no', livestream: 'depends' },
    calls: ['modifyGroupMemberInfo', 'modifyAdmin'],
    reads: [
      {
        endpoint: 'getRoleInGroup',
        when: 'on failure',
        why: 'the vendor does not say that somebody is not a member, or is the owner',
      },
      {
        endpoint: 'getRoleInGroup',
        when: 'after an ambiguous answer',
        why: 'the role tells whether the call took effect',
      },
      {
        endpoint: 'getAdminList',
        when: 'after an ambiguous answer',
        why: 'the admins of a live room tell whether the call took effect',
      },
    ],
    fields: { ...onGroup, Member_Account: 'userIds', Admin_Account: 'userIds', Role: 'role' },
  },
  'members.sync': {
    kinds: notLivestream,
    calls: ['getGroupMemberInfo', 'deleteGroupMember', 'addGroupMember', 'modifyGroupMemberInfo'],
    reads: [
      {
        endpoint: 'checkAccounts',
        when: 'on failure',
        why: 'the vendor does not say whose account does not exist',
      },
      {
        endpoint: 'getRoleInGroup',
        when: 'sometimes',
        why: 'after an ambiguous answer: the roles tell which changes took effect',
      },
    ],
    fields: {
      ...onGroup,
      MemberList: 'wanted',
      MemberToDel_Account: 'wanted',
      Member_Account: 'wanted',
    },
  },
  'mutes.add': {
    kinds: { ...notWork, perUser: false },
    calls: ['forbidSendMsg'],
    reads: [
      {
        endpoint: 'getRoleInGroup',
        when: 'sometimes',
        why: 'with `verify: true`: the vendor does not say who is not a member, or is the owner',
      },
      {
        endpoint: 'getGroupMutedAccount',
        when: 'after an ambiguous answer',
        why: 'the mutes and their ends tell whether the call took effect',
      },
    ],
    fields: { ...onGroup, Members_Account: 'userIds', MuteTime: 'duration' },
  },
  'mutes.remove': {
    kinds: { ...notWork, perUser: false },
    calls: ['forbidSendMsg'],
    reads: [
      {
        endpoint: 'getGroupMutedAccount',
        when: 'after an ambiguous answer',
        why: 'the mutes tell whether the call took effect',
      },
    ],
    fields: { ...onGroup, Members_Account: 'userIds' },
  },
  'mutes.list': { kinds: everyKind, calls: ['getGroupMutedAccount'], fields: onGroup },
  'mutes.muteAll': { kinds: perhapsWork, calls: ['modifyGroupBaseInfo'], fields: onGroup },
  'mutes.unmuteAll': { kinds: perhapsWork, calls: ['modifyGroupBaseInfo'], fields: onGroup },
  'blacklist.add': {
    kinds: { ...switchDecides, perUser: false },
    calls: ['banGroupMember'],
    reads: [
      {
        endpoint: 'getGroupBanMember',
        when: 'after an ambiguous answer',
        why: 'the bans and their ends tell whether the call took effect',
      },
    ],
    extras: ['Description'],
    fields: { ...onGroup, Members_Account: 'userIds', Duration: 'duration' },
  },
  'blacklist.remove': {
    kinds: { ...switchDecides, perUser: false },
    calls: ['unbanGroupMember'],
    reads: [
      {
        endpoint: 'getGroupBanMember',
        when: 'after an ambiguous answer',
        why: 'the bans tell whether the call took effect',
      },
    ],
    fields: { ...onGroup, Members_Account: 'userIds' },
  },
  'blacklist.list': { kinds: switchDecides, calls: ['getGroupBanMember'], fields: onGroup },
} as const satisfies OperationTable<keyof typeof tencentEndpoints>;

/** The support of Tencent, per operation and kind. */
export const tencentCapabilities: CapabilitiesOf<typeof tencentOperations> =
  capabilitiesOf(tencentOperations);
