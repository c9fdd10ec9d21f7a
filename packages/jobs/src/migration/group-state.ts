import {
  type CallOptions,
  type Group,
  type GroupProvider,
  isImGroupsError,
  type Operation,
  type Pages,
  type Role,
  type Until,
} from '@imgroups/core/adapter';
import type { ProfileReader } from '../jobs/profile-reader.ts';
import type { VendorSide } from './vendors/vendor-side.ts';

/** A member as a vendor shows them. */
export interface MemberState {
  readonly role: Role | 'other';
  readonly joinedAt?: Date | undefined;
}

/** Everything about a group that the neutral model has. A list that the vendor does not show for the group is absent. */
export interface GroupState {
  readonly group: Group;
  readonly announcement?: string | undefined;
  /** By canonical user id; the owner among them. */
  readonly members?: ReadonlyMap<string, MemberState> | undefined;
  readonly mutes?: ReadonlyMap<string, Until> | undefined;
  readonly blacklist?: ReadonlyMap<string, Until> | undefined;
}

/** The provider from which a state is read. */
export interface StateSource {
  readonly provider: GroupProvider;
  readonly side: VendorSide;
  readonly profiles: ProfileReader;
}

/** Reads a whole group; nothing where it is not there, or is gone before all of it was read. */
export async function readGroupState(
  from: StateSource,
  id: string,
  call: CallOptions,
): Promise<GroupState | undefined> {
  const { provider } = from;
  const group = await from.profiles.read(id, call);
  if (!group) return undefined;
  try {
    const [announcement, members, mutes, blacklist] = await Promise.all([
      readAnnouncement(from, group, call),
      listed(provider, 'members.list', group, provider.members.list(group, call)),
      listed(provider, 'mutes.list', group, provider.mutes.list(group, call)),
      listed(provider, 'blacklist.list', group, provider.blacklist.list(group, call)),
    ]);
    return {
      group,
      announcement,
      members: byUser(provider, members, ({ role, joinedAt }) => ({ role, joinedAt })),
      mutes: byUser(provider, mutes, ({ until }) => until),
      blacklist: byUser(provider, blacklist, ({ until }) => until),
    };
  } catch (thrown) {
    if (isImGroupsError(thrown) && thrown.reason === 'group_not_found') return undefined;
    throw thrown;
  }
}

function byUser<Item extends { readonly userId: string }, Value>(
  { canonicalUserId }: GroupProvider,
  items: readonly Item[] | undefined,
  toValue: (item: Item) => Value,
): ReadonlyMap<string, Value> | undefined {
  return items && new Map(items.map((item) => [canonicalUserId(item.userId), toValue(item)]));
}

async function readAnnouncement(
  { provider, side }: StateSource,
  group: Group,
  call: CallOptions,
): Promise<string | undefined> {
  if (side.announcementOf) return side.announcementOf(group);
  return ifShown(() => provider.groups.getAnnouncement(group, call));
}

/** The items of a list; nothing where there is no such list for the group. */
async function listed<Item>(
  { capabilities }: GroupProvider,
  operation: Operation,
  { kind }: Group,
  pages: Pages<Item>,
): Promise<readonly Item[] | undefined> {
  if (kind !== 'other' && capabilities[operation][kind] === 'no') return undefined;
  return ifShown(async () => {
    const items: Item[] = [];
    for await (const item of pages) items.push(item);
    return items;
  });
}

async function ifShown<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (thrown) {
    if (isImGroupsError(thrown) && thrown.code === 'unsupported') return undefined;
    throw thrown;
  }
}
