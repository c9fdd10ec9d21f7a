import type { HttpRequest } from '@imgroups/core';
import { createRandom, seedOf } from '@imgroups/testing/random';
import { defectsIn } from './defects.ts';
import { type ChaosFault, formsOf } from './faults.ts';
import { Ledger, type Violation } from './ledger.ts';
import { creations, nativeOperations, type Operation } from './operations.ts';
import type { Ending, Scene } from './scene.ts';
import type { Vendor } from './vendor.ts';

/** The results of one kind of write. */
export interface LostRepliesRow {
  readonly operation: string;
  readonly calls: number;
  readonly lostReplies: number;
  readonly endings: Readonly<Record<Ending, number>>;
}

export interface LostRepliesResult {
  readonly rows: readonly LostRepliesRow[];
  readonly violations: readonly Violation[];
}

const lostShare = 0.05;
const lanes = 16;

/** Ways in which a reply is lost after the call took effect. */
const losses = [
  'reset after',
  '5xx after',
  'truncated',
  'malformed',
  'cut after',
  'cut in answer',
  'stale after',
  'other status',
  'error after',
] as const;

/** Creates groups and writes to them while every twentieth reply is lost, and counts what the vendor has. */
export async function lostReplies(
  vendor: Vendor,
  { seed, calls }: { readonly seed: number; readonly calls: number },
): Promise<LostRepliesResult> {
  const ledger = new Ledger();
  const violations: Violation[] = [];
  const lane = (index: number) => createLane(vendor, ledger, violations, seed, index);
  const all = Array.from({ length: lanes }, (_, index) => lane(index));
  const [first] = all;
  if (!first) return { rows: [], violations };
  const operations = [...creations, ...nativeOperations(first.scene.session)];
  const rows: LostRepliesRow[] = [];
  for (const operation of operations) {
    const share = Math.ceil(calls / operations.length / lanes);
    const done = await Promise.all(all.map((each) => each.repeat(operation, share)));
    rows.push(done.reduce(sum));
  }
  violations.push(...ledger.check(vendor.world()), ...defectsIn(vendor.journal()));
  await Promise.all(all.map(({ scene }) => scene.session.provider.close()));
  return { rows, violations };
}

function createLane(
  vendor: Vendor,
  ledger: Ledger,
  violations: Violation[],
  seed: number,
  index: number,
) {
  const random = createRandom(seedOf(seed, `${vendor.name} replies ${index}`));
  let lost = 0;
  let endings = { done: 0, 'in doubt': 0, 'not done': 0 };
  let named = 0;
  const sent = new Map<string, number>();

  /** Loses the reply to a write; the reads that decide a doubt are left alone. */
  function plan({ method, url }: HttpRequest): ChaosFault | undefined {
    const { pathname } = new URL(url);
    if (method === 'GET' || /\/(get_group_info|token)$/.test(pathname)) return undefined;
    // Not by path and body: they hold ids that depend on the order in which the lanes arrive.
    const key = String(named);
    const times = (sent.get(key) ?? 0) + 1;
    sent.set(key, times);
    const dice = createRandom(seedOf(seed, `${index} ${key} ${times}`));
    if (!dice.chance(lostShare)) return undefined;
    lost += 1;
    return dice.pick(formsOf(dice.pick(losses), vendor));
  }

  const scene: Scene = {
    ledger,
    random,
    concurrency: 1,
    groupIds: [],
    unique() {
      named += 1;
      return `r${index}x${named}`;
    },
    report(ending) {
      endings[ending] += 1;
    },
    violation: (text) => violations.push({ kind: 'wrong', text }),
    session: vendor.connect({ plan }),
  };

  return {
    scene,
    async repeat(operation: Operation, calls: number): Promise<LostRepliesRow> {
      lost = 0;
      endings = { done: 0, 'in doubt': 0, 'not done': 0 };
      for (let call = 0; call < calls; call += 1) {
        const [groupId = ''] = random.sample(scene.groupIds, 1);
        await operation.run(scene, groupId);
      }
      return { operation: operation.name, calls, lostReplies: lost, endings };
    },
  };
}

function sum(one: LostRepliesRow, other: LostRepliesRow): LostRepliesRow {
  return {
    operation: one.operation,
    calls: one.calls + other.calls,
    lostReplies: one.lostReplies + other.lostReplies,
    endings: {
      done: one.endings.done + other.endings.done,
      'in doubt': one.endings['in doubt'] + other.endings['in doubt'],
      'not done': one.endings['not done'] + other.endings['not done'],
    },
  };
}
