import type { GroupType } from '../settings.ts';
import type { CustomField, NewGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import { failure } from '../wire/failures.ts';
import { planLimitOf } from './rules.ts';

/** The fields with which groups are created and imported. */
export interface NewGroupRequest {
  readonly Type: GroupType;
  readonly Name: string;
  readonly GroupId?: string | undefined;
  readonly Owner_Account?: string | undefined;
  readonly Introduction?: string | undefined;
  readonly Notification?: string | undefined;
  readonly FaceUrl?: string | undefined;
  readonly MaxMemberCount?: number | undefined;
  readonly ApplyJoinOption?: string | undefined;
  readonly InviteJoinOption?: string | undefined;
  readonly SupportTopic?: number | undefined;
  readonly EnablePermission?: number | undefined;
  readonly DefaultPermission?: number | undefined;
  readonly AppDefinedData?: readonly CustomField[] | undefined;
}

/** Options of a new group that does not say. */
const defaultOptions = {
  Private: { applyJoinOption: 'DisableApply', inviteJoinOption: 'FreeAccess' },
  Public: { applyJoinOption: 'NeedPermission', inviteJoinOption: 'DisableInvite' },
  ChatRoom: { applyJoinOption: 'FreeAccess', inviteJoinOption: 'DisableInvite' },
  AVChatRoom: { applyJoinOption: 'FreeAccess', inviteJoinOption: 'DisableInvite' },
  Community: { applyJoinOption: 'FreeAccess', inviteJoinOption: 'FreeAccess' },
} as const;

/** A group as a request wants it, completed with the defaults of its type. */
export function toNewGroup(state: TencentState, request: NewGroupRequest): NewGroup {
  const { Type } = request;
  const options = defaultOptions[Type];
  return {
    id: request.GroupId ?? state.newGroupId(Type),
    type: Type,
    name: request.Name,
    introduction: request.Introduction ?? '',
    notification: request.Notification ?? '',
    faceUrl: request.FaceUrl ?? '',
    owner: request.Owner_Account,
    maxMembers: request.MaxMemberCount ?? planLimitOf(state.settings, Type),
    applyJoinOption: request.ApplyJoinOption ?? options.applyJoinOption,
    inviteJoinOption: request.InviteJoinOption ?? options.inviteJoinOption,
    supportTopic: request.SupportTopic ?? 0,
    enablePermission: request.EnablePermission ?? 0,
    defaultPermission: request.DefaultPermission ?? 0,
    custom: request.AppDefinedData,
  };
}

/** Not every type can be applied to, or has members who invite. */
export function checkJoinOptions(
  type: GroupType,
  options: Pick<NewGroupRequest, 'ApplyJoinOption' | 'InviteJoinOption'>,
): void {
  if (type === 'Community' && options.ApplyJoinOption) throw failure(10004, 'ApplyJoinOption');
  if (type === 'AVChatRoom' && options.InviteJoinOption) throw failure(10004, 'InviteJoinOption');
}

/** Communities have to be switched on, and only they have topics. */
export function checkCommunity(
  { settings }: TencentState,
  { Type, SupportTopic }: Pick<NewGroupRequest, 'Type' | 'SupportTopic'>,
): void {
  if (Type === 'Community' && !settings.communities) throw failure(11000);
  if (SupportTopic && Type !== 'Community') throw failure(10004, 'SupportTopic');
  if (SupportTopic && !settings.topics) throw failure(11000);
}
