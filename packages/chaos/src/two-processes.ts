import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createRateLimiter, type EndpointTable, type LimitOverrides } from '@imgroups/core/adapter';
import type { JournalEntry } from '@imgroups/emulator';
import { bundled } from '@imgroups/testing/bundled';
import { defectsIn } from './defects.ts';
import type { Violation } from './ledger.ts';
import { checkSwitches, type Step, type Switch, type SwitchOf } from './switches.ts';
import { userIds, type Vendor } from './vendor.ts';
import type { UserState, World } from './world.ts';

export interface TwoProcessesResult {
  /** Users and operations, of both processes. */
  readonly steps: number;
  readonly violations: readonly Violation[];
}

/** The first message to a process. */
export interface ProcessStart {
  readonly vendorName: string;
  /** Address and credentials of the emulator. */
  readonly app: { readonly baseUrl: string };
  readonly seed: number;
  readonly groupIds: readonly string[];
  /** None where they do not matter. */
  readonly limits: LimitOverrides | undefined;
  /** The Redis in which processes share their limits and tokens. */
  readonly redisUrl: string | undefined;
}

export interface TwoProcessesOptions {
  /** One for each process. */
  readonly seeds: readonly [number, number];
  readonly operations: number;
  /** The Redis in which the processes keep common limits. @default they keep none */
  readonly redisUrl?: string | undefined;
}

/** The part of the vendor's rates that a service enforces in runs with limits: some calls in a second. */
export const rateScale = 0.02;

/** The part of the service's rates that the limits allow: calls come with some jitter. */
const shareOfRate = 0.95;

/** The message to a process for each round; it answers with its steps. */
export interface Round {
  readonly operations: number;
}

/** Each switch has users of its own, so that nothing but the two operations on it can turn it. */
export const usersOf: Readonly<Record<Switch, readonly string[]>> = {
  member: userIds.slice(0, 8),
  admin: userIds.slice(8, 16),
  muted: userIds.slice(16, 24),
  banned: userIds.slice(24, 32),
};

const isOn: Readonly<Record<Switch, (user: UserState | undefined) => boolean>> = {
  member: (user) => user !== undefined && user.role !== 'out',
  admin: (user) => user?.role === 'admin',
  muted: (user) => user?.muted === true,
  banned: (user) => user?.banned === true,
};

const operationsPerRound = 20;
const groups = 2;

/** Two processes change the same members at the same time, while anything goes wrong for both. */
export async function twoProcesses(
  vendor: Vendor,
  { seeds, operations, redisUrl }: TwoProcessesOptions,
): Promise<TwoProcessesResult> {
  const limits = redisUrl === undefined ? undefined : limitsOf(vendor.endpoints);
  const groupIds = await prepare(vendor, limits);
  const { name: vendorName, app } = vendor;
  const program = await bundledWorker();
  const processes = seeds.map((seed) =>
    start(program, { vendorName, app, seed, groupIds, limits, redisUrl }),
  );
  const violations: Violation[] = [];
  let steps = 0;
  let before = vendor.world();
  for (let done = 0; done < operations; done += 2 * operationsPerRound) {
    const logs = await Promise.all(processes.map(runRound));
    const now = vendor.world();
    violations.push(
      ...checkSwitches(reader(before), logs, reader(now)),
      ...defectsIn(vendor.journal()),
    );
    steps += logs.flat().length;
    before = now;
  }
  for (const { child } of processes) child.disconnect();
  violations.push(...refusedForRate(vendor.journal()));
  return { steps, violations };
}

/** Returns the limits that users write who know the rates of the service. */
function limitsOf(endpoints: EndpointTable): LimitOverrides {
  return Object.fromEntries(
    Object.entries(endpoints).flatMap(([name, { limits }]) => {
      if (!limits?.rate) return [];
      const { requests, perSeconds } = limits.rate;
      return [[name, { rate: { requests: requests * rateScale * shareOfRate, perSeconds } }]];
    }),
  );
}

/** Calls for which the processes together were too fast. */
function refusedForRate(journal: readonly JournalEntry[]): Violation[] {
  return journal
    .filter(({ refusal }) => /^at most \d+ calls in /.test(refusal?.rule ?? ''))
    .map(({ endpoint, at }) => ({
      kind: 'wrong',
      text: `${endpoint} was refused for its rate at ${at}, though the limits are lower`,
    }));
}

/** Groups in which everybody is a member but those who are to be banned. */
async function prepare(
  vendor: Vendor,
  limits: LimitOverrides | undefined,
): Promise<readonly string[]> {
  const limiter = limits && createRateLimiter();
  const { provider } = vendor.connect({ plan: () => undefined, limits, limiter });
  const ids: string[] = [];
  for (let index = 0; index < groups; index += 1) {
    const { id } = await provider.groups.create({ name: `shared ${index}`, ownerId: 'u59' });
    const members = [...usersOf.member, ...usersOf.admin, ...usersOf.muted];
    (await provider.members.add(id, members)).throwIfFailed();
    ids.push(id);
  }
  await provider.close();
  return ids;
}

/** A process, and the signal that aborts when it ends: a message from it will never come then. */
interface Running {
  readonly child: ChildProcess;
  readonly ended: AbortSignal;
}

/** Makes one file of the program, so that processes start fast. Workers of Vitest may run at the same time. */
async function bundledWorker(): Promise<string> {
  const worker = process.env.VITEST_POOL_ID ?? 'chaos';
  const folder = new URL(`../node_modules/.cache/bundled-${worker}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  return bundled(new URL('two-processes.worker.ts', import.meta.url), fileURLToPath(folder));
}

function start(program: string, given: ProcessStart): Running {
  const child = fork(program, [], { execArgv: [] });
  child.send(given);
  const end = new AbortController();
  child.once('exit', (code) => end.abort(new Error(`a process ended with ${code}`)));
  return { child, ended: end.signal };
}

async function runRound({ child, ended }: Running): Promise<readonly Step[]> {
  const answer = once(child, 'message', { signal: ended });
  child.send({ operations: operationsPerRound } satisfies Round);
  const [steps] = (await answer) as [readonly Step[]];
  return steps;
}

function reader(world: World): (of: SwitchOf) => boolean {
  return ({ groupId, userId, what }) => isOn[what](world.get(groupId)?.users.get(userId));
}
