import { credential, strict } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { amount } from '../../server/options.ts';
import type { Rules } from '../../server/vendor-service.ts';

/** The quotas of the emulated plan. */
export interface EasemobQuotas {
  /** @default 100000 */
  readonly groupsPerApp: number;
  /** Groups that one user may be in. @default 3000, and 500 under the guide's rules */
  readonly groupsPerUser: number;
  /** The largest `maxusers`. @default 3000, and 2000 under the guide's rules */
  readonly membersPerGroup: number;
  /** The largest `maxusers` of a group of the scale `large`. @default 10000 */
  readonly membersPerLargeGroup: number;
  /** Admins of a group beside its owner. @default 99 */
  readonly adminsPerGroup: number;
  /** Accounts; a plan with fewer answers 429 `resource_limited` above. @default Infinity */
  readonly usersPerApp: number;
  /** Shared files. @default 10000 */
  readonly filesPerGroup: number;
  /** @default 100000 */
  readonly threadsPerApp: number;
  /** Threads that one user may be in. @default 100000 */
  readonly threadsPerUser: number;
}

/** The longest lists of names that one call takes. */
export interface EasemobBatchSizes {
  readonly addMembers: number;
  readonly removeMembers: number;
  readonly addManyToBlacklist: number;
  readonly removeManyFromBlacklist: number;
  readonly muteMembers: number;
  readonly unmuteMembers: number;
  readonly getGroups: number;
  readonly createUsers: number;
  readonly addManyToAllowList: number;
  readonly removeFromAllowList: number;
  readonly setManyMemberAttributes: number;
  readonly getManyMemberAttributes: number;
  readonly addThreadMembers: number;
  readonly removeThreadMembers: number;
}

/** The properties of an emulated Easemob app. */
export interface EasemobAppOptions {
  /** `org#app`. @default 'emulator#imgroups' */
  readonly appKey?: string | undefined;
  /** @default 'YXA6-emulator-client-id' */
  readonly clientId?: string | undefined;
  /** @default 'YXA6-emulator-client-secret' */
  readonly clientSecret?: string | undefined;
  /** Lets the app choose group ids. The vendor switches this on per app. @default true */
  readonly customGroupIds?: boolean | undefined;
  /** Gives members attributes. The vendor switches this on per app. @default true */
  readonly memberAttributes?: boolean | undefined;
  /** Gives groups threads. The console switches this on per app. @default true */
  readonly threads?: boolean | undefined;
  /** Lets the readers of a message be listed. The vendor switches this on per app. @default true */
  readonly readReceipts?: boolean | undefined;
  /** Counts the members who are online. The vendor switches this on per app. @default true */
  readonly onlineCount?: boolean | undefined;
  /** Life of a token that is asked for without `ttl`, in seconds. @default 5184000, which is 60 days */
  readonly tokenTtl?: number | undefined;
  /** Unit of `ttl` and `expires_in`: milliseconds on one of the vendor's clusters. @default 'seconds' */
  readonly tokenTimeUnit?: 'seconds' | 'milliseconds' | undefined;
  /** The written end of a permanent mute; the vendor does not document it. @default 4638873600000 */
  readonly permanentMuteExpire?: number | undefined;
  readonly quotas?: Partial<EasemobQuotas> | undefined;
  readonly batchSizes?: Partial<EasemobBatchSizes> | undefined;
}

/** The same with every choice made. */
export interface EasemobSettings {
  readonly rules: Rules;
  readonly organization: string;
  readonly application: string;
  readonly applicationId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly customGroupIds: boolean;
  readonly memberAttributes: boolean;
  readonly threads: boolean;
  readonly onlineCount: boolean;
  readonly readReceipts: boolean;
  readonly tokenTtl: number;
  readonly tokenTimeUnit: 'seconds' | 'milliseconds';
  readonly permanentMuteExpire: number;
  /** The most entries of a block list that come without paging. */
  readonly blocksAtOnce: number;
  readonly quotas: EasemobQuotas;
  readonly batchSizes: EasemobBatchSizes;
}

