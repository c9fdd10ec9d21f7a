import { tencentEndpoints, tencentTextLengths } from '@imgroups/tencent/endpoints';
import * as v from 'valibot';
import { amount } from '../../server/options.ts';

/** REST names of the group types. */
export type GroupType = 'Private' | 'Public' | 'ChatRoom' | 'AVChatRoom' | 'Community';

/** The application that the Tencent emulator plays, with what its plan allows. */
export interface TencentSettings {
  readonly sdkAppId: number;
  readonly secretKey: string;
  /** The account that may call the REST API; more may be named in `administrators`. */
  readonly administrator: string;
  readonly administrators: readonly string[];
  /** Members per group where the request does not say; the plan's limit. */
  readonly maxMembers: number;
  /** Members per community. */
  readonly maxCommunityMembers: number;
  /** Groups in the application. */
  readonly maxGroups: number;
  /** Live rooms in the application. */
  readonly maxLiveRooms: number;
  /** Groups that one user can be in. */
  readonly maxGroupsPerUser: number;
  /** Accounts in the application. */
  readonly maxAccounts: number;
  /** Switches communities on. */
  readonly communities: boolean;
  /** Switches topics of communities on. */
  readonly topics: boolean;
  /** The plan and the console allow bans. */
  readonly blacklist: boolean;
  /** The plan has counters. */
  readonly counters: boolean;
  /** The plan and the console allow the list of users in a live room, with its marks and admins. */
  readonly liveRoomMembers: boolean;
  /** The plan and the console show the online status in groups other than live rooms. */
  readonly onlineStatus: boolean;
  /** The plan and the console allow read receipts. */
  readonly readReceipts: boolean;
  /** The plan and the console allow extensions of messages. */
  readonly messageExtensions: boolean;
  /** Checks `Seq` of an extension: the service does that for members, but not for an administrator. */
  readonly checkExtensionSeq: boolean;
  /** The plan and the console allow broadcasts to live rooms. */
  readonly broadcasts: boolean;
  /** Days after which messages expire. */
  readonly historyDays: number;
  /** The page whose longest texts are kept: the one that the client keeps too, or the one that is safe to rely on. */
  readonly lengths: keyof typeof tencentTextLengths;
  /** Other numbers of items per call than the declared ones, by endpoint name. */
  readonly itemLimits: Readonly<Record<string, number>>;
}

/** An application on the highest plan, with obviously fake credentials. */
const defaultSettings: TencentSettings = {
  sdkAppId: 1_400_000_001,
  secretKey: 'imgroups-emulator-secret-key-not-a-real-one',
  administrator: 'administrator',
  administrators: [],
  maxMembers: 6000,
  maxCommunityMembers: 1_000_000,
  maxGroups: 100_000,
  maxLiveRooms: 100_000,
  maxGroupsPerUser: 5000,
  maxAccounts: 1_000_000,
  communities: true,
  topics: true,
  blacklist: true,
  counters: true,
  liveRoomMembers: true,
  onlineStatus: true,
  readReceipts: true,
  messageExtensions: true,
  checkExtensionSeq: false,
  broadcasts: true,
  historyDays: 90,
  lengths: 'client-reference',
  itemLimits: {},
};

const flag = v.optional(v.boolean('must be true or false'));

/** Schemas of `TencentSettings`. */
export const tencentAppOptions = {
  sdkAppId: v.optional(v.pipe(amount, v.integer('must be a whole number'))),
  secretKey: v.optional(v.string()),
  administrator: v.optional(v.string()),
  administrators: v.optional(v.array(v.string())),
  maxMembers: v.optional(amount),
  maxCommunityMembers: v.optional(amount),
  maxGroups: v.optional(amount),
  maxLiveRooms: v.optional(amount),
  maxGroupsPerUser: v.optional(amount),
  maxAccounts: v.optional(amount),
  communities: flag,
  topics: flag,
  blacklist: flag,
  counters: flag,
  liveRoomMembers: flag,
  onlineStatus: flag,
  readReceipts: flag,
  messageExtensions: flag,
  checkExtensionSeq: flag,
  broadcasts: flag,
  historyDays: v.optional(amount),
  lengths: v.optional(v.picklist(Object.keys(tencentTextLengths))),
  itemLimits: v.optional(v.record(v.picklist(Object.keys(tencentEndpoints)), amount)),
} satisfies Readonly<Record<keyof TencentSettings, v.GenericSchema>>;

/** Fills in what the options leave open; unknown fields are left out. */
export function toSettings(options: Partial<TencentSettings>): TencentSettings {
  const given = Object.entries(options).filter(
    ([name, value]) => name in tencentAppOptions && value !== undefined,
  );
  return { ...defaultSettings, ...Object.fromEntries(given) };
}

/** Items per call of the older pages, which are valid under the rules of the guide. */
export const guideItemLimits: Readonly<Record<string, number>> = {
  createGroup: 500,
  addGroupMember: 500,
  deleteGroupMember: 500,
  importGroupMember: 300,
};

/** Group types of the reference guide where it differs from the newest pages. */
export const guideGroupTypes: Readonly<Record<string, readonly GroupType[]>> = {
  getGroupBanMember: ['AVChatRoom'],
  banGroupMember: ['AVChatRoom'],
  unbanGroupMember: ['AVChatRoom'],
  groupMsgRecall: ['Private', 'Public', 'ChatRoom', 'Community'],
  getOnlineMemberNum: ['AVChatRoom'],
  getGroupAttr: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
  modifyGroupAttr: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
  setGroupAttr: ['Private', 'Public', 'ChatRoom', 'AVChatRoom'],
};

/** The code for a group type that an endpoint does not take, where it is not 10007; 0 = a success without effect. */
export const groupTypeCodes: Readonly<Record<string, number>> = {
  deleteGroupMember: 10004,
  groupMsgRecall: 10033,
  groupMsgGetSimple: 10044,
  setUnreadMsgNum: 0,
  deleteGroupMsgBySender: 0,
};
