import type { GroupKind, ProviderTypes } from '@imgroups/core/adapter';
import type { BannedAccount } from '../chapters/blacklist.ts';
import type { MemberProfile } from '../chapters/common.ts';
import type { CreateGroupResponse, GroupInfoItem, ListedGroup } from '../chapters/groups.ts';
import type { MutedAccount } from '../chapters/mutes.ts';
import type { TencentClient } from '../client.ts';
import type { TencentExtras } from './extras.ts';

/** The vendor's own objects behind the neutral ones. */
export interface TencentTypes extends ProviderTypes {
  readonly client: TencentClient;
  readonly kind: GroupKind;
  readonly group: GroupInfoItem;
  readonly groupSummary: ListedGroup;
  /** The group's profile where the answer was lost and the group was found by reading. */
  readonly createdGroup: CreateGroupResponse | GroupInfoItem;
  readonly member: MemberProfile;
  readonly mute: MutedAccount;
  readonly blacklistEntry: BannedAccount;
}

/** The knowledge of a provider about its app. */
export interface TencentSettings {
  /** Keys of custom fields of groups: those it was told of, and those it has written. */
  readonly customFields: Set<string>;
}

/** The types that the driver uses beside them. */
export interface TencentDriverTypes extends TencentTypes {
  readonly settings: TencentSettings;
  readonly extras: TencentExtras;
}
