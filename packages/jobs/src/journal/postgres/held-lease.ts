/** The unit of a lease of the whole run. */
export const wholeRun = '';

/** The unit of the lease of the process that leads; no group has such an id. */
export const leadOfRun = '\n';

/** A lease as the process that took it knows it. */
export interface HeldLease {
  readonly unit: string;
  /** For people. */
  readonly holder: string;
  readonly token: string;
  /** Milliseconds that it lasts from each write. */
  leaseMs: number;
  /** Notes that the database is asked to make it last from now. */
  ask(): void;
  /** Notes that the database has done so. */
  confirm(): void;
  lose(): void;
  /** Notes that a write in it has failed: a later one must not be there without it. */
  fail(error: unknown): void;
  readonly failure: { readonly error: unknown } | undefined;
  /** Milliseconds that are surely left. */
  left(): number;
}

/**
 * The database begins to count after it was asked, so what is left here is less than what is left there, whatever the clocks say.
 * A machine that slept shows it in one of its two clocks only.
 */
export function createHeldLease(
  unit: string,
  { holder, leaseMs }: Pick<HeldLease, 'holder' | 'leaseMs'>,
): HeldLease {
  let asked = { wall: 0, steady: 0, leaseMs };
  let confirmed: typeof asked | undefined;
  let failure: HeldLease['failure'];
  const lease: HeldLease = {
    unit,
    holder,
    token: crypto.randomUUID(),
    leaseMs,
    ask() {
      asked = { wall: Date.now(), steady: performance.now(), leaseMs: lease.leaseMs };
    },
    confirm() {
      confirmed = asked;
    },
    lose() {
      confirmed = undefined;
    },
    fail(error) {
      confirmed = undefined;
      failure ??= { error };
    },
    get failure() {
      return failure;
    },
    left() {
      if (!confirmed) return 0;
      const { wall, steady, leaseMs: lasts } = confirmed;
      return Math.max(0, lasts - Math.max(Date.now() - wall, performance.now() - steady));
    },
  };
  return lease;
}

export function isOfWholeRun({ unit }: HeldLease): boolean {
  return unit === wholeRun;
}
