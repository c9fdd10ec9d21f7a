import {
  type DriverOutcome,
  inspect,
  type Member,
  type Note,
  type Role,
  readAnswer,
  readOpenWord,
  readOptional,
  refused,
  unreadable,
  wireId,
  wireObject,
  wireText,
  wireWord,
} from '@imgroups/core/adapter';
import type { CheckedAccount } from '../chapters/accounts.ts';
import type { MemberProfile } from '../chapters/common.ts';
import type { AddedMember, UserRole } from '../chapters/members.ts';
import { filledText, filledTime } from './filled.ts';

export const memberList = {
  field: 'MemberList',
  item: wireObject,
  id: 'Member_Account',
} as const;

export const userIdList = { ...memberList, field: 'UserIdList' } as const;

export const adminList = { field: 'Admin_List', item: wireObject } as const;

export const accountList = { field: 'ResultItem', item: wireObject, id: 'UserID' } as const;

const roles: Readonly<Record<string, Role>> = { Owner: 'owner', Admin: 'admin', Member: 'member' };
const accountStatus = wireWord({ Imported: true, NotImported: false });
const memberRole = wireWord(roles);
const userRole = wireWord<Role | 'none'>({ ...roles, NotMember: 'none' });

export function toMember(profile: MemberProfile, note: Note): Member<MemberProfile> {
  return {
    userId: readAnswer(wireId, profile.Member_Account, 'MemberList.Member_Account'),
    role: readOpenWord(memberRole, profile.Role, 'MemberList.Role', note),
    nickname: readOptional(filledText, profile.NameCard, 'MemberList.NameCard', note),
    joinedAt: readOptional(filledTime, profile.JoinTime, 'MemberList.JoinTime', note),
    raw: profile,
  };
}

/** A user and the role, which is absent for those who are not members. */
export function toUserRole(
  user: UserRole,
  note: Note,
): readonly [userId: string, role: Role | 'other' | undefined] {
  const userId = readAnswer(wireId, user.Member_Account, 'UserIdList.Member_Account');
  // No word at all tells nothing, not even that the user is a member.
  const word = readAnswer(wireText, user.Role, 'UserIdList.Role');
  const role = readOpenWord(userRole, word, 'UserIdList.Role', note);
  return [userId, role === 'none' ? undefined : role];
}

/** The user id of an admin of a live room. */
export function toAdmin({ Admin_Account }: { readonly Admin_Account: string }): string {
  return readAnswer(wireId, Admin_Account, 'Admin_List.Admin_Account');
}

/** A user, and whether the account was imported. */
export function toAccount(account: CheckedAccount): {
  readonly userId: string;
  readonly isImported: boolean;
} {
  return {
    userId: readAnswer(wireId, account.UserID, 'ResultItem.UserID'),
    isImported: readAnswer(accountStatus, account.AccountStatus, 'ResultItem.AccountStatus'),
  };
}

/** Returns the outcome of one user of `addGroupMember`. */
export function toAddOutcome(member: AddedMember): DriverOutcome {
  const userId = readAnswer(wireId, member.Member_Account, 'MemberList.Member_Account');
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

function notAdded() {
  return refused('not added; the answer gives no reason (Result 0)', {
    code: 'failed_precondition',
    vendorCode: 0,
  });
}

function unknownResult(result: unknown) {
  return unreadable(`the answer's MemberList.Result is unknown: ${inspect(result)}`, {
    field: 'MemberList.Result',
    ambiguous: true,
  });
}
