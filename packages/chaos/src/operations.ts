import type { CreateGroupInput, GroupProvider, Operation as OperationName } from '@imgroups/core';
import { batch, outcomesOf, read, type Scene, settle, single } from './scene.ts';
import { type Called, type Session, userIds } from './vendor.ts';
import type { Profile, UserState } from './world.ts';

/** Something an application does, with what it does to the groups. */
export interface Operation extends Called {
  /** The relative frequency of the operation. */
  readonly weight: number;
  readonly run: (scene: Scene, groupId: string) => Promise<void>;
}

/** A user who is not registered. */
const unknownUser = 'nobody';

/** Of a group that was just made. */
export const newProfile: Profile = { description: '', announcement: '', mutedAll: false };

/** Operations that make a group. */
export const creations: readonly Operation[] = [
  {
    name: 'groups.create',
    operation: 'groups.create',
    weight: 4,
    run: (scene) => makeGroup(scene, undefined, ({ groups }, input) => groups.create(input)),
  },
  {
    name: 'groups.create with an own id',
    operation: 'groups.create',
    weight: 6,
    run: (scene) => makeGroup(scene, scene.unique(), ({ groups }, input) => groups.create(input)),
  },
  {
    name: 'groups.ensure',
    operation: 'groups.ensure',
    weight: 4,
    run: (scene) =>
      makeGroup(scene, scene.unique(), async ({ groups }, { id = '', ...input }) => {
        // `created` is not checked: by clocks that are too far apart the group seems to be an older one.
        const { group } = await groups.ensure({ ...input, id });
        return group;
      }),
  },
];

async function makeGroup(
  scene: Scene,
  id: string | undefined,
  make: (provider: GroupProvider, input: CreateGroupInput) => Promise<{ readonly id: string }>,
): Promise<void> {
  const { session, ledger, random } = scene;
  const name = scene.unique();
  const [ownerId = ''] = random.sample(userIds, 1);
  const { certainty, result } = await single(scene, 'groups.create', () =>
    make(session.provider, { name, ownerId, ...(id === undefined ? {} : { id }) }),
  );
  ledger.askedFor(name, certainty);
  if (result && id !== undefined && result.id !== id) {
    scene.violation(`asked for a group ${id}, got ${result.id}`);
  }
  const knownId = result?.id ?? id;
  if (knownId === undefined || certainty === 'not done') return;
  ledger.addGroup({ id: knownId, name, ownerId, profile: newProfile }, certainty);
  if (certainty === 'done') scene.groupIds.push(knownId);
}

