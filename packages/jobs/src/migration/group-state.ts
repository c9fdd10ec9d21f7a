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
  const list = <Item extends { readonly userId: string }, Value>(
    operation: Operation,
    pages: Pages<Item>,
    toValue: (item: Item) => Value,
  ) => listed({ provider, group }, operation, pages, toValue);
  try {
    const [announcement, members, mutes, blacklist] = await Promise.all([
      readAnnouncement(from, group, call),
      list('members.list', provider.members.list(group, call), ({ role, joinedAt }) => ({
        role,
        joinedAt,
      })),
      list('mutes.list', provider.mutes.list(group, call), ({ until }) => until),
      list('blacklist.list', provider.blacklist.list(group, call), ({ until }) => until),
    ]);
    return { group, announcement, members, mutes, blacklist };
  } catch (thrown) {
    if (isImGroupsError(thrown) && thrown.reason === 'group_not_found') return undefined;
    throw thrown;
  }
}

async function readAnnouncement(
  { provider }: StateSource,
  group: Group,
  call: CallOptions,
): Promise<string | undefined> {
  return group.announcement ?? ifShown(() => provider.groups.getAnnouncement(group, call));
}

/** Keeps of a list what is needed of each user, and not the vendor's own objects; gives nothing where there is no such list. */
async function listed<Item extends { readonly userId: string }, Value>(
  {
    provider: { canonicalUserId, capabilities },
    group: { kind },
  }: { readonly provider: GroupProvider; readonly group: Group },
  operation: Operation,
  pages: Pages<Item>,
  toValue: (item: Item) => Value,
): Promise<ReadonlyMap<string, Value> | undefined> {
  if (kind !== 'other' && capabilities[operation][kind] === 'no') return undefined;
  return ifShown(async () => {
    const byUser = new Map<string, Value>();
    for await (const item of pages) byUser.set(canonicalUserId(item.userId), toValue(item));
    return byUser;
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
