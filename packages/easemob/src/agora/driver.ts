import type { Driver, ProviderTypes } from '@imgroups/core/adapter';
import type {
  CreateGroupResponse,
  GroupDetail,
  JoinedGroup,
  ListedGroup,
} from '../chapters/groups.ts';
import type { ListedMember } from '../chapters/members.ts';
import type { ListedMute } from '../chapters/mutes.ts';
import { easemobDriver } from '../driver/driver.ts';
import type { EasemobExtras } from '../driver/extras.ts';
import type { EasemobSettings } from '../driver/settings.ts';
import { type AgoraChatClient, agoraEndpoints } from './endpoints.ts';
import { agoraOperations } from './operations.ts';

/** The vendor's own types in the neutral model. */
export interface AgoraChatTypes extends ProviderTypes {
  readonly client: AgoraChatClient;
  readonly kind: 'standard';
  readonly group: GroupDetail;
  readonly groupSummary: ListedGroup | JoinedGroup;
  /** The group as read back where the answer to its creation was lost. */
  readonly createdGroup: CreateGroupResponse | GroupDetail;
  readonly member: ListedMember;
  readonly mute: ListedMute;
  readonly blacklistEntry: string;
}

/** Extras of Agora Chat on neutral calls, by the vendor's names. */
export interface AgoraChatExtras extends EasemobExtras {}

declare module '@imgroups/core' {
  interface ProviderExtras {
    readonly agora: AgoraChatExtras;
  }
}

interface AgoraDriverTypes extends AgoraChatTypes {
  readonly settings: EasemobSettings;
  readonly extras: AgoraChatExtras;
}

/** Told of Agora's lists by the settings, it calls nothing that Agora's client lacks. */
const sharedDriver = easemobDriver as unknown as Driver<AgoraDriverTypes>;

/** Agora Chat behind the neutral contract: Easemob's driver with another protocol, tables and settings. */
export const agoraDriver: Driver<AgoraDriverTypes> = {
  ...sharedDriver,
  name: 'agora',
  endpoints: agoraEndpoints,
  operations: agoraOperations,
};