/** Operations on a group that is there. */
export const groupOperations: readonly Operation[] = [
  {
    name: 'groups.update',
    operation: 'groups.update',
    weight: 5,
    async run(scene, groupId) {
      const description = scene.unique();
      const { certainty } = await single(scene, 'groups.update', () =>
        scene.session.provider.groups.update(groupId, { description }),
      );
      scene.ledger.changeProfile(groupId, { description }, certainty);
    },
  },
  {
    name: 'groups.setAnnouncement',
    operation: 'groups.setAnnouncement',
    weight: 5,
    async run(scene, groupId) {
      const announcement = scene.unique();
      const { certainty } = await single(scene, 'groups.setAnnouncement', () =>
        scene.session.provider.groups.setAnnouncement(groupId, announcement),
      );
      scene.ledger.changeProfile(groupId, { announcement }, certainty);
    },
  },
  {
    name: 'mutes.muteAll',
    operation: 'mutes.muteAll',
    weight: 3,
    async run(scene, groupId) {
      const { certainty } = await single(scene, 'mutes.muteAll', () =>
        scene.session.provider.mutes.muteAll(groupId),
      );
      scene.ledger.changeProfile(groupId, { mutedAll: true }, certainty);
    },
  },
  {
    name: 'mutes.unmuteAll',
    operation: 'mutes.unmuteAll',
    weight: 3,
    async run(scene, groupId) {
      const { certainty } = await single(scene, 'mutes.unmuteAll', () =>
        scene.session.provider.mutes.unmuteAll(groupId),
      );
      scene.ledger.changeProfile(groupId, { mutedAll: false }, certainty);
    },
  },
  {
    name: 'groups.transfer',
    operation: 'groups.transfer',
    weight: 5,
    async run(scene, groupId) {
      const { ledger, random } = scene;
      const [oldOwner] = certainUsers(scene, groupId, ({ role }) => role === 'owner');
      const others = certainUsers(scene, groupId, isOrdinary);
      const [newOwner] = random.sample(others, 1);
      if (!oldOwner || !newOwner) return;
      const { certainty } = await single(scene, 'groups.transfer', () =>
        scene.session.provider.groups.transfer(groupId, newOwner),
      );
      ledger.changeUser(groupId, newOwner, (user) => ({ ...user, role: 'owner' }), certainty);
      ledger.changeUser(groupId, oldOwner, (user) => ({ ...user, role: 'member' }), certainty);
    },
  },
  {
    name: 'groups.delete',
    operation: 'groups.delete',
    weight: 3,
    async run(scene, groupId) {
      const { certainty } = await single(scene, 'groups.delete', () =>
        scene.session.provider.groups.delete(groupId),
      );
      scene.ledger.removeGroup(groupId, certainty);
    },
  },
  {
    name: 'members.add',
    operation: 'members.add',
    weight: 16,
    async run(scene, groupId) {
      const known = choose(scene, groupId, ({ role, banned }) => role !== 'owner' && !banned);
      const chosen = scene.random.chance(0.2) ? [...known, unknownUser] : known;
      await batch(scene, 'members.add', groupId, chosen, comeIn, () =>
        scene.session.provider.members.add(groupId, chosen, chunks(scene)),
      );
    },
  },
  {
    name: 'members.remove',
    operation: 'members.remove',
    weight: 10,
    async run(scene, groupId) {
      const chosen = choose(scene, groupId, ({ role }) => role !== 'owner');
      await batch(scene, 'members.remove', groupId, chosen, goOut, () =>
        scene.session.provider.members.remove(groupId, chosen, chunks(scene)),
      );
    },
  },
  {
    name: 'members.sync',
    operation: 'members.sync',
    weight: 5,
    run: sync,
  },
  setRole('admin'),
  setRole('member'),
  {
    name: 'mutes.add',
    operation: 'mutes.add',
    weight: 8,
    async run(scene, groupId) {
      const chosen = choose(scene, groupId, isOrdinary);
      const duration = scene.random.chance(0.5) ? 'permanent' : { seconds: 30 * 86_400 };
      const effect = (user: UserState): UserState => ({ ...user, muted: true });
      await batch(scene, 'mutes.add', groupId, chosen, effect, () =>
        scene.session.provider.mutes.add(groupId, chosen, duration, chunks(scene)),
      );
    },
  },
  {
    name: 'mutes.remove',
    operation: 'mutes.remove',
    weight: 6,
    async run(scene, groupId) {
      const chosen = choose(scene, groupId, isOrdinary);
      const effect = (user: UserState): UserState => ({ ...user, muted: false });
      await batch(scene, 'mutes.remove', groupId, chosen, effect, () =>
        scene.session.provider.mutes.remove(groupId, chosen, chunks(scene)),
      );
    },
  },
  {
    name: 'blacklist.add',
    operation: 'blacklist.add',
    weight: 6,
    async run(scene, groupId) {
      const chosen = choose(scene, groupId, isOrdinary);
      const effect = (user: UserState): UserState => ({ ...user, role: 'out', banned: true });
      await batch(scene, 'blacklist.add', groupId, chosen, effect, () =>
        scene.session.provider.blacklist.add(groupId, chosen, 'permanent', chunks(scene)),
      );
    },
  },
  {
    name: 'blacklist.remove',
    operation: 'blacklist.remove',
    weight: 5,
    async run(scene, groupId) {
      const chosen = choose(scene, groupId, ({ banned }) => banned);
      const effect = (user: UserState): UserState => ({ ...user, banned: false });
      await batch(scene, 'blacklist.remove', groupId, chosen, effect, () =>
        scene.session.provider.blacklist.remove(groupId, chosen, chunks(scene)),
      );
    },
  },
  {
    name: 'groups.get',
    operation: 'groups.get',
    weight: 3,
    run: (scene, groupId) =>
      read(
        scene,
        'groups.get',
        () => scene.session.provider.groups.get(groupId),
        ({ description = '', mutedAll = false }) => {
          const isKnown = scene.ledger
            .profilesOf(groupId)
            .some((known) => known.description === description && known.mutedAll === mutedAll);
          if (!isKnown) scene.violation(`groups.get: ${groupId} is not as reported`);
        },
      ),
  },
  {
    name: 'members.list',
    operation: 'members.list',
    weight: 3,
    run: (scene, groupId) =>
      read(
        scene,
        'members.list',
        () =>
          scene.session.provider.members.list(groupId, { pageSize: 5 }).toArray({ maxItems: 1000 }),
        (members) => {
          const listed = new Map(members.map(({ userId, role }) => [userId, role]));
          if (listed.size < members.length) scene.violation('members.list: somebody came twice');
          const known = scene.ledger.usersOf(groupId);
          for (const userId of new Set([...known, ...listed.keys()])) {
            checkRole(scene, 'members.list', groupId, userId, listed.get(userId));
          }
        },
      ),
  },
  {
    name: 'members.getRoles',
    operation: 'members.getRoles',
    weight: 3,
    run: (scene, groupId) =>
      read(
        scene,
        'members.getRoles',
        () => scene.session.provider.members.getRoles(groupId, userIds),
        (roles) => {
          for (const userId of userIds) {
            checkRole(scene, 'members.getRoles', groupId, userId, roles.get(userId));
          }
        },
      ),
  },
  listing('mutes.list', 'muted'),
  listing('blacklist.list', 'banned'),
];

