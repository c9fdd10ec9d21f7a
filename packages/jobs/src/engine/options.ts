import {
  aFunction,
  check,
  checkOptions,
  configure,
  type GroupProvider,
  must,
  positiveInteger,
  strict,
  withMethods,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { Journal } from '../journal/journal.ts';
import type { JobProgress } from './progress.ts';
import type { JobWorkers } from './unit-queue.ts';

/** The options of every job. */
export interface JobOptions {
  /** The file in which the job remembers what it did; made by its first run. Or another journal, which stays yours to close. */
  readonly journal: string | Journal;
  /** Works on so many groups at most, and leaves the others to the next run: a first look at what it does. */
  readonly limit?: number | undefined;
  /** The part of each rate that the job uses; the rest is left to production. @default 1 */
  readonly share?: number | undefined;
  /** The most groups that are worked on side by side; fewer where the limits need no more. @default 128 */
  readonly concurrency?: number | undefined;
  /** Tries again also the groups that failed for good. @default false */
  readonly retryFailed?: boolean | undefined;
  /** Does it all again when the journal says that all is done. @default false */
  readonly again?: boolean | undefined;
  /** Has the groups worked on by workers, which were started with `@imgroups/jobs/bullmq`, in place of this process. */
  readonly workers?: JobWorkers | undefined;
  /** Stops the job in good order: what has begun is ended, and the next run goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Called while the job runs, four times a second at most. */
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
}

const flag = must<boolean>('true or false', (value) => typeof value === 'boolean');

/** A journal, or where its file is. */
export const journalEntry = v.union(
  [must<string>('a path', isFilled), withMethods<Journal>('begin', 'intend')],
  'must be the path of a file, or a journal',
);

/** Workers, as `bullmqWorkers()` makes them. */
export const workersEntry = v.optional(withMethods<JobWorkers>('openQueue'));

/** The options of a single run of a job, with any journal. */
export const phaseEntries = {
  limit: v.optional(positiveInteger),
  share: v.optional(
    must<number>('a number above 0, up to 1', (value) => Number(value) > 0 && Number(value) <= 1),
  ),
  concurrency: v.optional(positiveInteger),
  retryFailed: v.optional(flag),
  signal: v.optional(withMethods<AbortSignal>('addEventListener', 'removeEventListener')),
  onProgress: v.optional(aFunction),
};

/** Checks the options of a job, with those that are its own; a wrong one is refused by name. */
export function checkJobOptions<Options extends JobOptions>(
  ownEntries: v.ObjectEntries,
  options: Options,
): Options {
  return checkOptions(
    undefined,
    strict({
      ...phaseEntries,
      journal: journalEntry,
      workers: workersEntry,
      again: v.optional(flag),
      ...ownEntries,
    }),
    options,
  );
}

const aProvider = must<GroupProvider>(
  'a provider, as createTencentProvider() makes one',
  isProvider,
);

/** Refuses something else than a provider by name, before anything is done. */
export function checkProvider(provider: GroupProvider): void {
  configure(undefined, () => check(aProvider, provider, 'provider'));
}

function isProvider(value: unknown): boolean {
  const { name, app, canonicalUserId, groups, members, mutes, blacklist, capabilities } =
    value as GroupProvider;
  const texts = [name, app];
  const methods = [canonicalUserId, groups.list, members.list, mutes.list, blacklist.list];
  return (
    texts.every((text) => typeof text === 'string') &&
    methods.every((method) => typeof method === 'function') &&
    typeof capabilities['groups.list'] === 'object'
  );
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
