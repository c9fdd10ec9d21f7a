import type { GroupProvider, RequestEvent, Transport } from '@imgroups/core';
import type { Random } from '@imgroups/testing/random';
import { defectsIn } from './defects.ts';
import { type ChaosFault, type FaultName, type Forms, faultNames, formsOf } from './faults.ts';
import { Ledger, type Violation } from './ledger.ts';
import {
  creations,
  groupOperations,
  nativeOperations,
  newProfile,
  type Operation,
} from './operations.ts';
import type { Ending, Scene } from './scene.ts';
import type { Proving } from './vendor.ts';
import type { UserState, World } from './world.ts';

/** Which attempts of a call are hit: the first, or all. */
export type Hits = 'once' | 'always';

/** The possible results of an operation: see the legend of the report. */
export const cells = ['done', 'retried', 'read back', 'in doubt', 'not done'] as const;

/** The result of an operation. */
export type Cell = (typeof cells)[number];

/** One operation with every fault. */
export interface Row {
  readonly operation: string;
  readonly endpoint: string;
  readonly cells: Readonly<Partial<Record<FaultName, string>>>;
}

export interface MatrixResult {
  readonly rows: readonly Row[];
  readonly runs: number;
  readonly violations: readonly Violation[];
}

/** One operation with one form of one fault, or with none. */
interface Trial {
  readonly operation: Operation;
  readonly name: FaultName | undefined;
  readonly fault: ChaosFault | undefined;
  readonly hits: Hits;
}

/** The observations of one trial. */
interface Observation {
  readonly endings: readonly Ending[];
  readonly requests: readonly RequestEvent[];
}

/** The trials to make. */
export interface MatrixOptions {
  readonly hits: Hits;
  /** @default all */
  readonly isChosen?: (operation: Operation) => boolean;
  /** @default all */
  readonly faults?: readonly FaultName[];
  /** The forms in which a fault is tried. @default all */
  readonly choose?: (forms: Forms) => readonly ChaosFault[];
  /** Sends to the network. @default the transport that clients have by default */
  readonly sender?: Transport | undefined;
  /** One at a time tells which requests belong to which trial. @default 16 */
  readonly trialsAtOnce?: number;
}

/** Only slow bodies run into it. */
const timeout = 2000;

/** Every operation of a vendor, or those that are chosen, with every fault, one fault at a time. */
export async function matrix(vendor: Proving, options: MatrixOptions): Promise<MatrixResult> {
  const {
    hits,
    isChosen = () => true,
    choose = (forms) => forms,
    faults = faultNames,
    sender,
    trialsAtOnce = 16,
  } = options;
  const noFaults = vendor.connect({ ...(sender && { sender }), plan: () => undefined });
  const operations = [...creations, ...groupOperations, ...nativeOperations(noFaults)].filter(
    isChosen,
  );
  const trials = slowLast(
    operations.flatMap((operation): Trial[] => [
      { operation, name: undefined, fault: undefined, hits },
      ...faults.flatMap((name) =>
        choose(formsOf(name, vendor)).map((fault) => ({ operation, name, fault, hits })),
      ),
    ]),
  );
  const seen = new Map<Trial, Observation>();
  const violations: Violation[] = [];
  await vendor.reset();
  const groups = await Promise.all(
    Array.from({ length: trialsAtOnce }, (_, index) => prepare(noFaults.provider, index)),
  );
  const start = await vendor.save();
  for (let from = 0; from < trials.length; from += trialsAtOnce) {
    await vendor.load(start);
    const now = trials.slice(from, from + trialsAtOnce);
    const scenes = await Promise.all(
      now.flatMap((trial, index) =>
        groups.slice(index, index + 1).map((group) => run(vendor, trial, group, sender)),
      ),
    );
    const [world, journal] = [await vendor.world(), await vendor.journal()];
    violations.push(...defectsIn(journal));
    const sent = scenes.reduce((sum, { observation }) => sum + observation.requests.length, 0);
    violations.push(...sentUnasked(sent, journal.length).map((each) => inTrial(now[0], each)));
    scenes.forEach(({ observation, check }, index) => {
      const trial = now[index];
      if (!trial) return;
      seen.set(trial, observation);
      violations.push(...check(world).map((violation) => inTrial(trial, violation)));
    });
  }
  await noFaults.provider.close();
  return {
    rows: operations.map((operation) => toRow(vendor, operation, trials, seen, faults)),
    runs: trials.length,
    violations,
  };
}

function inTrial(trial: Trial | undefined, { kind, text }: Violation): Violation {
  const { operation, fault } = trial ?? {};
  return { kind, text: `${operation?.name} with ${JSON.stringify(fault)}: ${text}` };
}

/** Requests that arrived and were not sent: a runtime sent some again by itself. */
function sentUnasked(sent: number, arrived: number): Violation[] {
  if (arrived <= sent) return [];
  return [{ kind: 'doubled', text: `${sent} requests were sent, and ${arrived} arrived` }];
}

