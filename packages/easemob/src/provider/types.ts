import type { GroupProvider, ProviderTypes } from '@imgroups/core';
import type {
  CreateGroupRequest,
  CreateGroupResponse,
  GroupDetail,
  JoinedGroup,
  ListedGroup,
  UpdateGroupRequest,
  UserGroup,
} from '../chapters/groups.ts';
import type { ListedMember } from '../chapters/members.ts';
import type { ListedMute } from '../chapters/mutes.ts';
import type { EasemobClient } from '../easemob-client.ts';

/** The vendor's own types in the neutral model. */
export interface EasemobTypes extends ProviderTypes {
  readonly client: EasemobClient;
  readonly kind: 'standard';
  readonly group: GroupDetail;
  readonly groupSummary: ListedGroup | JoinedGroup | UserGroup;
  /** The group as read back where the answer to its creation was lost. */
  readonly createdGroup: CreateGroupResponse | GroupDetail;
  readonly member: ListedMember;
  readonly mute: ListedMute;
  readonly blacklistEntry: string;
}

/** Chat groups on Easemob. Every group is of the kind `standard`. */
export interface EasemobProvider extends GroupProvider<EasemobTypes> {
  readonly name: 'easemob';
}

/** Extras of Easemob on neutral calls, by the vendor's names. */
export interface EasemobExtras {
  readonly 'groups.create': Pick<CreateGroupRequest, 'custom' | 'scale' | 'invite_need_confirm'>;
  readonly 'groups.update': Pick<UpdateGroupRequest, 'custom' | 'invite_need_confirm'>;
}

declare module '@imgroups/core' {
  interface ProviderExtras {
    readonly easemob: EasemobExtras;
  }
}
