/** Runs one phase of a migration, in whichever process it is called. */
import { type Migration, openMigration } from '@imgroups/jobs/migrate';
import { entryOf } from '@imgroups/testing/start-vendor';
import type { WorkerSide } from '../migration/side.ts';

/** The phases, each with what it is given. */
const phases = {
  inventory: (migration: Migration) => migration.inventory(),
  plan: (migration: Migration) => migration.plan(),
  apply: (migration: Migration) => migration.apply(),
  verify: (migration: Migration) => migration.verify({ fix: { remove: true } }),
  follow: (migration: Migration) => migration.follow({ once: true }),
  cutover: (migration: Migration) => migration.cutover({ freeze: true }),
  abort: (migration: Migration) => migration.abort(),
  rollback: (migration: Migration) => migration.rollback(),
} as const;

export type PhaseName = keyof typeof phases;

export interface PhaseOrder {
  readonly source: WorkerSide;
  readonly target: WorkerSide;
  readonly journal: string;
  readonly phase: PhaseName;
}

/** The outcome of a phase. */
export type PhaseEnd =
  | { readonly report: Readonly<Record<string, unknown>> }
  | { readonly failure: string };

/** Opens the migration, runs the phase, and closes everything. */
export async function runPhase(order: PhaseOrder): Promise<PhaseEnd> {
  const source = openProvider(order.source);
  const target = openProvider(order.target);
  let migration: Migration | undefined;
  try {
    migration = await openMigration({
      source,
      target,
      journal: order.journal,
      settleTime: 100,
      rules: { onAccountMissing: 'create' },
    });
    const report = await phases[order.phase](migration);
    return { report: { ...report } };
  } catch (error) {
    return { failure: error instanceof Error ? `${error.stack}` : String(error) };
  } finally {
    await migration?.close();
    await Promise.all([source.close(), target.close()]);
  }
}

function openProvider({ vendorName, app }: WorkerSide) {
  const { vendor, emulator } = entryOf(vendorName);
  return vendor.createProvider({
    ...app,
    ...emulator.providerOptions,
    retry: { baseDelay: 5, throttledDelay: 50 },
  });
}
