import {
  check,
  configure,
  described,
  filledText,
  given,
  invalid,
  isImGroupsError,
  oneOf,
  strict,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { openSnapshot } from '../snapshot/read-snapshot.ts';
import { isIterable } from '../snapshot/source.ts';

const ids = v.array(filledText);
const text = v.string();

const wantedGroup = strict(
  {
    key: filledText,
    id: v.optional(filledText),
    name: filledText,
    ownerId: filledText,
    kind: v.optional(oneOf(['standard', 'work', 'meeting', 'livestream', 'community'])),
    description: v.optional(text),
    avatarUrl: v.optional(text),
    joinPolicy: v.optional(oneOf(['open', 'approval', 'closed'])),
    invitePolicy: v.optional(oneOf(['open', 'approval', 'closed'])),
    maxMembers: v.optional(v.number()),
    members: ids,
    admins: v.optional(ids),
  },
  'field',
);

/** A group as it is to be. */
export interface WantedGroup {
  /** Tells it from all others, and stays the same: the id in your data. */
  readonly key: string;
  /** An id of your own for the group; the vendor makes one otherwise. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly ownerId: string;
  /** @default 'standard' */
  readonly kind?: 'standard' | 'work' | 'meeting' | 'livestream' | 'community' | undefined;
  readonly description?: string | undefined;
  readonly avatarUrl?: string | undefined;
  readonly joinPolicy?: 'open' | 'approval' | 'closed' | undefined;
  readonly invitePolicy?: 'open' | 'approval' | 'closed' | undefined;
  readonly maxMembers?: number | undefined;
  /** Everybody who is to be in the group; the owner and admins may be left out. */
  readonly members: readonly string[];
  /** Of them, those who are to be admins; nobody's role is changed when this is left out. */
  readonly admins?: readonly string[] | undefined;
}

/** Wanted groups: the path of a snapshot, or the groups themselves, as they come. */
export type WantedGroups = string | Iterable<WantedGroup> | AsyncIterable<WantedGroup>;

/** Reads wanted groups from wherever they are. */
export async function* readWantedGroups(wanted: WantedGroups): AsyncGenerator<WantedGroup> {
  const keys = new Set<string>();
  let index = 0;
  for await (const group of groupsOf(wanted)) {
    const field = `wanted[${index}]`;
    configure(undefined, () => {
      check(wantedGroup, group, field);
      if (keys.has(group.key)) throw invalid(`${field}.key`, `${group.key} is there twice`);
    });
    keys.add(group.key);
    index += 1;
    yield group;
  }
}

async function* groupsOf(wanted: WantedGroups): AsyncGenerator<WantedGroup> {
  if (typeof wanted !== 'string' && !isIterable(wanted)) {
    const rule = `must be the path of a snapshot, or an iterable of groups, not ${given(wanted)}`;
    throw invalid('wanted', rule).toError();
  }
  try {
    yield* typeof wanted === 'string' ? fromSnapshot(wanted) : wanted;
  } catch (thrown) {
    if (isImGroupsError(thrown)) throw thrown;
    throw invalid('wanted', `cannot be read: ${described(thrown)}`).toError();
  }
}

async function* fromSnapshot(path: string): AsyncGenerator<WantedGroup> {
  const snapshot = await openSnapshot(path);
  for await (const { group, records } of snapshot.groups()) {
    const members: string[] = [];
    const admins: string[] = [];
    for await (const record of records()) {
      if (record.type !== 'member') continue;
      members.push(record.userId);
      if (record.role === 'admin') admins.push(record.userId);
    }
    const { id, kind, name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers } = group;
    const { ownerId = '' } = group;
    if (kind === 'other') {
      throw invalid('kind', `group ${id} is of a kind that cannot be synced`).toError();
    }
    const profile = { description, avatarUrl, joinPolicy, invitePolicy, maxMembers };
    yield { key: id, id, kind, name, ownerId, ...profile, members, admins };
  }
}
