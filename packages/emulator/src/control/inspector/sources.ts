import type { Actor, Change } from '../../server/changes.ts';

/** The call that set a value of a group. */
export interface Source {
  readonly at: string;
  readonly actor: Actor;
  /** Number of the call in the journal; absent where no call did it. */
  readonly call?: number | undefined;
}

/** By the name of the value: `name`, `members/alice/role`. What is not there is not kept. */
export type Sources = Readonly<Record<string, Source>>;

/** Values of a group that its creation sets, whatever the vendor. */
const setByCreation = [
  ...['kind', 'name', 'description', 'announcement', 'avatarUrl', 'ownerId'],
  ...['mutedAll', 'maxMembers', 'createdAt'],
];

/** The changes that made the values of a group what they are, as far as they are kept; in any order. */
export function sourcesOf(groupId: string, changes: readonly Change[]): Sources {
  const newest = new Map<string, Change>();
  for (const change of changes) {
    if (change.groupId !== groupId) continue;
    for (const name of valuesOf(change)) {
      if ((newest.get(name)?.number ?? 0) < change.number) newest.set(name, change);
    }
  }
  return Object.fromEntries(
    Array.from(newest, ([name, { at, actor, request }]) => [name, { at, actor, call: request }]),
  );
}

/** The values that a change set. */
function valuesOf(change: Change): readonly string[] {
  switch (change.type) {
    case 'group.created': {
      const { ownerId, userIds } = change.data;
      return [
        ...setByCreation,
        ...membersOf(ownerId === undefined ? userIds : [ownerId, ...userIds]),
      ];
    }
    case 'group.updated':
      return Object.keys(change.data.changed);
    case 'group.announcementChanged':
      return ['announcement'];
    case 'group.muteAllChanged':
      return ['mutedAll'];
    case 'group.attributesChanged':
      return Object.keys(change.data.attributes).map((key) => `attributes/${key}`);
    case 'group.transferred': {
      const { oldOwnerId = '', newOwnerId } = change.data;
      return ['ownerId', `members/${oldOwnerId}/role`, `members/${newOwnerId}/role`];
    }
    case 'members.joined':
      return membersOf(change.data.userIds);
    case 'members.roleChanged':
      return change.data.userIds.map((userId) => `members/${userId}/role`);
    case 'members.profileChanged':
      return change.data.userIds.map((userId) => `members/${userId}/nickname`);
    case 'mutes.added':
      return change.data.userIds.map((userId) => `mutes/${userId}`);
    case 'blacklist.added':
      return change.data.userIds.map((userId) => `blacklist/${userId}`);
    case 'vendor':
      return valuesOfVendor(change.name, change.data);
    default:
      return [];
  }
}

/** Returns the values that a change set, in the form that both vendors share. */
function valuesOfVendor(
  name: string,
  data: {
    readonly userIds?: readonly string[];
    readonly ownerId?: string;
    readonly changed?: object;
  },
): readonly string[] {
  const { userIds = [], ownerId, changed = {} } = data;
  switch (name) {
    case 'group.imported':
      return [...setByCreation, ...membersOf(ownerId === undefined ? [] : [ownerId])];
    case 'group.settingsChanged':
      // `maxMembers`, or the vendor's word for it.
      return Object.keys(changed).some((key) => /^max(members|users)$/i.test(key))
        ? ['maxMembers']
        : [];
    case 'members.imported':
    case 'members.online':
      return membersOf(userIds);
    case 'members.settingsChanged':
      return userIds.flatMap((userId) => [`members/${userId}/role`, `members/${userId}/nickname`]);
    default:
      return [];
  }
}

function membersOf(userIds: readonly string[]): readonly string[] {
  return userIds.flatMap((userId) =>
    ['joinedAt', 'role', 'nickname'].map((field) => `members/${userId}/${field}`),
  );
}
