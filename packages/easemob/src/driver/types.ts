import type { ProviderTypes } from '@imgroups/core/adapter';
import type {
  CreateGroupResponse,
  GroupDetail,
  JoinedGroup,
  ListedGroup,
  UserGroup,
} from '../chapters/groups.ts';
import type { ListedMember } from '../chapters/members.ts';
import type { ListedMute } from '../chapters/mutes.ts';
import type { EasemobClient } from '../client.ts';
import type { EasemobExtras } from './extras.ts';
import type { EasemobSettings } from './settings.ts';

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

/** The types that the driver uses beside them. */
export interface EasemobDriverTypes extends EasemobTypes {
  readonly settings: EasemobSettings;
  readonly extras: EasemobExtras;
}
