import {
  ApiError,
  InvalidRequestError,
  InvalidResponseError,
  type Member,
  type Outcome,
  type Role,
  readId,
  readText,
  readWord,
  shown,
} from '@imgroups/core';
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

/** The roles of those who were asked for; `NotMember` is undefined. */
export function toRoles(
  users: NonNullable<GetRoleInGroupResponse['UserIdList']>,
): Map<string, Role | undefined> {
  return new Map(
    users.map((user) => [
      readId(user.Member_Account, 'UserIdList.Member_Account'),
      toRole(user.Role, 'UserIdList.Role'),
    ]),
  );
}

/** What happened to one user of `addGroupMember`. */
export function toAddOutcome(member: AddedMember): Outcome {
  const userId = readId(member.Member_Account, 'MemberList.Member_Account');
  switch (member.Result) {
    case 1:
      return { userId, status: 'done', changed: true };
    case 2:
      return { userId, status: 'done', changed: false };
    case 3:
      return { userId, status: 'pending' };
    case 0:
      return { userId, status: 'failed', error: notAdded() };
    default:
      return { userId, status: 'failed', error: unknownResult(member.Result) };
  }
}

export function fromRole(role: 'admin' | 'member'): 'Admin' | 'Member' {
  if (role === 'admin') return 'Admin';
  if (role === 'member') return 'Member';
  throw new InvalidRequestError("role: must be 'admin' or 'member'", { field: 'role' });
}

function toMemberRole(value: unknown, field: string): Role {
  const role = toRole(value, field);
  if (role) return role;
  throw new InvalidResponseError(`the answer's ${field} is not the role of a member`, { field });
}

function toRole(value: unknown, field: string): Role | undefined {
  // Some of the vendor's samples have a trailing space.
  const word = readText(value, field).trim();
  if (word === 'NotMember') return undefined;
  return readWord(roles, word, field);
}

function notAdded(): ApiError {
  return new ApiError('not added, and the vendor does not say why (Result 0)', {
    code: 'failed_precondition',
    vendorCode: 0,
  });
}

function unknownResult(result: unknown): InvalidResponseError {
  return new InvalidResponseError(`the answer's MemberList.Result is unknown: ${shown(result)}`, {
    field: 'MemberList.Result',
    ambiguous: true,
  });
}
