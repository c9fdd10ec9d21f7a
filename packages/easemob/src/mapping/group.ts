import {
  type CreateGroupInput,
  type Group,
  type GroupPatch,
  type GroupSummary,
  type InvitePolicy,
  type JoinPolicy,
  type Note,
  readAnswer,
  readOptional,
  unsupported,
  wireFlag,
  wireId,
  wireList,
  wireNumber,
  wireObject,
  wireText,
  wireTime,
} from '@imgroups/core/adapter';
import type {
  CreateGroupRequest,
  GroupDetail,
  JoinedGroup,
  ListedGroup,
  UpdateGroupRequest,
  UserGroup,
} from '../chapters/groups.ts';
import { foldUserId } from './user-id.ts';

/** Which names of fields a cluster knows: old ones want `desc` and `members_only`, and have no permanent mute. */
export type Flavour = 'modern' | 'legacy';

export const detailList = { field: 'data', item: wireObject, id: 'id' } as const;

export const groupList = { field: 'data', item: wireObject, id: 'groupid' } as const;

export const userGroupList = { field: 'entities', item: wireObject, id: 'groupId' } as const;

const milliseconds = wireTime(1);

/** A group's details as the service answers them. */
export function toGroup(detail: GroupDetail, note: Note): Group<GroupDetail> {
  const isPublic = readOptional(wireFlag, detail.public, 'data.public', note);
  const needsApproval = readOptional(wireFlag, detail.membersonly, 'data.membersonly', note);
  const membersInvite = readOptional(wireFlag, detail.allowinvites, 'data.allowinvites', note);
  const count = detail.affiliations_count;
  return {
    id: readAnswer(wireId, detail.id, 'data.id'),
    kind: 'standard',
    name: readAnswer(wireText, detail.name ?? '', 'data.name'),
    description: readOptional(wireText, detail.description, 'data.description', note),
    avatarUrl: readOptional(wireText, detail.avatar, 'data.avatar', note) || undefined,
    ownerId: ownerOf(detail, note),
    joinPolicy: toJoinPolicy(isPublic, needsApproval),
    invitePolicy: toInvitePolicy(membersInvite),
    memberCount: readOptional(wireNumber, count, 'data.affiliations_count', note),
    maxMembers: readOptional(wireNumber, detail.maxusers, 'data.maxusers', note),
    mutedAll: readOptional(wireFlag, detail.mute, 'data.mute', note),
    createdAt: readOptional(milliseconds, detail.created, 'data.created', note),
    raw: detail,
  };
}

/** The owner; older clusters tell it only among the members. */
export function ownerOf({ owner, affiliations }: GroupDetail, note: Note): string | undefined {
  const named = readOptional(wireText, owner, 'data.owner', note);
  if (named) return named;
  for (const item of readOptional(wireList, affiliations, 'data.affiliations', note) ?? []) {
    const affiliation = readOptional(wireObject, item, 'data.affiliations', note);
    if (affiliation?.owner !== undefined) {
      return readOptional(wireText, affiliation.owner, 'data.affiliations.owner', note);
    }
  }
  return undefined;
}

/** A group in the list of the app's groups. `appKey` is `org#app`, where the caller knows it. */
export function toGroupSummary(
  group: ListedGroup,
  appKey: string,
  note: Note,
): GroupSummary<ListedGroup> {
  const owner = readOptional(wireText, group.owner, 'data.owner', note);
  return {
    id: readAnswer(wireId, group.groupid, 'data.groupid'),
    kind: 'standard',
    name: readOptional(wireText, group.groupname, 'data.groupname', note),
    ownerId: withoutApp(owner, appKey),
    memberCount: readOptional(wireNumber, group.affiliations, 'data.affiliations', note),
    raw: group,
  };
}

/** A group in the list of a user's groups (new path). */
export function toUserGroupSummary(group: UserGroup, note: Note): GroupSummary<UserGroup> {
  return {
    id: readAnswer(wireId, group.groupId ?? group.id, 'entities.groupId'),
    kind: 'standard',
    name: readOptional(wireText, group.name, 'entities.name', note),
    ownerId: readOptional(wireText, group.owner, 'entities.owner', note),
    raw: group,
  };
}

