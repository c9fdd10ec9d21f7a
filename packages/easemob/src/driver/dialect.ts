import type { LimitOverrides } from '@imgroups/core/adapter';
import type { Flavour } from '../mapping/group.ts';

/** The abilities of a deployment of the service, and the way to read its lists. */
export interface Dialect {
  /** The deployments that cannot do what is refused: `clusters of the legacy flavour`. */
  readonly title: string;
  /** Describes new groups by `desc` and `members_only`, the older names. */
  readonly olderNames: boolean;
  /** True if groups have avatars, and their policies can be changed. */
  readonly newerFields: boolean;
  /** `depends` where the vendor's pages are silent: it is asked, and its refusal means that there are none. */
  readonly permanentMutes: boolean | 'depends';
  /** True if users can be added without telling the members. */
  readonly silentAdding: boolean;
  /** True if the list of members can tell when each joined. */
  readonly joiningTimes: boolean;
  /** The largest page of a list of members; the service cuts larger ones silently. */
  readonly largestMemberPage: number;
  /** The list of a user's groups: of the new path, of the old one, or all that the old one gives without paging. */
  readonly joinedGroups: 'new path' | 'old path' | 'old path at once';
  /** The largest page of the blacklist; absent where the list comes at once. */
  readonly largestBlacklistPage?: number | undefined;
  /** The number of entries that the service gives at once when it is not asked for a page; absent where it gives all. */
  readonly blacklistAtOnce?: number | undefined;
  /** Items of a numbered page where the service is not told a size, for one that may give the whole list in its place. */
  readonly usualPage?: number | undefined;
  /** Limits where the declared ones do not hold. */
  readonly limits: LimitOverrides;
}

/** The dialects of Easemob's own clusters. */
export const dialects: Readonly<Record<Flavour, Dialect>> = {
  modern: {
    title: 'Easemob',
    olderNames: false,
    newerFields: true,
    permanentMutes: true,
    silentAdding: true,
    joiningTimes: true,
    largestMemberPage: 1000,
    joinedGroups: 'new path',
    limits: {},
  },
  legacy: {
    title: 'clusters of the legacy flavour',
    olderNames: true,
    newerFields: false,
    permanentMutes: false,
    silentAdding: false,
    joiningTimes: false,
    largestMemberPage: 1000,
    joinedGroups: 'old path at once',
    limits: { muteMembers: { items: { max: 10 } } },
  },
};
