import {
  type CapabilitiesOf,
  capabilitiesOf,
  type OperationSupport,
  type OperationTable,
} from '@imgroups/core/adapter';
import type { easemobEndpoints } from '../endpoints.ts';

/** Every group of the vendor is of one kind. */
const standardOnly = {
  standard: 'yes',
  work: 'no',
  meeting: 'no',
  livestream: 'no',
  community: 'no',
} as const satisfies OperationSupport;

/** Takes no kind, so there is none to refuse; groups of the other kinds do not occur. */
const anyKind = {
  standard: 'yes',
  work: 'yes',
  meeting: 'yes',
  livestream: 'yes',
  community: 'yes',
} as const satisfies OperationSupport;

/** The vendor tells what happened to each user. */
const perUser = { ...standardOnly, perUser: true } as const satisfies OperationSupport;

/** Fields of a profile under the names of the neutral arguments. */
const profileFields = {
  groupname: 'name',
  description: 'description',
  desc: 'description',
  avatar: 'avatarUrl',
  maxusers: 'maxMembers',
};

const onGroup = { group_id: 'group' };
const onUsers = { ...onGroup, usernames: 'userIds' };

/** The calls of each operation at Easemob. `members.getRoles` has no call of its own but `getGroups`. */
export const easemobOperations = {
  check: { kinds: anyKind, calls: ['listGroups'] },
  'groups.create': {
    kinds: standardOnly,
    calls: ['createGroup'],
    reads: [
      {
        endpoint: 'getGroups',
        when: 'after an ambiguous answer',
        why: 'a group with the own id may be the one that was asked for: name, owner and time tell',
      },
    ],
    extras: ['custom', 'scale', 'invite_need_confirm'],
    fields: { ...profileFields, groupid: 'id', owner: 'ownerId' },
  },
  'groups.ensure': {
    kinds: standardOnly,
    calls: ['getGroups', 'createGroup'],
    extras: ['custom', 'scale', 'invite_need_confirm'],
    fields: { ...profileFields, groupid: 'id', owner: 'ownerId' },
  },
  'groups.get': {
    kinds: standardOnly,
    calls: ['getGroups'],
    fields: { group_ids: 'group' },
  },
  'groups.getMany': {
    kinds: anyKind,
    calls: ['getGroups'],
    fields: { group_ids: 'ids' },
  },
  'groups.list': {
    kinds: anyKind,
    calls: ['listGroups'],
  },
  'groups.listJoined': {
    kinds: anyKind,
    calls: ['listUserGroups', 'listJoinedGroups'],
    fields: { username: 'userId' },
  },
  'groups.update': {
    kinds: standardOnly,
    calls: ['updateGroup'],
    extras: ['custom', 'invite_need_confirm'],
    fields: { ...onGroup, ...profileFields },
  },
  'groups.getAnnouncement': {
    kinds: standardOnly,
    calls: ['getAnnouncement'],
    fields: onGroup,
  },
  'groups.setAnnouncement': {
    kinds: standardOnly,
    calls: ['setAnnouncement'],
    fields: { ...onGroup, announcement: 'text' },
  },
  'groups.delete': {
    kinds: standardOnly,
    calls: ['deleteGroup'],
    fields: onGroup,
  },
  'groups.transfer': {
    kinds: standardOnly,
    calls: ['transferOwnership'],
    reads: [
      {
        endpoint: 'getGroups',
        when: 'after an ambiguous answer',
        why: 'the owner tells whether the call took effect',
      },
    ],
    fields: { ...onGroup, newowner: 'newOwnerId' },
  },
  'members.list': {
    kinds: standardOnly,
    calls: ['listMembers'],
    reads: [
      {
        endpoint: 'listAdmins',
        when: 'always',
        why: 'once per listing: the list shows admins as members',
      },
    ],
    fields: onGroup,
  },
  'members.getRoles': {
    kinds: standardOnly,
    calls: ['getGroups'],
    reads: [
      {
        endpoint: 'listAdmins',
        when: 'always',
        why: 'side by side with the group, which shows admins as members',
      },
      {
        endpoint: 'isMember',
        when: 'sometimes',
        why: 'for users whom a large group does not list',
      },
    ],
    fields: { ...onGroup, group_ids: 'group', username: 'userIds' },
  },
  'members.add': {
    kinds: perUser,
    calls: ['addMembers'],
    reads: [
      {
        endpoint: 'getGroups',
        when: 'on failure',
        why: 'a 404 names nobody: is the group missing, or was its owner among the users?',
      },
      {
        endpoint: 'getGroups',
        when: 'on failure',
        why: 'a full group is told with its capacity',
      },
      {
        endpoint: 'getGroups',
        when: 'after an ambiguous answer',
        why: 'the members tell who came in',
      },
    ],
    fields: onUsers,
  },
  'members.remove': {
    kinds: perUser,
    calls: ['removeMembers', 'removeMember'],
    reads: [
      {
        endpoint: 'getGroups',
        when: 'after an ambiguous answer',
        why: 'the members tell who is still in the group',
      },
    ],
    fields: onUsers,
  },
  'members.setRole': {
    kinds: perUser,
    calls: ['addAdmin', 'removeAdmin'],
    reads: [
      {
        endpoint: 'getGroups',
        when: 'always',
        why: 'once per batch: only differences are sent, and owner and strangers are told',
      },
      {
        endpoint: 'listAdmins',
        when: 'always',
        why: 'once per batch: only differences are sent; again when an answer was lost',
      },
      {
        endpoint: 'isMember',
        when: 'sometimes',
        why: 'for users whom a large group does not list',
      },
    ],
    fields: { ...onGroup, newadmin: 'userIds', oldadmin: 'userIds' },
  },
  'members.sync': {
    kinds: perUser,
    calls: [
      'listMembers',
      'removeMembers',
      'removeMember',
      'addMembers',
      'addAdmin',
      'removeAdmin',
    ],
    reads: [
      {
        endpoint: 'listAdmins',
        when: 'always',
        why: 'the list shows admins as members; and for changes of roles',
      },
      {
        endpoint: 'getGroups',
        when: 'always',
        why: 'for changes of roles; and when an answer was lost or a refusal names nobody',
      },
      {
        endpoint: 'isMember',
        when: 'sometimes',
        why: 'for users whom a large group does not list',
      },
    ],
    fields: { ...onGroup, usernames: 'wanted', newadmin: 'wanted', oldadmin: 'wanted' },
  },
  'mutes.add': {
    kinds: perUser,
    calls: ['muteMembers'],
    reads: [
      {
        endpoint: 'listMutes',
        when: 'after an ambiguous answer',
        why: 'the mutes and their ends tell whether the call took effect',
      },
    ],
    fields: { ...onUsers, mute_duration: 'duration' },
  },
  'mutes.remove': {
    kinds: perUser,
    calls: ['unmuteMembers'],
    reads: [
      {
        endpoint: 'listMutes',
        when: 'on failure',
        why: 'the vendor does not say who was not muted at all',
      },
      {
        endpoint: 'listMutes',
        when: 'after an ambiguous answer',
        why: 'the mutes tell whether the call took effect',
      },
    ],
    fields: onUsers,
  },
  'mutes.list': {
    kinds: standardOnly,
    calls: ['listMutes'],
    fields: onGroup,
  },
  'mutes.muteAll': {
    kinds: standardOnly,
    calls: ['muteAll'],
    fields: onGroup,
  },
  'mutes.unmuteAll': {
    kinds: standardOnly,
    calls: ['unmuteAll'],
    fields: onGroup,
  },
  'blacklist.add': {
    kinds: perUser,
    calls: ['addManyToBlacklist'],
    reads: [
      {
        endpoint: 'listBlacklist',
        when: 'on failure',
        why: 'the vendor does not say who was on the list already',
      },
      {
        endpoint: 'listBlacklist',
        when: 'after an ambiguous answer',
        why: 'the list tells whether the call took effect',
      },
    ],
    fields: onUsers,
  },
  'blacklist.remove': {
    kinds: perUser,
    calls: ['removeManyFromBlacklist', 'removeFromBlacklist'],
    reads: [
      {
        endpoint: 'listBlacklist',
        when: 'on failure',
        why: 'the vendor does not say who was not on the list',
      },
      {
        endpoint: 'listBlacklist',
        when: 'after an ambiguous answer',
        why: 'the list tells whether the call took effect',
      },
    ],
    fields: onUsers,
  },
  'blacklist.list': {
    kinds: standardOnly,
    calls: ['listBlacklist'],
    fields: onGroup,
  },
} as const satisfies OperationTable<keyof typeof easemobEndpoints>;

/** The support of Easemob, per operation and kind. */
export const easemobCapabilities: CapabilitiesOf<typeof easemobOperations> =
  capabilitiesOf(easemobOperations);
