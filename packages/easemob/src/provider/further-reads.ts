import type { FurtherRead } from '@imgroups/core';
import type { easemobEndpoints } from '../endpoints.ts';

/** A further read at Easemob. */
export interface EasemobRead extends FurtherRead {
  readonly endpoint: keyof typeof easemobEndpoints;
}

/** Every read beyond the one call of an operation. `members.getRoles` has no call of its own but `getGroups`. */
export const furtherReads: readonly EasemobRead[] = [
  {
    operation: 'groups.create',
    endpoint: 'getGroups',
    when: 'after an ambiguous answer',
    why: 'a group with the own id may be the one that was asked for: name, owner and time tell',
  },
  {
    operation: 'groups.transfer',
    endpoint: 'getGroups',
    when: 'after an ambiguous answer',
    why: 'the owner tells whether the call took effect',
  },
  {
    operation: 'members.list',
    endpoint: 'listAdmins',
    when: 'always',
    why: 'once per listing: the list shows admins as members',
  },
  {
    operation: 'members.getRoles',
    endpoint: 'listAdmins',
    when: 'always',
    why: 'side by side with the group, which shows admins as members',
  },
  {
    operation: 'members.getRoles',
    endpoint: 'isMember',
    when: 'sometimes',
    why: 'for users whom a large group does not list',
  },
  {
    operation: 'members.add',
    endpoint: 'getGroups',
    when: 'on failure',
    why: 'a 404 names nobody: is the group missing, or was its owner among the users?',
  },
  {
    operation: 'members.add',
    endpoint: 'getGroups',
    when: 'after an ambiguous answer',
    why: 'the members tell who came in',
  },
  {
    operation: 'members.remove',
    endpoint: 'getGroups',
    when: 'after an ambiguous answer',
    why: 'the members tell who is still in the group',
  },
  {
    operation: 'members.setRole',
    endpoint: 'getGroups',
    when: 'always',
    why: 'once per batch: only differences are sent, and owner and strangers are told',
  },
  {
    operation: 'members.setRole',
    endpoint: 'listAdmins',
    when: 'always',
    why: 'once per batch: only differences are sent; again when an answer was lost',
  },
  {
    operation: 'members.setRole',
    endpoint: 'isMember',
    when: 'sometimes',
    why: 'for users whom a large group does not list',
  },
  {
    operation: 'mutes.add',
    endpoint: 'listMutes',
    when: 'after an ambiguous answer',
    why: 'the mutes and their ends tell whether the call took effect',
  },
  {
    operation: 'mutes.remove',
    endpoint: 'listMutes',
    when: 'on failure',
    why: 'the vendor does not say who was not muted at all',
  },
  {
    operation: 'mutes.remove',
    endpoint: 'listMutes',
    when: 'after an ambiguous answer',
    why: 'the mutes tell whether the call took effect',
  },
  {
    operation: 'blacklist.add',
    endpoint: 'listBlacklist',
    when: 'on failure',
    why: 'the vendor does not say who was on the list already',
  },
  {
    operation: 'blacklist.add',
    endpoint: 'listBlacklist',
    when: 'after an ambiguous answer',
    why: 'the list tells whether the call took effect',
  },
  {
    operation: 'blacklist.remove',
    endpoint: 'listBlacklist',
    when: 'on failure',
    why: 'the vendor does not say who was not on the list',
  },
  {
    operation: 'blacklist.remove',
    endpoint: 'listBlacklist',
    when: 'after an ambiguous answer',
    why: 'the list tells whether the call took effect',
  },
];
