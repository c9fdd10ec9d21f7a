import {
  type CreateGroupInput,
  type Group,
  type GroupPatch,
  type GroupSummary,
  type InvitePolicy,
  type JoinPolicy,
  readId,
  readObject,
  readObjects,
  readOptionalBoolean,
  readOptionalNumber,
  readOptionalText,
  readOptionalTime,
  readText,
  unsupported,
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

/** A group's details as the service answers them. */
export function toGroup(detail: GroupDetail): Group<GroupDetail> {
  const isPublic = readOptionalBoolean(detail.public, 'data.public');
  const needsApproval = readOptionalBoolean(detail.membersonly, 'data.membersonly');
  const membersInvite = readOptionalBoolean(detail.allowinvites, 'data.allowinvites');
  return {
    id: readId(detail.id, 'data.id'),
    kind: 'standard',
    name: readOptionalText(detail.name, 'data.name') ?? '',
    description: readOptionalText(detail.description, 'data.description'),
    avatarUrl: readOptionalText(detail.avatar, 'data.avatar') || undefined,
    ownerId: ownerOf(detail),
    joinPolicy: toJoinPolicy(isPublic, needsApproval),
    invitePolicy: toInvitePolicy(membersInvite),
    memberCount: readOptionalNumber(detail.affiliations_count, 'data.affiliations_count'),
    maxMembers: readOptionalNumber(detail.maxusers, 'data.maxusers'),
    mutedAll: readOptionalBoolean(detail.mute, 'data.mute'),
    createdAt: readOptionalTime(detail.created, 'data.created', 1),
    raw: detail,
  };
}

/** The owner; older clusters tell him only among the members. */
export function ownerOf(detail: GroupDetail): string | undefined {
  const owner = readOptionalText(detail.owner, 'data.owner');
  if (owner) return owner;
  if (detail.affiliations === undefined) return undefined;
  const item = readObjects(detail.affiliations, 'data.affiliations').find(
    (affiliation) => affiliation.owner !== undefined,
  );
  return item && readText(item.owner, 'data.affiliations.owner');
}

/** A group in the list of the app's groups. `appKey` is `org#app`. */
export function toGroupSummary(group: ListedGroup, appKey: string): GroupSummary<ListedGroup> {
  readObject(group, 'data');
  return {
    id: readId(group.groupid, 'data.groupid'),
    kind: 'standard',
    name: readOptionalText(group.groupname, 'data.groupname'),
    ownerId: withoutApp(readOptionalText(group.owner, 'data.owner'), appKey),
    memberCount: readOptionalNumber(group.affiliations, 'data.affiliations'),
    raw: group,
  };
}

/** A group in the list of a user's groups (new path). */
export function toUserGroupSummary(group: UserGroup): GroupSummary<UserGroup> {
  readObject(group, 'entities');
  return {
    id: readId(group.groupId ?? group.id, 'entities.groupId'),
    kind: 'standard',
    name: readOptionalText(group.name, 'entities.name'),
    ownerId: readOptionalText(group.owner, 'entities.owner'),
    raw: group,
  };
}

/** A group in the list of a user's groups (old path). */
export function toJoinedGroupSummary(group: JoinedGroup): GroupSummary<JoinedGroup> {
  readObject(group, 'data');
  return {
    id: readId(group.groupid, 'data.groupid'),
    kind: 'standard',
    name: readOptionalText(group.groupname, 'data.groupname'),
    raw: group,
  };
}

/** The list of the app's groups writes owners as `org#app_user`; user names may hold `_` themselves. */
function withoutApp(owner: string | undefined, appKey: string): string | undefined {
  const prefix = `${appKey}_`;
  return owner?.startsWith(prefix) ? owner.slice(prefix.length) : owner;
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
export function fromCreateInput(input: CreateGroupInput, flavour: Flavour): CreateGroupRequest {
  const { joinPolicy = 'approval', invitePolicy = 'closed' } = input;
  refuseApproval(invitePolicy);
  refuseOpenInvitation(invitePolicy, joinPolicy);
  // Some clusters want a description, be it empty.
  const description = input.description ?? '';
  const needsApproval = joinPolicy !== 'open';
  return {
    groupname: input.name,
    ...(flavour === 'legacy'
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
  // What a private group does with `membersonly` means nothing.
  if (policy === 'closed') return { public: false };
  return { public: true, membersonly: policy === 'approval' };
}

function refuseApproval(invitePolicy: InvitePolicy): void {
  if (invitePolicy !== 'approval') return;
  throw unsupported(
    "invitePolicy: Easemob has no approval of members' invitations; take 'open' or 'closed'",
    { field: 'invitePolicy' },
  );
}

/** The vendor drops this silently, so it is refused here. */
function refuseOpenInvitation(invitePolicy: InvitePolicy, joinPolicy: JoinPolicy): void {
  if (invitePolicy !== 'open' || joinPolicy === 'closed') return;
  throw unsupported(
    "invitePolicy: on Easemob 'open' is possible only together with joinPolicy 'closed'",
    { field: 'invitePolicy' },
  );
}
