import type { Capabilities, OperationSupport } from '@imgroups/core';

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

/** What Easemob can do. */
export const capabilities = {
  'groups.create': standardOnly,
  'groups.get': standardOnly,
  'groups.getMany': anyKind,
  'groups.list': anyKind,
  'groups.listJoined': anyKind,
  'groups.update': standardOnly,
  'groups.getAnnouncement': standardOnly,
  'groups.setAnnouncement': standardOnly,
  'groups.delete': standardOnly,
  'groups.transfer': standardOnly,
  'members.list': standardOnly,
  'members.getRoles': standardOnly,
  'members.add': perUser,
  'members.remove': perUser,
  'members.setRole': perUser,
  'mutes.add': perUser,
  'mutes.remove': perUser,
  'mutes.list': standardOnly,
  'mutes.muteAll': standardOnly,
  'mutes.unmuteAll': standardOnly,
  'blacklist.add': perUser,
  'blacklist.remove': perUser,
  'blacklist.list': standardOnly,
} as const satisfies Capabilities;
