import { type Profile, stranger, type UserState, type World, type WorldGroup } from './world.ts';

/** A contradiction between what was reported and what is. */
export interface Violation {
  /** Done more than once; there without being reported; reported and not there; another than reported. */
  readonly kind: 'doubled' | 'unreported' | 'lost' | 'wrong';
  readonly text: string;
}

/** The SDK's report of an effect: it is there, it may be there, it is surely not there. */
export type Certainty = 'done' | 'in doubt' | 'not done';

/** All values that a thing can have by what was reported. */
class Possible<T> {
  #values: Map<string, T>;

  constructor(value: T) {
    this.#values = new Map([[JSON.stringify(value), value]]);
  }

  get values(): readonly T[] {
    return [...this.#values.values()];
  }

  get isCertain(): boolean {
    return this.#values.size === 1;
  }

  has(value: T): boolean {
    return this.#values.has(JSON.stringify(value));
  }

  change(effect: (value: T) => T, certainty: Certainty): void {
    if (certainty === 'not done') return;
    const changed = this.values.map(effect);
    const all = certainty === 'done' ? changed : [...this.values, ...changed];
    this.#values = new Map(all.map((value) => [JSON.stringify(value), value]));
  }

  toString(): string {
    return [...this.#values.keys()].join(' or ');
  }
}

interface GroupRecord {
  readonly name: string;
  presence: Certainty;
  readonly profile: Possible<Profile>;
  readonly users: Map<string, Possible<UserState>>;
  readonly effects: Map<string, Possible<number>>;
}

/** The properties of a new group. */
export interface NewGroup {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly profile: Profile;
}

/** Keeps what the SDK reported, and compares it with what the vendor has. */
export class Ledger {
  readonly #groups = new Map<string, GroupRecord>();
  readonly #names = new Map<string, Possible<number>>();

  /** A group was asked for under a name that no other group has. */
  askedFor(name: string, certainty: Certainty): void {
    const count = new Possible(0);
    count.change(() => 1, certainty);
    this.#names.set(name, count);
  }

  /** A group whose id is known. */
  addGroup({ id, name, ownerId, profile }: NewGroup, certainty: Certainty): void {
    if (certainty === 'not done') return;
    const owner: UserState = { ...stranger, role: 'owner' };
    this.#groups.set(id, {
      name,
      presence: certainty,
      profile: new Possible(profile),
      users: new Map([[ownerId, new Possible(owner)]]),
      effects: new Map(),
    });
  }

  removeGroup(id: string, certainty: Certainty): void {
    const group = this.#recordOf(id);
    if (certainty === 'not done') return;
    group.presence = certainty === 'done' ? 'not done' : 'in doubt';
    this.#names.get(group.name)?.change(() => 0, certainty);
  }

  changeProfile(id: string, change: Partial<Profile>, certainty: Certainty): void {
    this.#recordOf(id).profile.change((profile) => ({ ...profile, ...change }), certainty);
  }

  changeUser(
    id: string,
    userId: string,
    effect: (user: UserState) => UserState,
    certainty: Certainty,
  ): void {
    const { users } = this.#recordOf(id);
    const user = users.get(userId) ?? new Possible(stranger);
    user.change(effect, certainty);
    users.set(userId, user);
  }

  /** Something that must not be done twice. */
  addEffect(id: string, effect: string, certainty: Certainty): void {
    const count = new Possible(0);
    count.change(() => 1, certainty);
    this.#recordOf(id).effects.set(effect, count);
  }

  /** True if it is certain that a group is there. */
  isThere(id: string): boolean {
    return this.#groups.get(id)?.presence === 'done';
  }

  profilesOf(id: string): readonly Profile[] {
    return this.#recordOf(id).profile.values;
  }

  /** All states that a user can be in. */
  statesOf(id: string, userId: string): readonly UserState[] {
    return this.#recordOf(id).users.get(userId)?.values ?? [stranger];
  }

  /** Users of a group who are not strangers, or may be none. */
  usersOf(id: string): readonly string[] {
    return [...this.#recordOf(id).users.keys()];
  }

  /** Finds everything in the vendor's state that contradicts the reports. */
  check(world: World): Violation[] {
    const violations: Violation[] = [];
    for (const [id, group] of this.#groups) {
      violations.push(...checkGroup(id, group, world.get(id)));
    }
    violations.push(...this.#checkNames(world));
    return violations;
  }

  /** Ends all doubts by what the vendor has. */
  adopt(world: World): void {
    for (const [id, group] of this.#groups) {
      const actual = world.get(id);
      if (!actual) {
        this.#groups.delete(id);
        continue;
      }
      group.presence = 'done';
      settle(group.profile, actual.profile);
      for (const [userId, user] of group.users) {
        settle(user, actual.users.get(userId) ?? stranger);
      }
      for (const [effect, count] of group.effects) settle(count, actual.effects.get(effect) ?? 0);
    }
    const counts = namesIn(world);
    for (const [name, count] of this.#names) settle(count, counts.get(name) ?? 0);
  }

  #checkNames(world: World): Violation[] {
    return checkCounts(this.#names, namesIn(world), (name) => `group ${name}`);
  }

  #recordOf(id: string): GroupRecord {
    const group = this.#groups.get(id);
    if (!group) throw new Error(`the run does not know a group ${id}`);
    return group;
  }
}

function checkGroup(id: string, group: GroupRecord, actual: WorldGroup | undefined): Violation[] {
  if (!actual) {
    if (group.presence !== 'done') return [];
    return [{ kind: 'lost', text: `group ${id} is not there, reported: done` }];
  }
  if (group.presence === 'not done') {
    return [{ kind: 'wrong', text: `group ${id} is there, reported: deleted` }];
  }
  // A group in doubt was left alone from then on, so the rest holds for it too.
  return [
    ...checkProfile(id, group, actual),
    ...checkUsers(id, group, actual),
    ...checkCounts(group.effects, actual.effects, (effect) => `${effect} in group ${id}`),
  ];
}

function checkProfile(id: string, { profile }: GroupRecord, actual: WorldGroup): Violation[] {
  if (profile.has(actual.profile)) return [];
  const text = `group ${id} is ${JSON.stringify(actual.profile)}, reported: ${profile}`;
  return [{ kind: 'wrong', text }];
}

function checkUsers(id: string, { users }: GroupRecord, actual: WorldGroup): Violation[] {
  return [...new Set([...users.keys(), ...actual.users.keys()])].flatMap((userId) => {
    const expected = users.get(userId) ?? new Possible(stranger);
    const found = actual.users.get(userId) ?? stranger;
    if (expected.has(found)) return [];
    const text = `${userId} in group ${id} is ${JSON.stringify(found)}, reported: ${expected}`;
    return [{ kind: 'wrong' as const, text }];
  });
}

function checkCounts(
  expected: ReadonlyMap<string, Possible<number>>,
  actual: ReadonlyMap<string, number>,
  nameOf: (thing: string) => string,
): Violation[] {
  return [...new Set([...expected.keys(), ...actual.keys()])].flatMap((thing) => {
    const reported = expected.get(thing) ?? new Possible(0);
    const found = actual.get(thing) ?? 0;
    if (reported.has(found)) return [];
    const kind = found > 1 ? 'doubled' : found === 1 ? 'unreported' : 'lost';
    return [{ kind, text: `${nameOf(thing)} is there ${found} times, reported: ${reported}` }];
  });
}

function settle<T>(possible: Possible<T>, value: T): void {
  possible.change(() => value, 'done');
}

function namesIn(world: World): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of world.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