/** Runs an operation on a group while the fault is in force, and keeps what was seen. */
async function run(
  vendor: Proving,
  { operation, fault, hits }: Trial,
  group: PreparedGroup,
  sender: Transport | undefined,
) {
  const isHit = isCallOf(vendor, operation);
  const endings: Ending[] = [];
  const requests: RequestEvent[] = [];
  const contradictions: Violation[] = [];
  let left = hits === 'once' ? 1 : Number.POSITIVE_INFINITY;
  const session = vendor.connect({
    ...(isSlow(fault) ? { timeout } : {}),
    maxRetries: hits === 'once' ? 3 : 1,
    // A vendor may have a transport of its own.
    ...(sender && { sender }),
    onRequest: (event) => requests.push(event),
    plan({ method, url }) {
      if (!fault || left === 0 || !isHit(method, url)) return undefined;
      left -= 1;
      return fault;
    },
  });
  let named = 0;
  const scene: Scene = {
    session,
    random: steady,
    ledger: ledgerOf(group),
    concurrency: 1,
    groupIds: [group.id],
    unique() {
      named += 1;
      return `${group.name}${named}`;
    },
    report: (ending) => endings.push(ending),
    violation: (text) => contradictions.push({ kind: 'wrong', text }),
  };
  await operation.run(scene, group.id);
  await session.provider.close();
  return {
    observation: { endings, requests },
    check: (world: World) => [...contradictions, ...scene.ledger.check(ofScene(world, group.name))],
  };
}

/** The group at the beginning of a trial. */
interface PreparedGroup {
  readonly id: string;
  readonly name: string;
}

const ownerId = 'u0';
const ordinary: UserState = { role: 'member', muted: false, banned: false };
const users: Readonly<Record<string, UserState>> = {
  u1: { ...ordinary, role: 'admin' },
  u2: { ...ordinary, muted: true },
  u3: { ...ordinary, muted: true },
  u4: ordinary,
  u5: ordinary,
  u6: { ...ordinary, role: 'out', banned: true },
  u7: { ...ordinary, role: 'out', banned: true },
};

/** Makes a group with an owner, an admin, members, two who are muted and two who were put out. */
async function prepare(provider: GroupProvider, index: number): Promise<PreparedGroup> {
  const name = `s${index}x`;
  const { id } = await provider.groups.create({ name, ownerId });
  (await provider.members.add(id, Object.keys(users))).throwIfFailed();
  (await provider.members.setRole(id, ['u1'], 'admin')).throwIfFailed();
  (await provider.mutes.add(id, ['u2', 'u3'], 'permanent')).throwIfFailed();
  (await provider.blacklist.add(id, ['u6', 'u7'])).throwIfFailed();
  return { id, name };
}

/** Returns the known state of a prepared group. */
function ledgerOf({ id, name }: PreparedGroup): Ledger {
  const ledger = new Ledger();
  ledger.askedFor(name, 'done');
  ledger.addGroup({ id, name, ownerId, profile: newProfile }, 'done');
  for (const [userId, state] of Object.entries(users)) {
    ledger.changeUser(id, userId, () => state, 'done');
  }
  return ledger;
}

/** Chooses everything there is, always in the same order. */
const steady: Random = {
  next: () => 0.5,
  below: (bound) => bound - 1,
  chance: () => false,
  pick: (items) => items[0] as (typeof items)[number],
  sample: (items, count) => items.slice(0, count),
};

/** Those that wait for a time-out wait together. */
function slowLast(trials: readonly Trial[]): readonly Trial[] {
  return [
    ...trials.filter(({ fault }) => !isSlow(fault)),
    ...trials.filter(({ fault }) => isSlow(fault)),
  ];
}

function isSlow(fault: ChaosFault | undefined): boolean {
  return typeof fault === 'object' && 'kind' in fault && fault.kind === 'slow-body';
}

/** Returns a test for the request that has the operation's effect. */
function isCallOf(vendor: Proving, operation: Operation): (method: string, url: string) => boolean {
  const endpoint = vendor.endpoints[vendor.endpointOf(operation)];
  if (!endpoint) throw new Error(`${operation.name} has no endpoint at ${vendor.name}`);
  const path = new RegExp(`${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return (method, url) => method === endpoint.method && path.test(new URL(url).pathname);
}

function ofScene(world: World, prefix: string): World {
  return new Map([...world].filter(([, { name }]) => name.startsWith(prefix)));
}

function toRow(
  vendor: Proving,
  operation: Operation,
  trials: readonly Trial[],
  seen: ReadonlyMap<Trial, Observation>,
  faults: readonly FaultName[],
): Row {
  const endpoint = vendor.endpointOf(operation);
  const ours = trials.filter((trial) => trial.operation === operation);
  const [undisturbed] = ours.flatMap((trial) => (trial.fault ? [] : (seen.get(trial) ?? [])));
  const cellOf = (name: FaultName) => {
    const found = ours
      .filter((trial) => trial.name === name)
      .flatMap((trial) => seen.get(trial) ?? [])
      .map((observation) => toCell(observation, undisturbed, endpoint));
    return [...new Set(found)].join(' / ');
  };
  const byFault = Object.fromEntries(faults.map((name) => [name, cellOf(name)]));
  return { operation: operation.name, endpoint, cells: byFault as Row['cells'] };
}

function toCell(
  { endings, requests }: Observation,
  undisturbed: Observation | undefined,
  endpoint: string,
): Cell {
  if (endings.includes('in doubt')) return 'in doubt';
  if (JSON.stringify(endings) !== JSON.stringify(undisturbed?.endings)) return 'not done';
  const others = (all: readonly RequestEvent[] = []) =>
    all.filter((request) => request.endpoint !== endpoint && request.endpoint !== 'getAppToken');
  if (others(requests).length > others(undisturbed?.requests).length) return 'read back';
  return requests.some(({ attempt }) => attempt > 1) ? 'retried' : 'done';
}