const quotasOfAnyRules = {
  groupsPerApp: 100_000,
  membersPerLargeGroup: 10_000,
  adminsPerGroup: 99,
  usersPerApp: Number.POSITIVE_INFINITY,
  filesPerGroup: 10_000,
  threadsPerApp: 100_000,
  threadsPerUser: 100_000,
};

const quotasByRules: Readonly<Record<Rules, EasemobQuotas>> = {
  newest: { ...quotasOfAnyRules, groupsPerUser: 3000, membersPerGroup: 3000 },
  guide: { ...quotasOfAnyRules, groupsPerUser: 500, membersPerGroup: 2000 },
};

const batchSizesOfAnyRules = {
  removeMembers: 60,
  removeManyFromBlacklist: 60,
  unmuteMembers: 60,
  getGroups: 100,
  createUsers: 60,
  removeFromAllowList: 60,
  setManyMemberAttributes: 20,
  getManyMemberAttributes: 10,
  addThreadMembers: 10,
  removeThreadMembers: 10,
};

const batchSizesByRules: Readonly<Record<Rules, EasemobBatchSizes>> = {
  newest: {
    ...batchSizesOfAnyRules,
    addMembers: 100,
    addManyToBlacklist: 100,
    muteMembers: 100,
    addManyToAllowList: 100,
  },
  guide: {
    ...batchSizesOfAnyRules,
    addMembers: 60,
    addManyToBlacklist: 60,
    muteMembers: 60,
    addManyToAllowList: 60,
  },
};

const flag = v.optional(v.boolean('must be true or false'));

function amounts<Name extends string>(all: Readonly<Record<Name, number>>) {
  const entries = Object.keys(all).map((name) => [name, v.optional(amount)]);
  return v.optional(strict(Object.fromEntries(entries)));
}

/** Schemas of `EasemobAppOptions`. */
export const easemobAppOptions = {
  appKey: v.optional(
    credential("'org#app'", (value) => typeof value === 'string' && /^[^#]+#[^#]+$/.test(value)),
  ),
  clientId: v.optional(v.string()),
  clientSecret: v.optional(v.string()),
  customGroupIds: flag,
  memberAttributes: flag,
  threads: flag,
  readReceipts: flag,
  onlineCount: flag,
  tokenTtl: v.optional(amount),
  tokenTimeUnit: v.optional(v.picklist(['seconds', 'milliseconds'])),
  permanentMuteExpire: v.optional(v.number()),
  quotas: amounts(quotasByRules.newest),
  batchSizes: amounts(batchSizesByRules.newest),
} satisfies Readonly<Record<keyof EasemobAppOptions, v.GenericSchema>>;

/** Fills in what the options leave open. */
export function toSettings(options: EasemobAppOptions, rules: Rules): EasemobSettings {
  const { appKey = 'emulator#imgroups' } = options;
  const [organization = '', application = ''] = appKey.split('#');
  return {
    rules,
    organization,
    application,
    applicationId: '8be024f0-e978-11e8-b697-5d598d5f8402',
    clientId: options.clientId ?? 'YXA6-emulator-client-id',
    clientSecret: options.clientSecret ?? 'YXA6-emulator-client-secret',
    customGroupIds: options.customGroupIds ?? true,
    memberAttributes: options.memberAttributes ?? true,
    threads: options.threads ?? true,
    onlineCount: options.onlineCount ?? true,
    readReceipts: options.readReceipts ?? true,
    tokenTtl: options.tokenTtl ?? 5_184_000,
    tokenTimeUnit: options.tokenTimeUnit ?? 'seconds',
    permanentMuteExpire: options.permanentMuteExpire ?? 4_638_873_600_000,
    blocksAtOnce: Number.POSITIVE_INFINITY,
    quotas: { ...quotasByRules[rules], ...options.quotas },
    batchSizes: { ...batchSizesByRules[rules], ...options.batchSizes },
  };
}
