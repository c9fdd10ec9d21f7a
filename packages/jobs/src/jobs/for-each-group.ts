import {
  aFunction,
  type CallOptions,
  check,
  configure,
  type Group,
  type GroupProvider,
  type GroupSummary,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { Job } from '../engine/job.ts';
import { checkJobOptions, checkProvider, type JobOptions } from '../engine/options.ts';
import type { JobReport } from '../engine/report.ts';
import { runJob } from '../engine/run-job.ts';
import type { Json } from '../journal/journal.ts';
import { appOf, planListedGroups } from './list-units.ts';

/** The arguments of a function that runs for each group. */
export interface GroupWork {
  /** Options for each call, which keep to the limits of the job: `provider.groups.delete(group, { ...call })`. */
  readonly call: CallOptions;
  /** Aborted when the job is to stop. */
  readonly signal: AbortSignal;
  /** Tells something about this group in the report. */
  note(text: string): void;
}

export interface ForEachGroupOptions extends JobOptions {
  /** Names the work: a journal of other work is refused. @default 'each' */
  readonly name?: string | undefined;
  /** Which groups it is about, by what the list of groups tells: on Tencent the id alone. */
  readonly filter?: ((group: GroupSummary) => boolean) | undefined;
}

/** The name of the work, which its workers are given as well. */
export const nameEntry = {
  name: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
};

const forEachEntries = { ...nameEntry, filter: v.optional(aFunction) };

/**
 * Calls a function for each group of an app. A group for which it has ended is not visited again, in this run or the next; one
 * in the middle of which the process ended is, so the function should do what can be done twice. What it gives is kept in the
 * journal.
 */
export async function forEachGroup(
  provider: GroupProvider,
  work: WorkOnGroup,
  options: ForEachGroupOptions,
): Promise<JobReport> {
  checkWork(provider, work);
  const checked = checkJobOptions(forEachEntries, options);
  return runJob(createForEach(provider, work, checked), checked);
}

function checkWork(provider: GroupProvider, work: WorkOnGroup): void {
  checkProvider(provider);
  configure(undefined, () => check(aFunction, work, 'work'));
}

/** Work on one group; what it gives is kept in the journal. */
export type WorkOnGroup = (
  group: Group,
  context: GroupWork,
) => Promise<Json | undefined> | Promise<void>;

export function createForEach(
  provider: GroupProvider,
  work: WorkOnGroup,
  { name = 'each', filter }: Pick<ForEachGroupOptions, 'name' | 'filter'>,
): Job {
  checkWork(provider, work);
  return {
    identity: { job: name, target: appOf(provider) },
    planKey: 'groups',
    plan: (cursor, context) => planListedGroups(provider, filter, cursor, context),
    async run({ id, input, call, signal, addFinding }) {
      const { kind } = input as { readonly kind: Group['kind'] | null };
      const group = await provider.groups.get({ id, kind: kind ?? undefined }, call);
      const note = (text: string): void => addFinding({ severity: 'info', kind: 'note', text });
      return (await work(group, { call, signal, note })) ?? undefined;
    },
  };
}
