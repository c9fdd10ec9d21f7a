import type { Capabilities, OperationSupport } from '@imgroups/core';

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

/** Vendor pages disagree on the kinds, and a plan and a console switch decide. */
const switchDecides = {
  standard: 'depends',
  work: 'depends',
  meeting: 'depends',
  livestream: 'depends',
  community: 'depends',
} as const satisfies OperationSupport;

/** What Tencent does, per operation and kind. */
export const capabilities = {
  // Communities need a plan.
  'groups.create': { ...everyKind, community: 'depends' },
  'groups.get': everyKind,
  'groups.getMany': everyKind,
  'groups.list': everyKind,
  // Live rooms come only with the extra `WithHugeGroups`, and not reliably.
  'groups.listJoined': { ...everyKind, livestream: 'depends' },
  'groups.update': everyKind,
  'groups.getAnnouncement': everyKind,
  'groups.setAnnouncement': everyKind,
  'groups.delete': everyKind,
  'groups.transfer': notLivestream,
  'members.list': notLivestream,
  'members.getRoles': notLivestream,
  'members.add': notLivestream,
  'members.remove': { ...notLivestream, perUser: false },
  // `Private` groups have no admins; admins of live rooms need a plan.
  'members.setRole': { ...everyKind, work: 'no', livestream: 'depends' },
  'mutes.add': { ...notWork, perUser: false },
  'mutes.remove': { ...notWork, perUser: false },
  'mutes.list': everyKind,
  // The vendor does not say whether `Private` groups take it.
  'mutes.muteAll': { ...everyKind, work: 'depends' },
  'mutes.unmuteAll': { ...everyKind, work: 'depends' },
  'blacklist.add': { ...switchDecides, perUser: false },
  'blacklist.remove': { ...switchDecides, perUser: false },
  'blacklist.list': switchDecides,
} as const satisfies Capabilities;
