import type { FurtherRead } from '@imgroups/core';
import type { tencentEndpoints } from '../endpoints.ts';

/** A further read at Tencent. */
export interface TencentRead extends FurtherRead {
  readonly endpoint: keyof typeof tencentEndpoints;
}

/** Every read beyond the one call of an operation. All of them happen after a failure only. */
export const furtherReads: readonly TencentRead[] = [
  {
    operation: 'groups.create',
    endpoint: 'getGroupInfo',
    when: 'after an ambiguous answer',
    why: 'a group with the own id may be the one that was asked for: type, name, owner and time tell',
  },
  {
    operation: 'groups.transfer',
    endpoint: 'getRoleInGroup',
    when: 'on failure',
    why: 'the vendor does not say that the new owner is not a member, or is the owner already',
  },
  {
    operation: 'groups.transfer',
    endpoint: 'getRoleInGroup',
    when: 'after an ambiguous answer',
    why: 'the role of the new owner tells whether the call took effect',
  },
  {
    operation: 'members.add',
    endpoint: 'checkAccounts',
    when: 'on failure',
    why: 'the vendor does not say whose account does not exist',
  },
  {
    operation: 'members.add',
    endpoint: 'getRoleInGroup',
    when: 'after an ambiguous answer',
    why: 'the roles tell who came in',
  },
  {
    operation: 'members.remove',
    endpoint: 'getRoleInGroup',
    when: 'after an ambiguous answer',
    why: 'the roles tell who is still in the group',
  },
  {
    operation: 'members.setRole',
    endpoint: 'getRoleInGroup',
    when: 'on failure',
    why: 'the vendor does not say that somebody is not a member, or is the owner',
  },
  {
    operation: 'members.setRole',
    endpoint: 'getRoleInGroup',
    when: 'after an ambiguous answer',
    why: 'the role tells whether the call took effect',
  },
  {
    operation: 'members.setRole',
    endpoint: 'getAdminList',
    when: 'after an ambiguous answer',
    why: 'the admins of a live room tell whether the call took effect',
  },
  {
    operation: 'mutes.add',
    endpoint: 'getGroupMutedAccount',
    when: 'after an ambiguous answer',
    why: 'the mutes and their ends tell whether the call took effect',
  },
  {
    operation: 'mutes.remove',
    endpoint: 'getGroupMutedAccount',
    when: 'after an ambiguous answer',
    why: 'the mutes tell whether the call took effect',
  },
  {
    operation: 'blacklist.add',
    endpoint: 'getGroupBanMember',
    when: 'after an ambiguous answer',
    why: 'the bans and their ends tell whether the call took effect',
  },
  {
    operation: 'blacklist.remove',
    endpoint: 'getGroupBanMember',
    when: 'after an ambiguous answer',
    why: 'the bans tell whether the call took effect',
  },
];
