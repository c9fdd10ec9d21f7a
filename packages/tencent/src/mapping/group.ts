import {
  type CreateGroupInput,
  type Group,
  type GroupKind,
  type GroupPatch,
  type GroupSummary,
  type InvitePolicy,
  type JoinPolicy,
  type Note,
  readAnswer,
  readOpenWord,
  readOptional,
  unsupported,
  wireId,
  wireNumber,
  wireObject,
  wireText,
  wireWord,
} from '@imgroups/core/adapter';
import type * as v from 'valibot';
import type {
  CreateGroupRequest,
  GroupInfoItem,
  ListedGroup,
  ModifyGroupBaseInfoRequest,
} from '../chapters/groups.ts';
import { filledNumber, filledText, filledTime, filledWord } from './filled.ts';

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

export const kindOfType = wireWord<GroupKind>({
  Public: 'standard',
  Private: 'work',
  // The names of newer SDKs for the same groups.
  Work: 'work',
  ChatRoom: 'meeting',
  Meeting: 'meeting',
  AVChatRoom: 'livestream',
  // The legacy broadcast group, of which only the name is left.
  BChatRoom: 'livestream',
  Community: 'community',
});

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

const joinPolicy = filledWord<JoinPolicy>({
  FreeAccess: 'open',
  NeedPermission: 'approval',
  DisableApply: 'closed',
});

const invitePolicy = filledWord<InvitePolicy>({
  FreeAccess: 'open',
  NeedPermission: 'approval',
  DisableInvite: 'closed',
});

const onOff = filledWord({ On: true, Off: false });

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

export const groupInfo = { field: 'GroupInfo', item: wireObject, id: 'GroupId' } as const;

export const groupIdList = { field: 'GroupIdList', item: wireObject, id: 'GroupId' } as const;

export function toGroup(profile: GroupInfoItem, note: Note): Group<GroupInfoItem> {
  const optional = <Schema extends v.GenericSchema>(schema: Schema, name: keyof GroupInfoItem) =>
    readOptional(schema, profile[name], `GroupInfo.${name}`, note);
  const kind = readOpenWord(kindOfType, profile.Type, 'GroupInfo.Type', note);
  return {
    id: readAnswer(wireId, profile.GroupId, 'GroupInfo.GroupId'),
    kind,
    name: readAnswer(wireText, profile.Name, 'GroupInfo.Name'),
    description: optional(filledText, 'Introduction'),
    announcement: optional(wireText, 'Notification'),
    avatarUrl: optional(filledText, 'FaceUrl'),
    ownerId: optional(filledText, 'Owner_Account'),
    joinPolicy: optional(joinPolicy, 'ApplyJoinOption'),
    invitePolicy: optional(invitePolicy, 'InviteJoinOption'),
    // The vendor says that the number is not meaningful for live rooms.
    memberCount: kind === 'livestream' ? undefined : optional(wireNumber, 'MemberNum'),
    maxMembers: optional(filledNumber, 'MaxMemberNum'),
    // The second is the name of older answers.
    mutedAll: optional(onOff, profile.MuteAllMember == null ? 'ShutUpAllMember' : 'MuteAllMember'),
    createdAt: optional(filledTime, 'CreateTime'),
    raw: profile,
  };
}

/** A group of a list; `type` is what the list was asked for. */
export function toGroupSummary(
  group: ListedGroup,
  note: Note,
  type?: string,
): GroupSummary<ListedGroup> {
  const id = readAnswer(wireId, group.GroupId, 'GroupIdList.GroupId');
  const word = group.Type ?? type ?? '';
  return {
    id,
    kind: word === '' ? kindOfId(id) : readOpenWord(kindOfType, word, 'GroupIdList.Type', note),
    name: readOptional(wireText, group.Name, 'GroupIdList.Name', note),
    ownerId: readOptional(filledText, group.Owner_Account, 'GroupIdList.Owner_Account', note),
    memberCount: readOptional(wireNumber, group.MemberNum, 'GroupIdList.MemberNum', note),
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
