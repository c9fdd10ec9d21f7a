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

const ownEntries = {
  name: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'))),
  filter: v.optional(aFunction),
};

/**
 * Calls a function for each group of an app. A group for which it has ended is not visited again, in this run or the next; one
 * in the middle of which the process ended is, so the function should do what can be done twice. What it gives is kept in the
 * journal.
 */
export async function forEachGroup(
  provider: GroupProvider,
  work: (group: Group, context: GroupWork) => Promise<Json | undefined> | Promise<void>,
  options: ForEachGroupOptions,
): Promise<JobReport> {
  checkProvider(provider);
  configure(undefined, () => check(aFunction, work, 'work'));
  const checked = checkJobOptions(ownEntries, options);
  const { name = 'each', filter } = checked;
  return runJob(
    {
      identity: { job: name, target: appOf(provider) },
      planKey: 'groups',
      plan: (cursor, context) => planListedGroups(provider, filter, cursor, context),
      async run({ id, input, call, signal, addFinding }) {
        const { kind } = input as { readonly kind: Group['kind'] | null };
        const group = await provider.groups.get({ id, kind: kind ?? undefined }, call);
        const note = (text: string): void => addFinding({ severity: 'info', kind: 'note', text });
        return (await work(group, { call, signal, note })) ?? undefined;
      },
    },
    checked,
  );
}
