import {
  aFunction,
  checkOptions,
  type GroupProvider,
  type GroupSummary,
  invalid,
  oneOf,
  strict,
  wholeNumber,
  withMethods,
} from '@imgroups/core/adapter';
import type { GroupEvent } from '@imgroups/core/webhooks';
import * as v from 'valibot';
import { asLeader } from '../engine/lead.ts';
import { journalEntry, phaseEntries, workersEntry } from '../engine/options.ts';
import type { JobReport } from '../engine/report.ts';
import type { JobWorkers } from '../engine/unit-queue.ts';
import { appOf } from '../jobs/list-units.ts';
import type { Journal } from '../journal/journal.ts';
import { openSqliteJournal } from '../journal/sqlite-journal.ts';
import { apply } from './apply.ts';
import { createContext, type MigrationContext, type PhaseOptions } from './context.ts';
import {
  abort,
  type CutoverOptions,
  type CutoverReport,
  cutover,
  cutoverEntries,
} from './cutover.ts';
import { languages } from './finding-texts.ts';
import { type FollowOptions, type FollowReport, follow, followEntries, mark } from './follow.ts';
import { exportIdMap, type IdMapFormat } from './id-map.ts';
import { inventory } from './inventory.ts';
import { identityOf } from './phase.ts';
import { type MigrationPlan, type PlanOptions, plan } from './plan.ts';
import { rollback } from './rollback.ts';
import { type MigrationRules, rulesSchema } from './rules.ts';
import { type VerifyOptions, type VerifyReport, verify, verifyEntries } from './verify.ts';

export interface MigrationOptions {
  /** The provider that has the groups. */
  readonly source: GroupProvider;
  /** The provider to which they move. */
  readonly target: GroupProvider;
  /** The file in which the migration remembers what it did; made when it is not there. Or another journal, which stays yours to close. */
  readonly journal: string | Journal;
  /** Has the groups worked on by workers, each started with `startMigrationWorker()`, in place of this process. */
  readonly workers?: JobWorkers | undefined;
  /** Answers to what a plan finds. */
  readonly rules?: MigrationRules | undefined;
  /** Which groups are moved, by what the list of groups tells: on Tencent the id alone. */
  readonly filter?: ((group: GroupSummary) => boolean) | undefined;
  /** Milliseconds for which the target may still act on a creation after its process has ended. @default 15000 */
  readonly settleTime?: number | undefined;
}

/**
 * A migration of groups from one app to another, as its journal has it. Each phase can be run alone, and again: one that was
 * stopped or killed goes on where it was.
 */
export interface Migration {
  /** Reads all groups of the source. */
  inventory(options?: PhaseOptions): Promise<JobReport>;
  /** Looks at the target, and says what will be done and what stands in the way. It changes nothing. */
  plan(options?: PlanOptions): Promise<MigrationPlan>;
  /** Makes the groups at the target. It refuses while the plan has a blocker. */
  apply(options?: PhaseOptions): Promise<JobReport>;
  /** Compares all groups field by field; with `fix` it mends what differs. */
  verify(options?: VerifyOptions): Promise<VerifyReport>;
  /** Notes that a group of the source has changed. Await it before the event is acknowledged; works at any time. */
  mark(event: GroupEvent | string): Promise<void>;
  /** Brings marked groups into line, and slowly all others, until the signal aborts. It refuses after a cutover. */
  follow(options?: FollowOptions): Promise<FollowReport>;
  /** Ends `follow`, freezes the source if asked, moves the last changes, and verifies. */
  cutover(options?: CutoverOptions): Promise<CutoverReport>;
  /** Takes a cutover back. */
  abort(options?: PhaseOptions): Promise<JobReport>;
  /** Deletes the groups that this migration made and that nobody has changed since. */
  rollback(options?: PhaseOptions): Promise<JobReport>;
  /** Writes the ids of all groups, `source` and `target`, to a file; tells how many. @default csv */
  exportIdMap(path: string, format?: IdMapFormat): Promise<number>;
  /** Lets go of the journal; a `follow` that runs is stopped. */
  close(): Promise<void>;
}