/** A group in the list of a user's groups (old path). */
export function toJoinedGroupSummary(group: JoinedGroup, note: Note): GroupSummary<JoinedGroup> {
  return {
    id: readAnswer(wireId, group.groupid, 'data.groupid'),
    kind: 'standard',
    name: readOptional(wireText, group.groupname, 'data.groupname', note),
    raw: group,
  };
}

/**
 * The list of the app's groups writes owners as `org#app_user`. Where the caller does not know org and app they are read off:
 * names of apps hold no `_` and names of users no `#`.
 */
function withoutApp(owner: string | undefined, appKey: string): string | undefined {
  const prefix = `${appKey}_`;
  return owner?.startsWith(prefix)
    ? owner.slice(prefix.length)
    : owner?.replace(/^[^#]*#[^#_]*_/, '');
}

function toJoinPolicy(
  isPublic: boolean | undefined,
  needsApproval: boolean | undefined,
): JoinPolicy | undefined {
  if (isPublic === undefined) return undefined;
  if (!isPublic) return 'closed';
  if (needsApproval === undefined) return undefined;
  return needsApproval ? 'approval' : 'open';
}

function toInvitePolicy(membersInvite: boolean | undefined): InvitePolicy | undefined {
  if (membersInvite === undefined) return undefined;
  return membersInvite ? 'open' : 'closed';
}

/** A new group as the service takes it; both policies are always sent, so that every vendor behaves alike. */
export function fromCreateInput(
  input: CreateGroupInput,
  { olderNames }: { readonly olderNames: boolean },
): CreateGroupRequest {
  const { joinPolicy = 'approval', invitePolicy = 'closed' } = input;
  refuseApproval(invitePolicy);
  refuseOpenInvitation(invitePolicy, joinPolicy);
  // Some clusters want a description, be it empty.
  const description = input.description ?? '';
  const needsApproval = joinPolicy !== 'open';
  return {
    groupname: input.name,
    ...(olderNames
      ? { desc: description, members_only: needsApproval }
      : { description, membersonly: needsApproval }),
    public: joinPolicy !== 'closed',
    allowinvites: invitePolicy === 'open',
    owner: foldUserId(input.ownerId),
    ...(input.maxMembers === undefined ? {} : { maxusers: input.maxMembers }),
    ...(input.avatarUrl === undefined ? {} : { avatar: input.avatarUrl }),
    ...(input.id === undefined ? {} : { groupid: input.id }),
  };
}

/** The wire fields that a field of a patch becomes. */
export type PatchFields = Omit<UpdateGroupRequest, 'group_id'>;

/** A patch as the service takes it, field by field, so that a refusal can be told in the caller's words. */
export function fromPatch(patch: GroupPatch): Map<string, PatchFields> {
  const { name, description, avatarUrl, maxMembers, joinPolicy, invitePolicy } = patch;
  const fields = new Map<string, PatchFields>();
  if (name !== undefined) fields.set('name', { groupname: name });
  if (description !== undefined) fields.set('description', { description });
  if (avatarUrl !== undefined) fields.set('avatarUrl', { avatar: avatarUrl });
  if (maxMembers !== undefined) fields.set('maxMembers', { maxusers: maxMembers });
  if (joinPolicy !== undefined) fields.set('joinPolicy', fromJoinPolicy(joinPolicy));
  if (invitePolicy !== undefined) {
    refuseApproval(invitePolicy);
    if (joinPolicy !== undefined) refuseOpenInvitation(invitePolicy, joinPolicy);
    fields.set('invitePolicy', { allowinvites: invitePolicy === 'open' });
  }
  return fields;
}

function fromJoinPolicy(policy: JoinPolicy): PatchFields {
  // The value of `membersonly` in a private group means nothing.
  if (policy === 'closed') return { public: false };
  return { public: true, membersonly: policy === 'approval' };
}

function refuseApproval(invitePolicy: InvitePolicy): void {
  if (invitePolicy !== 'approval') return;
  throw unsupported(
    "invitePolicy: the service has no approval of members' invitations; take 'open' or 'closed'",
    { field: 'invitePolicy' },
  );
}

/** The vendor drops this silently, so it is refused here. */
function refuseOpenInvitation(invitePolicy: InvitePolicy, joinPolicy: JoinPolicy): void {
  if (invitePolicy !== 'open' || joinPolicy === 'closed') return;
  throw unsupported(
    "invitePolicy: on this service 'open' is possible only together with joinPolicy 'closed'",
    { field: 'invitePolicy' },
  );
}
