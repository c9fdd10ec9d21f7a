import {
  isImGroupsError,
  type OnGroup,
  type OperationCall,
  type Role,
  readId,
  readList,
  readObject,
  readOptionalBoolean,
  readOptionalNumber,
  readOptionalText,
  refused,
  requireSame,
  together,
} from '@imgroups/core/adapter';
import type { GroupDetail } from '../chapters/groups.ts';
import type { EasemobClient } from '../client.ts';
import { ownerOf } from '../mapping/group.ts';
import { readAffiliation } from '../mapping/member.ts';
import { foldUserId } from '../mapping/user-id.ts';
import type { EasemobDriverTypes } from './types.ts';

/** Who is in a group, as its details show it. */
export interface Listed {
  readonly ownerId: string | undefined;
  /** Folded names, the owner's among them. */
  readonly userIds: ReadonlySet<string>;
  /** Whether these are all; a large group lists only the first of its members, and some answers none. */
  readonly complete: boolean;
}

/** Reads a group's details; `group_not_found` when there is none. */
export async function readDetail(
  client: EasemobClient,
  groupId: string,
  call: OperationCall,
): Promise<GroupDetail> {
  const answer = await client.getGroups({ group_ids: [groupId] }, call);
  const [detail] = readList(answer.data, 'data').filter(hasId);
  if (detail === undefined) {
    throw refused(`group ${groupId} does not exist`, {
      code: 'not_found',
      reason: 'group_not_found',
      endpoint: 'getGroups',
      httpStatus: 200,
    });
  }
  requireSame('data.id', groupId, detail.id);
  return detail;
}

/** A group that an answer really holds. */
export interface IdentifiedGroup extends GroupDetail {
  readonly id: string;
}

/** Whether an element of an answer is a group; for a missing one some clusters answer an element without an id. */
export function hasId(item: unknown): item is IdentifiedGroup {
  const { id } = readObject(item, 'data');
  return Boolean(readOptionalText(id, 'data.id'));
}

/** Reads who is in a group. */
export function listedIn(detail: GroupDetail): Listed {
  const affiliations = readList(detail.affiliations ?? [], 'data.affiliations');
  const ownerId = ownerOf(detail);
  const userIds = new Set(
    affiliations.map((item) => foldUserId(readAffiliation(item, 'data.affiliations').userId)),
  );
  const count = readOptionalNumber(detail.affiliations_count, 'data.affiliations_count');
  const complete = affiliations.length > 0 && affiliations.length === count;
  if (ownerId !== undefined) userIds.add(foldUserId(ownerId));
  return { ownerId: ownerId && foldUserId(ownerId), userIds, complete };
}

/** Reads a list of user names, folded. */
export function readNames(data: unknown): ReadonlySet<string> {
  return new Set(
    readList(data, 'data').map((name, index) => foldUserId(readId(name, `data.${index}`))),
  );
}

/** Reads the admins of a group, folded. */
export async function readAdmins(
  client: EasemobClient,
  groupId: string,
  call: OperationCall,
): Promise<ReadonlySet<string>> {
  const { data } = await client.listAdmins({ group_id: groupId }, call);
  return readNames(data);
}

/** Tells the role of one folded user after another; `undefined` for those who are not members. */
export type Roster = (userId: string) => Promise<Role | undefined>;

/** Reads details and admins side by side; asks for a single user only where the details do not list everybody. */
export async function readRoster(
  { client, group }: Pick<OnGroup<EasemobDriverTypes>, 'client' | 'group'>,
  call: OperationCall,
): Promise<Roster> {
  const [detail, admins] = await together(call, (each) => [
    readDetail(client, group.id, each),
    readAdmins(client, group.id, each),
  ]);
  const { ownerId, userIds, complete } = listedIn(detail);
  return async (userId) => {
    if (userId === ownerId) return 'owner';
    if (admins.has(userId)) return 'admin';
    if (userIds.has(userId)) return 'member';
    if (complete) return undefined;
    return (await isMember(client, group.id, userId, call)) ? 'member' : undefined;
  };
}

async function isMember(
  client: EasemobClient,
  groupId: string,
  userId: string,
  call: OperationCall,
): Promise<boolean> {
  try {
    const answer = await client.isMember({ group_id: groupId, username: userId }, call);
    return readOptionalBoolean(answer.data, 'data') ?? false;
  } catch (error) {
    // The group was just read, so it is the user who is missing.
    if (isImGroupsError(error) && error.code === 'not_found') return false;
    throw error;
  }
}