/** Milliseconds for which a target may still act on a creation. */
export const defaultSettleTime = 15_000;

const provider = withMethods<GroupProvider>('canonicalUserId', 'check');

/** Options that all processes of a migration have alike. */
export const sharedEntries = {
  source: provider,
  target: provider,
  rules: v.optional(rulesSchema),
  filter: v.optional(aFunction),
  settleTime: v.optional(wholeNumber),
};

const migrationSchema = strict({
  ...sharedEntries,
  journal: journalEntry,
  workers: workersEntry,
});

const planEntries = {
  signal: phaseEntries.signal,
  share: phaseEntries.share,
  limits: v.optional(strict({ source: v.optional(v.any()), target: v.optional(v.any()) })),
  language: v.optional(v.picklist(languages)),
};

/** Opens a migration, or goes on with the one of the journal. Nothing is called until a phase is. */
export async function openMigration(options: MigrationOptions): Promise<Migration> {
  const {
    source,
    target,
    rules = {},
    filter,
    settleTime = defaultSettleTime,
    journal: given,
    workers,
  } = checkOptions(undefined, migrationSchema, options);
  if (appOf(source) === appOf(target)) {
    throw invalid('target', `is the app of the source, ${appOf(source)}`).toError();
  }
  const journal = typeof given === 'string' ? openSqliteJournal(given) : given;
  const context = createContext({ source, target, journal, rules, filter, settleTime, workers });
  await journal.begin(identityOf(context));
  let following: { readonly stop: AbortController; readonly ended: Promise<unknown> } | undefined;

  /** One phase at a time has the units of the journal, here and in other processes. */
  let last: Promise<unknown> = Promise.resolve();
  function alone<Options extends PlanOptions, Result>(
    phase: (context: MigrationContext, options: Options) => Promise<Result>,
    options: Options,
  ): Promise<Result> {
    const identity = identityOf(context);
    const run = () => asLeader(journal, identity, options, (led) => phase(context, led));
    const result = last.then(run, run);
    last = result.catch(() => undefined);
    return result;
  }

  async function stopFollowing(): Promise<void> {
    following?.stop.abort();
    await following?.ended;
  }

  function checked<Options extends object>(entries: v.ObjectEntries, given: Options): Options {
    return checkOptions(undefined, strict({ ...phaseEntries, ...entries }), given);
  }

  return {
    inventory: async (phase = {}) => alone(inventory, checked({}, phase)),
    plan: async (phase = {}) => alone(plan, checkOptions(undefined, strict(planEntries), phase)),
    apply: async (phase = {}) => alone(apply, checked({}, phase)),
    verify: async (phase = {}) => alone(verify, checked(verifyEntries, phase)),
    mark: (event) => mark(context, event),
    async follow(phase = {}) {
      const { signal, ...rest } = checked(followEntries, phase);
      const stop = new AbortController();
      const both = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
      const followed = alone(follow, { ...rest, signal: both });
      following = { stop, ended: followed.catch(() => undefined) };
      return followed;
    },
    async cutover(phase = {}) {
      const options = checked(cutoverEntries, phase);
      await stopFollowing();
      return alone(cutover, options);
    },
    abort: async (phase = {}) => alone(abort, checked({}, phase)),
    async rollback(phase = {}) {
      const options = checked({}, phase);
      await stopFollowing();
      return alone(rollback, options);
    },
    exportIdMap: async (path, format = 'csv') => {
      const known = checkOptions(undefined, strict({ format: oneOf(['csv', 'jsonl']) }), {
        format,
      });
      return exportIdMap(context, path, known.format);
    },
    async close() {
      await stopFollowing();
      await last;
      if (journal !== given) await journal.close();
    },
  };
}
