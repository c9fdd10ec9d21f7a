import {
  aFunction,
  type CreateGroupInput,
  type Group,
  type GroupPatch,
  type GroupProvider,
  type ImGroupsError,
  must,
  type SyncPlan,
  wholeNumber,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { digestOf } from '../engine/digest.ts';
import { isPassing } from '../engine/failures.ts';
import type { Job, Step, Unit } from '../engine/job.ts';
import { checkJobOptions, checkProvider, type JobOptions } from '../engine/options.ts';
import type { JobReport } from '../engine/report.ts';
import { runJob } from '../engine/run-job.ts';
import type { Json } from '../journal/journal.ts';
import { createGroup, finishGroup, type GroupOrder, isMadeNow } from './create-group.ts';
import { appOf } from './list-units.ts';
import { findDoubtful } from './marker.ts';
import { readWantedGroups, type WantedGroup, type WantedGroups } from './wanted-groups.ts';

/** The state of a group that a sync found, and its changes; in a dry run, the changes that it would make. */
export interface SyncedGroup {
  readonly wanted: WantedGroup;
  /** Absent where a dry run found none. */
  readonly groupId?: string | undefined;
  readonly isNew: boolean;
  /** Fields of the profile that were not as wanted. */
  readonly changed: readonly string[];
  readonly plan: SyncPlan;
  /** Users for whom something failed for good. */
  readonly failed: readonly { readonly userId: string; readonly error: ImGroupsError }[];
}

export interface SyncGroupsOptions extends Omit<JobOptions, 'again'> {
  /** Reads and plans, and changes nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /** Removes members who are not wanted. @default true */
  readonly remove?: boolean | undefined;
  /** Allows removing everybody but the owner. @default false */
  readonly allowEmpty?: boolean | undefined;
  /** Notifies members that they were added or removed. @default true */
  readonly notify?: boolean | undefined;
  /** Finds the group of a wanted one that neither the journal nor its own id tells; nothing where there is none. */
  readonly find?: ((wanted: WantedGroup) => Promise<string | undefined>) | undefined;
  /** Called when a group is in step, or planned. */
  readonly onGroup?: ((group: SyncedGroup) => void) | undefined;
  /** Milliseconds for which the service may still act on a creation after its process has ended. @default 15000 */
  readonly settleTime?: number | undefined;
}

const flag = v.optional(must<boolean>('true or false', (value) => typeof value === 'boolean'));

const ownEntries = {
  dryRun: flag,
  remove: flag,
  allowEmpty: flag,
  notify: flag,
  find: v.optional(aFunction),
  onGroup: v.optional(aFunction),
  settleTime: v.optional(wholeNumber),
};

const nothing: SyncPlan = { add: [], remove: [], promote: [], demote: [] };

/**
 * Brings groups in step with those that are wanted: makes the missing ones, and changes profiles, members and roles where they
 * differ. Groups that are not wanted are left alone. Each run looks at all of them again.
 */
export async function syncGroups(
  provider: GroupProvider,
  wanted: WantedGroups,
  options: SyncGroupsOptions,
): Promise<JobReport> {
  checkProvider(provider);
  const checked = checkJobOptions(ownEntries, options);
  return runJob(createSync(provider, wanted, checked), { ...checked, again: true });
}

/** The options of the work on each group, in whichever process. */
type SyncWork = Omit<SyncGroupsOptions, keyof JobOptions>;

export function createSync(provider: GroupProvider, wanted: WantedGroups, options: SyncWork): Job {
  const { dryRun = false, settleTime = 15_000, remove, allowEmpty, notify } = options;

  async function* plan() {
    for await (const group of readWantedGroups(wanted)) {
      const input = { dryRun, wanted: JSON.parse(JSON.stringify(group)) as Json };
      yield { units: [{ id: group.key, input }] };
    }
  }

  return {
    identity: { job: 'sync', target: appOf(provider) },
    // What is wanted may be something else each time.
    planKey: crypto.randomUUID(),
    parameters: { dryRun, settleTime, remove, allowEmpty, notify },
    plan,
    async run(unit) {
      const synced = await syncGroup(provider, unit, wantedOf(unit.input), options);
      options.onGroup?.(synced);
      return undefined;
    },
    settle: (units, context) =>
      findDoubtful(
        units,
        {
          provider,
          settleTime,
          ownIdOf: ({ input }) => wantedOf(input).id,
          isOurs: async ({ input, intendedAt }, found) =>
            isMadeNow(provider, found, wantedOf(input), intendedAt),
        },
        context,
      ),
  };
}

function wantedOf(input: Json): WantedGroup {
  return (input as unknown as { readonly wanted: WantedGroup }).wanted;
}

async function syncGroup(
  provider: GroupProvider,
  unit: Unit,
  wanted: WantedGroup,
  { dryRun = false, ...options }: SyncWork,
): Promise<SyncedGroup> {
  const found = await findGroup(provider, unit, wanted, options);
  if (!found && dryRun) {
    const plan = { ...nothing, ...planOfNew(provider, wanted) };
    return { wanted, isNew: true, changed: [], plan, failed: [] };
  }
  const order: GroupOrder = { provider, unit, input: inputOf(wanted), onExisting: 'merge' };
  const groupId = found?.id ?? (await createGroup(order));
  const group = { id: groupId, kind: found?.kind ?? wanted.kind };
  const changed = found ? differences(found, wanted) : [];
  if (!dryRun && changed.length > 0) {
    const patch = Object.fromEntries(
      changed.map((field) => [field, wanted[field as keyof GroupPatch]]),
    );
    const step = stepOn(groupId, 'update', 'groups.update', patch as Json);
    await unit.step(step, () => provider.groups.update(group, patch, unit.call));
  }
  const { plan, failed } = await syncMembers(provider, unit, group, wanted, { dryRun, ...options });
  if (!found) await finishGroup(order, group);
  return { wanted, groupId, isNew: !found, changed, plan, failed };
}

/** The group as it is: by the id map, by its own id, or as the caller finds it. */
async function findGroup(
  provider: GroupProvider,
  { id, journal, call }: Unit,
  wanted: WantedGroup,
  { find }: SyncWork,
): Promise<Group | undefined> {
  const known = await journal.targetOf(id);
  const candidates = [known, wanted.id].filter((each) => each !== undefined);
  const groups = await provider.groups.getMany(candidates, call);
  const [first] = groups.values();
  if (first) return first;
  const foundId = await find?.(wanted);
  return foundId === undefined ? undefined : provider.groups.get(foundId, call);
}

async function syncMembers(
  provider: GroupProvider,
  unit: Unit,
  group: { readonly id: string; readonly kind?: Group['kind'] | undefined },
  wanted: WantedGroup,
  { dryRun, remove, allowEmpty, notify = true }: SyncWork,
): Promise<Pick<SyncedGroup, 'plan' | 'failed'>> {
  const userIds = usersOf(provider, wanted);
  const roles = wanted.admins && rolesOf(provider, userIds, wanted.admins);
  let synced: Pick<SyncedGroup, 'plan' | 'failed'> = { plan: nothing, failed: [] };
  const run = async (): Promise<void> => {
    const { plan, result } = await provider.members.sync(group, userIds, {
      ...unit.call,
      ...{ dryRun, remove, allowEmpty, notify, roles },
    });
    synced = { plan, failed: result.failed };
    const passing = result.failed.find(({ error }) => isPassing(error));
    if (passing) throw passing.error;
  };
  const value = digestOf([userIds, roles ? [...roles] : null]);
  if (dryRun) await run();
  else await unit.step(stepOn(group.id, 'members', 'members.sync', value), run);
  for (const { userId, error } of synced.failed) {
    const text = `members.sync: ${error.reason ?? error.code}`;
    unit.addFinding({ severity: 'warning', kind: 'user_failed', userId, text });
  }
  return synced;
}

function stepOn(groupId: string, name: string, operation: string, value: Json): Step {
  return { name, operation, value, groupId };
}

/** Everybody who is wanted, each once, without the owner. */
function usersOf(
  { canonicalUserId }: GroupProvider,
  { ownerId, members, admins = [] }: WantedGroup,
): readonly string[] {
  const byId = new Map([...admins, ...members].map((userId) => [canonicalUserId(userId), userId]));
  byId.delete(canonicalUserId(ownerId));
  return [...byId.values()];
}

function rolesOf(
  { canonicalUserId }: GroupProvider,
  userIds: readonly string[],
  admins: readonly string[],
): ReadonlyMap<string, 'admin' | 'member'> {
  const leading = new Set(admins.map(canonicalUserId));
  return new Map(
    userIds.map((userId) => [userId, leading.has(canonicalUserId(userId)) ? 'admin' : 'member']),
  );
}

function planOfNew(provider: GroupProvider, wanted: WantedGroup): Partial<SyncPlan> {
  const add = usersOf(provider, wanted);
  const roles = rolesOf(provider, add, wanted.admins ?? []);
  return { add, promote: add.filter((userId) => roles.get(userId) === 'admin') };
}

function inputOf({ key: _, members: __, admins: ___, ...input }: WantedGroup): CreateGroupInput {
  return input;
}

const profileFields = [
  'name',
  'description',
  'avatarUrl',
  'joinPolicy',
  'invitePolicy',
  'maxMembers',
] as const;

/** Fields of the profile that are wanted and not so. What a vendor does not show is not compared. */
function differences(found: Group, wanted: WantedGroup): readonly (keyof GroupPatch)[] {
  return profileFields.filter((field) => {
    const value = wanted[field];
    const isShown = found[field] !== undefined || field === 'description';
    return value !== undefined && isShown && (found[field] ?? '') !== value;
  });
}
