import {
  type CreateGroupInput,
  type Group,
  type GroupKind,
  type GroupPatch,
  type GroupSummary,
  type InvitePolicy,
  type JoinPolicy,
  readId,
  readOptionalNumber,
  readOptionalText,
  readText,
  readWord,
  unsupported,
} from '@imgroups/core/adapter';
import type {
  CreateGroupRequest,
  GroupInfoItem,
  ListedGroup,
  ModifyGroupBaseInfoRequest,
} from '../chapters/groups.ts';
import { readFilledText, readFilledTime } from './read-filled.ts';

type GroupType = CreateGroupRequest['Type'];
type ApplyJoinOption = NonNullable<CreateGroupRequest['ApplyJoinOption']>;
type InviteJoinOption = NonNullable<CreateGroupRequest['InviteJoinOption']>;

/** The vendor's type for each kind. */
export const typeOfKind: Readonly<Record<GroupKind, GroupType>> = {
  standard: 'Public',
  work: 'Private',
  meeting: 'ChatRoom',
  livestream: 'AVChatRoom',
  community: 'Community',
};

const kindOfType: Readonly<Record<string, GroupKind>> = {
  Public: 'standard',
  Private: 'work',
  ChatRoom: 'meeting',
  AVChatRoom: 'livestream',
  // The legacy broadcast group, of which only the name is left.
  BChatRoom: 'livestream',
  Community: 'community',
};

const applyJoinOptions: Readonly<Record<JoinPolicy, ApplyJoinOption>> = {
  open: 'FreeAccess',
  approval: 'NeedPermission',
  closed: 'DisableApply',
};

const inviteJoinOptions: Readonly<Record<InvitePolicy, InviteJoinOption>> = {
  open: 'FreeAccess',
  approval: 'NeedPermission',
  closed: 'DisableInvite',
};

/** Fields of a profile that the vendor refuses or ignores for a kind. */
export const unsupportedFields: Readonly<Record<GroupKind, readonly (keyof GroupPatch)[]>> = {
  standard: [],
  work: ['joinPolicy'],
  meeting: [],
  livestream: ['invitePolicy', 'maxMembers'],
  community: ['joinPolicy'],
};

/** Fields of a profile that `toGroup` reads, and the vendor's own counters. */
export const baseInfoFilter: readonly string[] = [
  'Type',
  'Name',
  'Introduction',
  'Notification',
  'FaceUrl',
  'Owner_Account',
  'CreateTime',
  'InfoSeq',
  'LastInfoTime',
  'LastMsgTime',
  'NextMsgSeq',
  'MemberNum',
  'MaxMemberNum',
  'ApplyJoinOption',
  'InviteJoinOption',
  'MuteAllMember',
];

/** Fields of a profile that `toGroupSummary` reads. */
export const summaryFilter: readonly string[] = ['Type', 'Name', 'Owner_Account', 'MemberNum'];

export function toGroup(profile: GroupInfoItem): Group<GroupInfoItem> {
  const field = (name: keyof GroupInfoItem): string => `GroupInfo.${name}`;
  const kind = readWord(kindOfType, profile.Type, field('Type'));
  // The second is the name of older answers.
  const muteAll = readFilledText(
    profile.MuteAllMember ?? profile.ShutUpAllMember,
    field('MuteAllMember'),
  );
  return {
    id: readId(profile.GroupId, field('GroupId')),
    kind,
    name: readText(profile.Name, field('Name')),
    description: readFilledText(profile.Introduction, field('Introduction')),
    avatarUrl: readFilledText(profile.FaceUrl, field('FaceUrl')),
    ownerId: readFilledText(profile.Owner_Account, field('Owner_Account')),
    joinPolicy: policyOf(
      applyJoinOptions,
      readFilledText(profile.ApplyJoinOption, field('ApplyJoinOption')),
    ),
    invitePolicy: policyOf(
      inviteJoinOptions,
      readFilledText(profile.InviteJoinOption, field('InviteJoinOption')),
    ),
    // The vendor says that the number is not meaningful for live rooms.
    memberCount:
      kind === 'livestream' ? undefined : readOptionalNumber(profile.MemberNum, field('MemberNum')),
    maxMembers: readOptionalNumber(profile.MaxMemberNum, field('MaxMemberNum')) || undefined,
    mutedAll: muteAll === undefined ? undefined : muteAll === 'On',
    createdAt: readFilledTime(profile.CreateTime, field('CreateTime')),
    raw: profile,
  };
}

export function toGroupSummary(group: ListedGroup): GroupSummary<ListedGroup> {
  const id = readId(group.GroupId, 'GroupIdList.GroupId');
  return {
    id,
    kind:
      group.Type === undefined
        ? kindOfId(id)
        : readWord(kindOfType, group.Type, 'GroupIdList.Type'),
    name: readOptionalText(group.Name, 'GroupIdList.Name'),
    ownerId: readFilledText(group.Owner_Account, 'GroupIdList.Owner_Account'),
    memberCount: readOptionalNumber(group.MemberNum, 'GroupIdList.MemberNum'),
    raw: group,
  };
}

/** The kind that an id shows: communities have a prefix of their own, all other ids look alike. */
export function kindOfId(id: string): GroupKind | undefined {
  return id.startsWith('@TGS#_') ? 'community' : undefined;
}

/** A new group; `standard` groups always say who may join and invite, so that all vendors behave alike. */
export function fromCreateGroupInput(input: CreateGroupInput): CreateGroupRequest {
  const { kind = 'standard' } = input;
  refuseUnsupported(input, kind);
  const standard = kind === 'standard';
  return {
    Type: typeOfKind[kind],
    Name: input.name,
    Owner_Account: input.ownerId,
    GroupId: input.id,
    Introduction: input.description,
    FaceUrl: input.avatarUrl,
    MaxMemberCount: input.maxMembers,
    ApplyJoinOption: optionOf(
      applyJoinOptions,
      input.joinPolicy ?? (standard ? 'approval' : undefined),
    ),
    InviteJoinOption: optionOf(
      inviteJoinOptions,
      input.invitePolicy ?? (standard ? 'closed' : undefined),
    ),
  };
}

/** A change of a profile; what the patch leaves out is left out on the wire. */
export function fromGroupPatch(
  patch: GroupPatch,
  kind: GroupKind | undefined,
): Omit<ModifyGroupBaseInfoRequest, 'GroupId'> {
  refuseUnsupported(patch, kind);
  const fields = {
    Name: patch.name,
    Introduction: patch.description,
    FaceUrl: patch.avatarUrl,
    MaxMemberNum: patch.maxMembers,
    ApplyJoinOption: optionOf(applyJoinOptions, patch.joinPolicy),
    InviteJoinOption: optionOf(inviteJoinOptions, patch.invitePolicy),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function refuseUnsupported(fields: GroupPatch, kind: GroupKind | undefined): void {
  if (kind === undefined) return;
  const field = unsupportedFields[kind].find((name) => fields[name] !== undefined);
  if (field === undefined) return;
  throw unsupported(`${field}: ${kind} groups do not have it on tencent`, {
    reason: 'group_kind',
    field,
  });
}

function optionOf<Word extends string, Option>(
  options: Readonly<Record<Word, Option>>,
  word: Word | undefined,
): Option | undefined {
  return word === undefined ? undefined : options[word];
}

function policyOf<Word extends string>(
  options: Readonly<Record<Word, string>>,
  value: string | undefined,
): Word | undefined {
  const words = Object.keys(options) as Word[];
  return words.find((word) => options[word] === value);
}
