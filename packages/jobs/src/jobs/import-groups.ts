import {
  type CreateGroupInput,
  type GroupProvider,
  type GroupRef,
  invalid,
  must,
  oneOf,
  wholeNumber,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { createDigest } from '../engine/digest.ts';
import { gathered } from '../engine/gathered.ts';
import type { Job, PlannedPart, Step, Unit } from '../engine/job.ts';
import { checkJobOptions, checkProvider, type JobOptions } from '../engine/options.ts';
import type { JobReport } from '../engine/report.ts';
import { runJob } from '../engine/run-job.ts';
import type { Json, PlannedUnit } from '../journal/journal.ts';
import { openSnapshot, readSnapshotGroup, type SnapshotGroup } from '../snapshot/read-snapshot.ts';
import type { BlacklistRecord, GroupRecord, MuteRecord } from '../snapshot/records.ts';
import { addQuietly } from './add-quietly.ts';
import { blacklistAnybody } from './blacklist-anybody.ts';
import { createGroup, finishGroup, isMadeNow } from './create-group.ts';
import { fingerprintOf } from './fingerprint.ts';
import { ifSupported } from './if-supported.ts';
import { appOf } from './list-units.ts';
import { findDoubtful } from './marker.ts';
import { restrict } from './restrict.ts';

export interface ImportGroupsOptions extends JobOptions {
  /**
   * The ids of the new groups: those of the snapshot, ids that the vendor makes, or what a function says (`undefined`: the vendor
   * makes one). @default 'keep'
   */
  readonly groupIds?: 'keep' | 'new' | ((group: GroupRecord) => string | undefined) | undefined;
  /** Refuses a group whose id exists already, or brings it into line with the snapshot. @default 'fail' */
  readonly onExisting?: 'fail' | 'merge' | undefined;
  /** Tells members that they were added; some vendors always do. @default false */
  readonly notify?: boolean | undefined;
  /** Which groups of the snapshot are imported. */
  readonly filter?: ((group: GroupRecord) => boolean) | undefined;
  /**
   * Milliseconds for which the service may still act on a creation after its process has ended; before, nobody looks whether the
   * group is there. @default 15000
   */
  readonly settleTime?: number | undefined;
}

const ownEntries = {
  groupIds: v.optional(
    must<NonNullable<ImportGroupsOptions['groupIds']>>(
      "'keep', 'new' or a function",
      (value) => value === 'keep' || value === 'new' || typeof value === 'function',
    ),
  ),
  onExisting: v.optional(oneOf(['fail', 'merge'])),
  notify: v.optional(must<boolean>('true or false', (value) => typeof value === 'boolean')),
  filter: v.optional(must('a function', (value) => typeof value === 'function')),
  settleTime: v.optional(wholeNumber),
};

/** Groups that are noted together while the plan is made. */
const unitsInPart = 100;

/** The position of a group in the snapshot, and a digest of its records. */
interface ImportInput {
  readonly offset: number;
  readonly line: number;
  /** The id that it is to have; null where the vendor makes one. */
  readonly ownId: string | null;
  readonly digest: string;
}

/**
 * Makes the groups of a snapshot, with members, roles, mutes, blacklist and announcement. What is there already is left as it is:
 * nobody is removed. A group is made once, however often the process is stopped or killed.
 */
export async function importGroups(
  provider: GroupProvider,
  snapshot: string,
  options: ImportGroupsOptions,
): Promise<JobReport> {
  checkProvider(provider);
  const checked = checkJobOptions(ownEntries, options);
  return runJob(await createImport(provider, snapshot, checked), checked);
}

/** The job of an import, or of a worker for one. */
export async function createImport(
  provider: GroupProvider,
  path: string,
  {
    groupIds = 'keep',
    onExisting = 'fail',
    notify = false,
    filter,
    settleTime = 15_000,
  }: Omit<ImportGroupsOptions, keyof JobOptions>,
): Promise<Job> {
  const ownIdOf = (group: GroupRecord): string | undefined => {
    if (typeof groupIds === 'function') return groupIds(group);
    return groupIds === 'keep' ? group.id : undefined;
  };
  const read = (input: Json): Promise<SnapshotGroup> => {
    const { offset, line } = input as unknown as ImportInput;
    return readSnapshotGroup(path, { offset, line });
  };
  const wantedId = (input: Json): string | undefined =>
    (input as unknown as ImportInput).ownId ?? undefined;

  async function* plannedUnits(): AsyncGenerator<PlannedUnit> {
    const opened = await openSnapshot(path);
    for await (const one of opened.groups()) {
      if (filter && !filter(one.group)) continue;
      const digest = await digestOfGroup(one);
      const ownId = ownIdOf(one.group) ?? null;
      const { offset, line } = one.position;
      yield { id: one.group.id, input: { offset, line, ownId, digest } };
    }
  }

  async function* plan(): AsyncGenerator<PlannedPart> {
    for await (const units of gathered(plannedUnits(), unitsInPart)) yield { units };
  }

  return {
    identity: { job: 'import', source: path, target: appOf(provider) },
    planKey: `${await fingerprintOf(path)} ${typeof groupIds === 'function' ? 'function' : groupIds}`,
    parameters: { onExisting, notify, settleTime },
    plan: () => plan(),
    async run(unit) {
      const one = await read(unit.input);
      await importGroup({ provider, unit, one, ownId: wantedId(unit.input), onExisting, notify });
      return undefined;
    },
    settle: (units, context) =>
      findDoubtful(
        units,
        {
          provider,
          settleTime,
          ownIdOf: ({ input }) => wantedId(input),
          async isOurs({ input, intendedAt }, found) {
            const { group } = await read(input);
            return isMadeNow(provider, found, group, intendedAt);
          },
        },
        context,
      ),
  };
}

/** A digest of everything that the snapshot says of a group. */
async function digestOfGroup({ group, records }: SnapshotGroup): Promise<string> {
  const digest = createDigest();
  digest.add(group as Json);
  for await (const record of records()) digest.add(record as Json);
  return digest.text();
}

interface GroupImport {
  readonly provider: GroupProvider;
  readonly unit: Unit;
  readonly one: SnapshotGroup;
  readonly ownId: string | undefined;
  readonly onExisting: 'fail' | 'merge';
  readonly notify: boolean;
}

async function importGroup(work: GroupImport): Promise<void> {
  const { provider, unit, one, notify } = work;
  const { call } = unit;
  const order = {
    provider,
    unit,
    input: createInput(one.group, work.ownId),
    onExisting: work.onExisting,
  };
  const id = await createGroup(order);
  const group: GroupRef = { id, kind: one.group.kind };
  const { digest } = unit.input as unknown as ImportInput;
  const step = (name: string, operation: string, value: Json = digest): Step => ({
    name,
    operation,
    value,
    groupId: id,
  });

  await unit.users(step('members', 'members.add'), membersOf(work), (userIds) =>
    notify
      ? provider.members.add(group, userIds, call)
      : addQuietly(provider, group, userIds, call),
  );
  const { admins, mutes, bans } = await adminsAndRestricted(one);
  if (admins.length > 0) {
    await unit.users(step('admins', 'members.setRole'), admins, (userIds) =>
      provider.members.setRole(group, userIds, 'admin', call),
    );
  }
  await restrict(unit, step('mutes', 'mutes.add', null), mutes, (userIds, duration) =>
    provider.mutes.add(group, userIds, duration, call),
  );
  await restrict(unit, step('blacklist', 'blacklist.add', null), bans, (userIds, duration) =>
    blacklistAnybody(provider, group, userIds, duration, call),
  );
  const { announcement, mutedAll } = one.group;
  if (announcement) {
    await ifSupported(unit, 'groups.setAnnouncement', () =>
      unit.step(step('announcement', 'groups.setAnnouncement', announcement), () =>
        provider.groups.setAnnouncement(group, announcement, call),
      ),
    );
  }
  if (mutedAll) {
    await ifSupported(unit, 'mutes.muteAll', () =>
      unit.step(step('muteAll', 'mutes.muteAll', true), () => provider.mutes.muteAll(group, call)),
    );
  }
  await finishGroup(order, group);
}

function createInput(group: GroupRecord, ownId: string | undefined): CreateGroupInput {
  const { kind, ownerId, name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers } =
    group;
  if (ownerId === undefined) {
    throw invalid('ownerId', 'the group has no owner in the snapshot; give it one').toError();
  }
  if (kind === 'other') {
    throw invalid('kind', 'groups of this kind cannot be created').toError();
  }
  const profile = { name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers };
  return { ...profile, id: ownId, ownerId, kind };
}

async function* membersOf({ one, provider }: GroupImport): AsyncGenerator<string> {
  const owner = provider.canonicalUserId(one.group.ownerId ?? '');
  for await (const record of one.records()) {
    if (record.type !== 'member') return;
    if (provider.canonicalUserId(record.userId) !== owner) yield record.userId;
  }
}

/** The admins of a group, and those who are muted or banned, by the end of that; ends that are over are left out. */
async function adminsAndRestricted({ records }: SnapshotGroup) {
  const admins: string[] = [];
  const mutes = new Map<string, string[]>();
  const bans = new Map<string, string[]>();
  for await (const record of records()) {
    if (record.type === 'member') {
      if (record.role === 'admin') admins.push(record.userId);
    } else if (!isOver(record)) {
      const ends = record.type === 'mute' ? mutes : bans;
      const userIds = ends.get(record.until) ?? [];
      userIds.push(record.userId);
      ends.set(record.until, userIds);
    }
  }
  return { admins, mutes, bans };
}

function isOver({ until }: MuteRecord | BlacklistRecord): boolean {
  return until !== 'permanent' && new Date(until) <= new Date();
}
