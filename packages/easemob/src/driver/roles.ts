import {
  allOrAbort,
  type Failure,
  isImGroupsError,
  type OnGroup,
  type Op,
  type OperationCall,
  type Role,
  readAnswer,
  readItems,
  readOptional,
  refused,
  requireSame,
  wireFlag,
  wireList,
  wireNumber,
  wireObject,
  wireText,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { GroupDetail } from '../chapters/groups.ts';
import { nameList } from '../mapping/blacklist.ts';
import { ownerOf } from '../mapping/group.ts';
import { affiliationList, readAffiliation } from '../mapping/member.ts';
import { foldUserId } from '../mapping/user-id.ts';
import type { EasemobDriverTypes } from './types.ts';

type Caller = Pick<Op<EasemobDriverTypes>, 'client' | 'read'>;

const groupId = v.nullish(wireText);
const joined = v.nullish(wireFlag);

/** Users on a list, folded. */
export interface Names {
  readonly names: ReadonlySet<string>;
  readonly unreadable: readonly Failure[];
  /** True if there may be more of them than the service gives at once. */
  readonly isCut?: boolean | undefined;
}

/** True if a list shows that a user is on it, or is not: a name that cannot be read, or was not given, may be any user's. */
export function shows(
  { names, unreadable, isCut = false }: Names,
  userId: string,
  listed: boolean,
): boolean {
  return listed ? names.has(userId) : !isCut && unreadable.length === 0 && !names.has(userId);
}

/** The members of a group in its details. */
export interface Listed {
  readonly ownerId: string | undefined;
  /** Folded names, the owner's among them. */
  readonly userIds: ReadonlySet<string>;
  /** True if these are all; a large group lists only the first of its members, and some answers none. */
  readonly complete: boolean;
}

/** Reads a group's details; `group_not_found` when there is none. */
export async function readDetail(
  { client, read }: Caller,
  id: string,
  call: OperationCall,
): Promise<GroupDetail> {
  const answer = await client.getGroups({ group_ids: [id] }, call);
  return read('getGroups', () => {
    readAnswer(wireList, answer.data, 'data');
    const [detail] = (answer.data ?? []).filter(hasId);
    if (detail === undefined) {
      throw refused(`group ${id} does not exist`, {
        code: 'not_found',
        reason: 'group_not_found',
        endpoint: 'getGroups',
        httpStatus: 200,
      });
    }
    requireSame('data.id', id, detail.id);
    return detail;
  });
}

/** True if an element of an answer is a group; for a missing one some clusters answer an element without an id. */
export function hasId(item: GroupDetail): boolean {
  const { id } = readAnswer(wireObject, item, 'data');
  return Boolean(readAnswer(groupId, id, 'data.id'));
}

/** Reads the owner out of a group's details. */
export function readOwner({ read }: Caller, detail: GroupDetail): string | undefined {
  return read('getGroups', ({ note }) => ownerOf(detail, note));
}

/** Reads who is in a group. */
export function listedIn({ read }: Caller, detail: GroupDetail): Listed {
  return read('getGroups', (reading) => {
    const { note } = reading;
    readOptional(wireList, detail.affiliations, 'data.affiliations', note);
    const affiliations = Array.isArray(detail.affiliations) ? detail.affiliations : [];
    const { items, unreadable } = readItems(affiliationList, affiliations, reading, (item) =>
      foldUserId(readAffiliation(item, 'data.affiliations').userId),
    );
    const count = detail.affiliations_count;
    const total = readOptional(wireNumber, count, 'data.affiliations_count', note);
    const owner = ownerOf(detail, note);
    const ownerId = owner && foldUserId(owner);
    return {
      ownerId,
      userIds: new Set(ownerId ? [...items, ownerId] : items),
      complete: items.length > 0 && items.length === total && unreadable.length === 0,
    };
  });
}

/** Reads a list of user names. */
export function readNames(
  { read }: Caller,
  endpoint: 'listAdmins' | 'listBlacklist',
  data: readonly string[] | undefined,
): Names {
  const { items, unreadable } = read(endpoint, (reading) =>
    readItems(nameList, data, reading, foldUserId),
  );
  return { names: new Set(items), unreadable };
}

/** Reads the admins of a group. */
export async function readAdmins(
  caller: Caller,
  groupId: string,
  call: OperationCall,
): Promise<Names> {
  const { data } = await caller.client.listAdmins({ group_id: groupId }, call);
  return readNames(caller, 'listAdmins', data);
}

/** The roles of a group's members. */
export interface Roster {
  /** The role of a folded user; `undefined` for those who are not members. */
  roleOf(userId: string): Promise<Role | undefined>;
  /** Admins whose names could not be read: they would seem to be ordinary members. */
  readonly unreadable: readonly Failure[];
}

/** Reads details and admins side by side; asks for a single user only where the details do not list everybody. */
export async function readRoster(
  op: Caller & Pick<OnGroup<EasemobDriverTypes>, 'group'>,
  call: OperationCall,
): Promise<Roster> {
  const { group } = op;
  const [detail, admins] = await allOrAbort(call, (each) => [
    readDetail(op, group.id, each),
    readAdmins(op, group.id, each),
  ]);
  const { ownerId, userIds, complete } = listedIn(op, detail);
  return {
    unreadable: admins.unreadable,
    async roleOf(userId) {
      if (userId === ownerId) return 'owner';
      if (admins.names.has(userId)) return 'admin';
      if (userIds.has(userId)) return 'member';
      if (complete) return undefined;
      return (await isMember(op, group.id, userId, call)) ? 'member' : undefined;
    },
  };
}

async function isMember(
  { client, read }: Caller,
  groupId: string,
  userId: string,
  call: OperationCall,
): Promise<boolean> {
  try {
    const { data } = await client.isMember({ group_id: groupId, username: userId }, call);
    return read('isMember', () => readAnswer(joined, data, 'data') ?? false);
  } catch (error) {
    // The group was just read, so it is the user who is missing.
    if (isImGroupsError(error) && error.code === 'not_found') return false;
    throw error;
  }
}
