/** Runs one phase of a migration in a process of its own, which kills itself at a commit of its journal. */
import { once } from 'node:events';
import { type Migration, openMigration } from '@imgroups/jobs/migrate';
import { entryOf } from '@imgroups/testing/start-vendor';
import type { WorkerSide } from '../migration/side.ts';
import { dieAtCommit, type Kill } from './die-at-commit.ts';

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
  readonly kill?: Kill | undefined;
}

/** The message of the process at its end. */
export type PhaseMessage =
  | { readonly report: Readonly<Record<string, unknown>>; readonly commits: number }
  | { readonly failure: string };

const [order] = (await once(process, 'message')) as [PhaseOrder];
const death = dieAtCommit(order.kill);
const source = openProvider(order.source);
const target = openProvider(order.target);
let message: PhaseMessage;
try {
  const migration = await openMigration({
    source,
    target,
    journal: order.journal,
    settleTime: 100,
    rules: { onAccountMissing: 'create' },
  });
  const report = await phases[order.phase](migration);
  await migration.close();
  message = { report: { ...report }, commits: death.commits };
} catch (error) {
  message = { failure: error instanceof Error ? `${error.stack}` : String(error) };
}
await Promise.all([source.close(), target.close()]);
process.send?.(message, () => process.disconnect());

function openProvider({ vendorName, app }: WorkerSide) {
  const { vendor, emulator } = entryOf(vendorName);
  return vendor.createProvider({
    ...app,
    ...emulator.providerOptions,
    retry: { baseDelay: 5, throttledDelay: 50 },
  });
}
