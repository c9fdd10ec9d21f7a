import type { Operation } from '@imgroups/core';
import type { easemobEndpoints } from '@imgroups/easemob/endpoints';
import type { tencentEndpoints } from '@imgroups/tencent/endpoints';

/** The endpoints that an operation calls when nothing fails. A test compares the table with the emulator's journal. */
export const tencentCalls: Readonly<Record<Operation, readonly (keyof typeof tencentEndpoints)[]>> =
  {
    'groups.create': ['createGroup'],
    'groups.get': ['getGroupInfo'],
    'groups.getMany': ['getGroupInfo'],
    'groups.list': ['getAppIdGroupList'],
    'groups.listJoined': ['getJoinGroupList'],
    'groups.update': ['modifyGroupBaseInfo'],
    'groups.getAnnouncement': ['getGroupInfo'],
    'groups.setAnnouncement': ['modifyGroupBaseInfo'],
    'groups.delete': ['destroyGroup'],
    'groups.transfer': ['changeGroupOwner'],
    'members.list': ['getGroupMemberInfo'],
    'members.getRoles': ['getRoleInGroup'],
    'members.add': ['addGroupMember'],
    'members.remove': ['deleteGroupMember'],
    'members.setRole': ['modifyGroupMemberInfo', 'modifyAdmin'],
    'mutes.add': ['forbidSendMsg'],
    'mutes.remove': ['forbidSendMsg'],
    'mutes.list': ['getGroupMutedAccount'],
    'mutes.muteAll': ['modifyGroupBaseInfo'],
    'mutes.unmuteAll': ['modifyGroupBaseInfo'],
    'blacklist.add': ['banGroupMember'],
    'blacklist.remove': ['unbanGroupMember'],
    'blacklist.list': ['getGroupBanMember'],
  };

/** Likewise for Easemob; some depend on the number of users or on the flavour. */
export const easemobCalls: Readonly<Record<Operation, readonly (keyof typeof easemobEndpoints)[]>> =
  {
    'groups.create': ['createGroup'],
    'groups.get': ['getGroups'],
    'groups.getMany': ['getGroups'],
    'groups.list': ['listGroups'],
    'groups.listJoined': ['listUserGroups', 'listJoinedGroups'],
    'groups.update': ['updateGroup'],
    'groups.getAnnouncement': ['getAnnouncement'],
    'groups.setAnnouncement': ['setAnnouncement'],
    'groups.delete': ['deleteGroup'],
    'groups.transfer': ['transferOwnership'],
    'members.list': ['listMembers', 'listAdmins'],
    'members.getRoles': ['getGroups', 'listAdmins'],
    'members.add': ['addMembers'],
    'members.remove': ['removeMember', 'removeMembers'],
    'members.setRole': ['addAdmin', 'removeAdmin', 'getGroups', 'listAdmins'],
    'mutes.add': ['muteMembers'],
    'mutes.remove': ['unmuteMembers'],
    'mutes.list': ['listMutes'],
    'mutes.muteAll': ['muteAll'],
    'mutes.unmuteAll': ['unmuteAll'],
    'blacklist.add': ['addManyToBlacklist'],
    'blacklist.remove': ['removeFromBlacklist', 'removeManyFromBlacklist'],
    'blacklist.list': ['listBlacklist'],
  };
