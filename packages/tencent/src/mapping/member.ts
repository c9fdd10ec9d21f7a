import {
  type DriverOutcome,
  type Member,
  type Role,
  readId,
  readText,
  readWord,
  refused,
  shown,
  unreadable,
} from '@imgroups/core/adapter';
import type { MemberProfile } from '../chapters/common.ts';
import type { AddedMember, GetRoleInGroupResponse } from '../chapters/members.ts';
import { readFilledText, readFilledTime } from './read-filled.ts';

const roles: Readonly<Record<string, Role>> = { Owner: 'owner', Admin: 'admin', Member: 'member' };

export function toMember(profile: MemberProfile): Member<MemberProfile> {
  return {
    userId: readId(profile.Member_Account, 'MemberList.Member_Account'),
    role: toMemberRole(profile.Role, 'MemberList.Role'),
    nickname: readFilledText(profile.NameCard, 'MemberList.NameCard'),
    joinedAt: readFilledTime(profile.JoinTime, 'MemberList.JoinTime'),
    raw: profile,
  };
}

/** The roles of those who were asked for and are members. */
export function toRoles(
  users: NonNullable<GetRoleInGroupResponse['UserIdList']>,
): Map<string, Role> {
  const roles = new Map<string, Role>();
  for (const user of users) {
    const userId = readId(user.Member_Account, 'UserIdList.Member_Account');
    const role = toRole(user.Role, 'UserIdList.Role');
    if (role !== undefined) roles.set(userId, role);
  }
  return roles;
}

/** What happened to one user of `addGroupMember`. */
export function toAddOutcome(member: AddedMember): DriverOutcome {
  const userId = readId(member.Member_Account, 'MemberList.Member_Account');
  switch (member.Result) {
    case 1:
      return { userId, status: 'done', changed: true };
    case 2:
      return { userId, status: 'done', changed: false };
    case 3:
      return { userId, status: 'pending' };
    case 0:
      return { userId, status: 'failed', failure: notAdded() };
    default:
      return { userId, status: 'failed', failure: unknownResult(member.Result) };
  }
}

export function fromRole(role: 'admin' | 'member'): 'Admin' | 'Member' {
  return role === 'admin' ? 'Admin' : 'Member';
}

function toMemberRole(value: unknown, field: string): Role {
  const role = toRole(value, field);
  if (role) return role;
  throw unreadable(`the answer's ${field} is not the role of a member`, { field });
}

function toRole(value: unknown, field: string): Role | undefined {
  // Some of the vendor's samples have a trailing space.
  const word = readText(value, field).trim();
  if (word === 'NotMember') return undefined;
  return readWord(roles, word, field);
}

function notAdded() {
  return refused('not added, and the vendor does not say why (Result 0)', {
    code: 'failed_precondition',
    vendorCode: 0,
  });
}

function unknownResult(result: unknown) {
  return unreadable(`the answer's MemberList.Result is unknown: ${shown(result)}`, {
    field: 'MemberList.Result',
    ambiguous: true,
  });
}
