import type { BanGroupMemberRequest } from '../chapters/blacklist.ts';
import type {
  ChangeGroupOwnerRequest,
  CreateGroupRequest,
  GetAppIdGroupListRequest,
  GetGroupInfoRequest,
  GetJoinGroupListRequest,
  ModifyGroupBaseInfoRequest,
} from '../chapters/groups.ts';
import type { DeleteGroupMemberRequest, GetGroupMemberInfoRequest } from '../chapters/members.ts';

/** The vendor's own fields on neutral calls, by operation, with the vendor's names. */
export interface TencentExtras {
  readonly 'groups.create': Pick<
    CreateGroupRequest,
    | 'Notification'
    | 'AppDefinedData'
    | 'MemberList'
    | 'SupportTopic'
    | 'EnablePermission'
    | 'DefaultPermission'
  >;
  /** Those of `groups.create`. */
  readonly 'groups.ensure': TencentExtras['groups.create'];
  readonly 'groups.get': CustomFieldKeys;
  readonly 'groups.getMany': CustomFieldKeys;
  readonly 'groups.list': Pick<GetAppIdGroupListRequest, 'GroupType'>;
  readonly 'groups.listJoined': Pick<
    GetJoinGroupListRequest,
    'WithHugeGroups' | 'GroupType' | 'SupportTopic'
  >;
  readonly 'groups.update': Pick<
    ModifyGroupBaseInfoRequest,
    | 'AppDefinedData'
    | 'From_Account'
    | 'EnablePermission'
    | 'DefaultPermission'
    | 'HistoryMsgBeforeJoin'
  >;
  readonly 'groups.setAnnouncement': Pick<ModifyGroupBaseInfoRequest, 'From_Account'>;
  readonly 'groups.transfer': Pick<ChangeGroupOwnerRequest, 'From_Account'>;
  readonly 'members.list': Pick<
    GetGroupMemberInfoRequest,
    'MemberRoleFilter' | 'AppDefinedDataFilter_GroupMember'
  >;
  readonly 'members.remove': Pick<DeleteGroupMemberRequest, 'Reason'>;
  readonly 'blacklist.add': Pick<BanGroupMemberRequest, 'Description'>;
}

/** Keys of custom fields that come back in `raw`. */
export type CustomFieldKeys = Pick<
  NonNullable<GetGroupInfoRequest['ResponseFilter']>,
  'AppDefinedDataFilter_Group'
>;

declare module '@imgroups/core' {
  interface ProviderExtras {
    readonly tencent: TencentExtras;
  }
}
