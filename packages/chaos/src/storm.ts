import type { ClientOptions, HttpRequest } from '@imgroups/core';
import { createRandom, type Random, seedOf } from '@imgroups/testing/random';
import { defectsIn } from './defects.ts';
import { anyFault, type ChaosFault, type FaultName } from './faults.ts';
import { Ledger, type Violation } from './ledger.ts';
import { creations, groupOperations, nativeOperations, type Operation } from './operations.ts';
import type { Ending, Scene } from './scene.ts';
import type { Vendor } from './vendor.ts';

export interface StormOptions
  extends Pick<ClientOptions, 'onRequest' | 'onResponse' | 'onRetry' | 'logger' | 'bodies'> {
  readonly seed: number;
  /** Operations in all. */
  readonly operations: number;
  /** Share of the requests that something happens to. @default 0.15 */
  readonly faultShare?: number | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Sees every request that is sent. */
  readonly onSend?: ((request: HttpRequest) => void) | undefined;
}

/** The result of a storm. */
export interface StormResult {
  readonly operations: number;
  readonly requests: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Effects by how they were reported: a batch has one per user. */
  readonly endings: Readonly<Record<Ending, number>>;
  readonly violations: readonly Violation[];
}

/** Groups are worked on side by side, but each by one lane only: so it is known what each must be like. */
const laneCount = 12;
const operationsPerRound = 20;
const groupsPerLane = 3;

/** Much longer than any answer takes, so that only slow bodies run into it. */
const timeout = 1500;

/** The advance of the service's clock per round, in seconds: tokens end in between. */
const secondsPerRound = 900;

/** The largest error of a client's clock, in milliseconds. */
const largestSkew = 600_000;

/** Thousands of operations while anything goes wrong; after each round reports and state are compared. */
export async function storm(vendor: Vendor, options: StormOptions): Promise<StormResult> {
  const { seed, operations, faultShare, onError, onSend, ...session } = options;
  const ledger = new Ledger();
  const faults: Partial<Record<FaultName, number>> = {};
  const endings = { done: 0, 'in doubt': 0, 'not done': 0 };
  const violations: Violation[] = [];
  let requests = 0;
  let run = 0;

  const lanes = Array.from({ length: laneCount }, (_, index) => {
    const random = createRandom(seedOf(seed, `${vendor.name} lane ${index}`));
    const choosePlan = planOf(random, vendor, faultShare ?? 0.15);
    const skew = random.chance(0.5) ? Math.round((random.next() * 2 - 1) * largestSkew) : 0;
    let named = 0;
    const scene: Scene = {
      ledger,
      random,
      concurrency: 1 + (index % 4),
      groupIds: [],
      unique() {
        named += 1;
        return `l${index}x${named}`;
      },
      report(ending) {
        endings[ending] += 1;
      },
      violation: (text) => violations.push({ kind: 'wrong', text }),
      onError,
      session: vendor.connect({
        ...session,
        timeout,
        now: () => Date.now() + skew,
        plan(request) {
          requests += 1;
          onSend?.(request);
          const chosen = choosePlan(request);
          if (!chosen) return undefined;
          const [name, fault] = chosen;
          faults[name] = (faults[name] ?? 0) + 1;
          return fault;
        },
      }),
    };
    return scene;
  });

  while (run < operations) {
    const each = Math.min(operationsPerRound, Math.ceil((operations - run) / laneCount));
    await Promise.all(
      lanes.map(async (scene) => {
        for (let count = 0; count < each; count += 1) await runAny(scene);
      }),
    );
    run += each * laneCount;
    const world = vendor.world();
    violations.push(...ledger.check(world), ...defectsIn(vendor.journal()));
    ledger.adopt(world);
    vendor.control.advanceClock(secondsPerRound);
  }
  await Promise.all(lanes.map(({ session }) => session.provider.close()));
  return { operations: run, requests, faults, endings, violations };
}

/** Chooses what hits a request by the request itself, so that the order of arrival does not matter. */
function planOf(
  random: Random,
  vendor: Vendor,
  share: number,
): (request: HttpRequest) => readonly [FaultName, ChaosFault] | undefined {
  const laneSeed = random.below(2 ** 32);
  const sent = new Map<string, number>();
  return ({ method, url, body }) => {
    const key = `${method} ${new URL(url).pathname} ${typeof body === 'string' ? body : ''}`;
    const times = (sent.get(key) ?? 0) + 1;
    sent.set(key, times);
    const dice = createRandom(seedOf(laneSeed, `${key} ${times}`));
    return dice.chance(share) ? anyFault(dice, vendor) : undefined;
  };
}

async function runAny(scene: Scene): Promise<void> {
  const { random, ledger, groupIds } = scene;
  const there = groupIds.filter((id) => ledger.isThere(id));
  const [groupId] = random.sample(there, 1);
  if (groupId === undefined || (there.length < groupsPerLane && random.chance(0.1))) {
    await weighted(random, creations).run(scene, '');
    return;
  }
  const operations = [...groupOperations, ...nativeOperations(scene.session)];
  await weighted(random, operations).run(scene, groupId);
}

function weighted(random: Random, operations: readonly Operation[]): Operation {
  const total = operations.reduce((sum, { weight }) => sum + weight, 0);
  let left = random.below(total);
  for (const operation of operations) {
    left -= operation.weight;
    if (left < 0) return operation;
  }
  throw new Error('there is nothing to choose from');
}