/** The writes of the native client that must take effect once. */
export function nativeOperations({ natives }: Session): Operation[] {
  return natives.map(({ name, endpoint, effect }, index) => ({
    name,
    endpoint,
    weight: 8,
    async run(scene, groupId) {
      const text = scene.unique();
      const number = scene.random.below(2 ** 32);
      const [memberId = ''] = certainUsers(scene, groupId, ({ role }) => role === 'owner');
      const { certainty } = await single(scene, name, async () =>
        scene.session.natives[index]?.run({ groupId, memberId, text, number }),
      );
      scene.ledger.addEffect(groupId, effect(text), certainty);
    },
  }));
}

/** Lets somebody go and somebody else come in; all others of whom it is certain that they are members stay. */
async function sync(scene: Scene, groupId: string): Promise<void> {
  const { session, ledger, random } = scene;
  const members = certainUsers(scene, groupId, isOrdinary);
  const others = userIds.filter((userId) => !ledger.usersOf(groupId).includes(userId));
  const wanted = new Set([...members.slice(1), ...random.sample(others, 2)]);
  const outcomes = await outcomesOf(scene, 'members.sync', [...wanted], async () => {
    const { plan, result } = await session.provider.members.sync(groupId, [...wanted], {
      allowEmpty: true,
      ...chunks(scene),
    });
    const planned = [...plan.remove, ...plan.add].sort();
    if (
      planned.join() !==
      result.outcomes
        .map(({ userId }) => userId)
        .sort()
        .join()
    ) {
      scene.violation(`members.sync: ${planned} were planned, ${result.outcomes.length} are told`);
    }
    return result;
  });
  for (const outcome of outcomes) {
    settle(scene, 'members.sync', groupId, outcome, wanted.has(outcome.userId) ? comeIn : goOut);
  }
}

function setRole(role: 'admin' | 'member'): Operation {
  return {
    name: `members.setRole ${role}`,
    operation: 'members.setRole',
    weight: 6,
    async run(scene, groupId) {
      const chosen = choose(scene, groupId, ({ role }) => role !== 'owner');
      const effect = (user: UserState): UserState =>
        user.role === 'out' ? user : { ...user, role };
      await batch(scene, 'members.setRole', groupId, chosen, effect, () =>
        scene.session.provider.members.setRole(groupId, chosen, role, chunks(scene)),
      );
    },
  };
}

function listing(
  name: OperationName & ('mutes.list' | 'blacklist.list'),
  flag: 'muted' | 'banned',
): Operation {
  return {
    name,
    operation: name,
    weight: 2,
    run: (scene, groupId) => {
      const { mutes, blacklist } = scene.session.provider;
      return read(
        scene,
        name,
        () =>
          name === 'mutes.list'
            ? mutes.list(groupId).toArray({ maxItems: 1000 })
            : blacklist.list(groupId).toArray({ maxItems: 1000 }),
        (entries) => {
          const listed = new Set<string>(entries.map(({ userId }) => userId));
          for (const userId of new Set([...scene.ledger.usersOf(groupId), ...listed])) {
            const possible = scene.ledger.statesOf(groupId, userId).map((state) => state[flag]);
            if (possible.includes(listed.has(userId))) continue;
            scene.violation(`${name}: ${userId} in ${groupId} is not as reported`);
          }
        },
      );
    },
  };
}

function checkRole(
  { ledger, violation }: Scene,
  name: string,
  groupId: string,
  userId: string,
  role: string = 'out',
): void {
  const possible = ledger.statesOf(groupId, userId).map((state) => state.role);
  if (possible.some((known) => known === role)) return;
  violation(`${name}: ${userId} in ${groupId} is ${role}, reported: ${possible.join(' or ')}`);
}

const isOrdinary = ({ role }: UserState): boolean => role === 'member' || role === 'admin';

function goOut(user: UserState): UserState {
  return { ...user, role: 'out' };
}

/** Returns a user after they were added: no longer banned, where the vendor lets them in. */
function comeIn(user: UserState): UserState {
  return user.role === 'out' ? { ...user, role: 'member', banned: false } : user;
}

/** Some users that a batch makes sense for, and of whom everything is certain. */
function choose(
  scene: Scene,
  groupId: string,
  isFit: (user: UserState) => boolean,
): readonly string[] {
  const { random, ledger } = scene;
  const strangers = random.sample(userIds, 4);
  const candidates = [...new Set([...ledger.usersOf(groupId), ...strangers])];
  return random.sample(certainAmong(scene, groupId, candidates, isFit), 1 + random.below(9));
}

function certainUsers(
  scene: Scene,
  groupId: string,
  isFit: (user: UserState) => boolean,
): string[] {
  return certainAmong(scene, groupId, scene.ledger.usersOf(groupId), isFit);
}

function certainAmong(
  { ledger }: Scene,
  groupId: string,
  candidates: readonly string[],
  isFit: (user: UserState) => boolean,
): string[] {
  return candidates.filter((userId) => {
    const [state, ...others] = ledger.statesOf(groupId, userId);
    return state !== undefined && others.length === 0 && isFit(state);
  });
}

/** Small chunks, so that a batch takes several calls. */
function chunks({ concurrency }: Scene) {
  return { chunkSize: 3, concurrency };
}
