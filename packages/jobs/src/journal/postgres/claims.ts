import type { Connection } from './connection.ts';
import type { HeldLease } from './held-lease.ts';
import { type TakenUnit, takeUnits } from './leases.ts';
import { createPace } from './pace.ts';

/** Units of one transaction at most. */
const unitsAtOnce = 100;

/** Takes units; those that are wanted soon after others, or while a transaction runs, are taken together in the next one. */
export interface Claims {
  /** Takes the unit of a lease; undefined where it is not pending, or another process has it or the run. */
  take(lease: HeldLease): Promise<TakenUnit | undefined>;
}

interface Claim {
  readonly lease: HeldLease;
  readonly resolve: (taken: TakenUnit | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export function createClaims(connection: Connection, run: number): Claims {
  let queue: Claim[] = [];
  let isTaking = false;
  const pace = createPace();

  async function takeAll(): Promise<void> {
    if (isTaking) return;
    isTaking = true;
    while (queue.length > 0) {
      await pace.next();
      await takeTogether(nextClaims());
    }
    isTaking = false;
  }

  /** The next claims, each of another unit: a second claim of one waits for the first. */
  function nextClaims(): readonly Claim[] {
    const claims = new Map<string, Claim>();
    const later: Claim[] = [];
    for (const claim of queue) {
      const { unit } = claim.lease;
      if (claims.has(unit) || claims.size === unitsAtOnce) later.push(claim);
      else claims.set(unit, claim);
    }
    queue = later;
    return [...claims.values()];
  }

  async function takeTogether(claims: readonly Claim[]): Promise<void> {
    try {
      const leases = claims.map(({ lease }) => lease);
      const taken = await takeUnits(connection, run, leases);
      const takenBy = new Map(taken.map((one) => [one.lease, one]));
      for (const { lease, resolve } of claims) resolve(takenBy.get(lease));
    } catch (error) {
      for (const { reject } of claims) reject(error);
    }
  }

  return {
    take: (lease) =>
      new Promise((resolve, reject) => {
        queue.push({ lease, resolve, reject });
        pace.waiting(queue.length);
        void takeAll();
      }),
  };
}
