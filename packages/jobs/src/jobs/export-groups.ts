import { existsSync } from 'node:fs';
import {
  aFunction,
  check,
  configure,
  filledText,
  type Group,
  type GroupProvider,
  type GroupSummary,
  invalid,
  isImGroupsError,
  type Operation,
  oneOf,
  type Pages,
  type Until,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { type Job, type Unit, UnitSkipped } from '../engine/job.ts';
import { checkJobOptions, checkProvider, type JobOptions } from '../engine/options.ts';
import type { JobReport } from '../engine/report.ts';
import { runJob } from '../engine/run-job.ts';
import type { GroupRecord, UserRecord } from '../snapshot/records.ts';
import { createSnapshotWriter, type SnapshotWriter } from '../snapshot/write-snapshot.ts';
import { ifSupported } from './if-supported.ts';
import { appOf, planListedGroups } from './list-units.ts';
import { createProfileReader } from './profile-reader.ts';

export interface ExportGroupsOptions extends JobOptions {
  /** Which groups are exported, by what the list of groups tells: on Tencent the id alone. */
  readonly filter?: ((group: GroupSummary) => boolean) | undefined;
  /** The records that keep the vendor's own object in `raw`: none, those of groups, or all. @default 'groups' */
  readonly raw?: 'none' | 'groups' | 'all' | undefined;
}

const ownEntries = {
  filter: v.optional(aFunction),
  raw: v.optional(oneOf(['none', 'groups', 'all'])),
};

/** Records that a group keeps in memory while groups before it are not written. */
const mostKept = 2000;

/** Milliseconds after which what is written is made sure to be on the disk: a power cut repeats no more. */
const flushEvery = 1000;

/**
 * Writes all groups of an app to a snapshot, with members, mutes, blacklist and announcement. The file has its name when it is
 * complete; until then it is `PATH.part`, and the next run goes on behind the last group in it.
 */
export async function exportGroups(
  provider: GroupProvider,
  path: string,
  options: ExportGroupsOptions,
): Promise<JobReport> {
  checkProvider(provider);
  configure(undefined, () => check(filledText, path, 'path'));
  const checked = checkJobOptions(ownEntries, options);
  return runJob(createExport(provider, path, checked), checked);
}

function createExport(
  provider: GroupProvider,
  path: string,
  { filter, raw = 'groups' }: ExportGroupsOptions,
): Job {
  const profiles = createProfileReader(provider);
  let writer: SnapshotWriter | undefined;
  let flushedAt = performance.now();

  async function writeGroup(
    file: SnapshotWriter,
    group: GroupRecord,
    records: AsyncIterable<readonly UserRecord[]>,
    unit: Unit,
  ): Promise<void> {
    let isFirst = false;
    const kept: UserRecord[] = [];
    async function writeKept(): Promise<void> {
      if (!isFirst) {
        await unit.earlier;
        await file.write(group);
      }
      isFirst = true;
      for (const record of kept.splice(0)) await file.write(record);
    }
    for await (const some of records) {
      kept.push(...some);
      if (kept.length >= mostKept) await writeKept();
    }
    await writeKept();
  }

  return {
    identity: { job: 'export', source: appOf(provider), target: path },
    planKey: 'groups',
    isOrdered: true,
    isResultGone: !existsSync(path) && !existsSync(`${path}.part`),
    plan: (cursor, context) => planListedGroups(provider, filter, cursor, context),
    async begin({ journal }) {
      const { pending } = await journal.counts();
      if (pending === 0 && existsSync(path)) return;
      // What was certainly on the disk stands in the last result.
      const last = await journal.lastResult();
      const { bytes } = (last?.result ?? {}) as { readonly bytes?: number };
      writer = await createSnapshotWriter(
        path,
        { provider: provider.name, app: provider.app, createdAt: new Date().toISOString() },
        { resumeAt: bytes },
      );
      // The file says what is exported; the journal may know more of it, or less.
      await journal.goOnBehind(writer.lastGroupId);
    },
    async run(unit) {
      const group = await profiles.read(unit.id, unit.call);
      if (!group) throw new UnitSkipped('was dissolved before it was read');
      if (!writer) {
        throw invalid(
          'path',
          'is complete, and takes no further group; export to another',
        ).toError();
      }
      const announcement = await readAnnouncement(provider, group, unit);
      const records = recordsOf(provider, group, raw, unit);
      await writeGroup(writer, toGroupRecord(group, announcement, raw), records, unit);
      if (performance.now() - flushedAt < flushEvery) return undefined;
      await writer.flush();
      flushedAt = performance.now();
      return { bytes: writer.bytes };
    },
    async end(isComplete) {
      if (isComplete) await writer?.finish();
      else await writer?.close();
    },
  };
}

/**
 * Yields the records of a group, those of a page together. Throws where a list cannot be read to its end, so that no group is
 * written without its members.
 */
async function* recordsOf(
  provider: GroupProvider,
  group: Group,
  raw: ExportGroupsOptions['raw'],
  unit: Unit,
): AsyncGenerator<readonly UserRecord[]> {
  const groupId = group.id;
  const { call } = unit;
  const withRaw = (item: { readonly raw: unknown }) => (raw === 'all' ? { raw: item.raw } : {});
  const members = provider.members.list(group, call);
  for await (const page of listed(provider, 'members.list', group, members, unit)) {
    yield page.map((member) => {
      const { userId, role, nickname, joinedAt } = member;
      const times = { joinedAt: joinedAt?.toISOString() };
      return { type: 'member', groupId, userId, role, nickname, ...times, ...withRaw(member) };
    });
  }
  const mutes = provider.mutes.list(group, call);
  for await (const page of listed(provider, 'mutes.list', group, mutes, unit)) {
    yield page.map((mute) => {
      const { userId, until } = mute;
      return { type: 'mute', groupId, userId, until: endOf(until), ...withRaw(mute) };
    });
  }
  const blacklist = provider.blacklist.list(group, call);
  for await (const page of listed(provider, 'blacklist.list', group, blacklist, unit)) {
    yield page.map((entry) => {
      const { userId, until } = entry;
      return { type: 'blacklist', groupId, userId, until: endOf(until), ...withRaw(entry) };
    });
  }
}

/** The pages of a list; what cannot be read of it, and that there is no such list, are findings. */
async function* listed<Item>(
  { capabilities }: GroupProvider,
  operation: Operation,
  { kind }: Group,
  pages: Pages<Item>,
  unit: Unit,
): AsyncGenerator<readonly Item[]> {
  if (kind !== 'other' && capabilities[operation][kind] === 'no') return;
  try {
    for await (const { items, unreadable = [] } of pages.pages()) {
      yield items;
      for (const { message } of unreadable) {
        unit.addFinding({
          severity: 'error',
          kind: 'unreadable',
          text: `${operation}: ${message}`,
        });
      }
    }
  } catch (thrown) {
    if (isGone(thrown)) throw new UnitSkipped('was dissolved while it was read');
    await ifSupported(unit, operation, () => Promise.reject(thrown));
  }
}

async function readAnnouncement(
  provider: GroupProvider,
  group: Group,
  unit: Unit,
): Promise<string | undefined> {
  let text = group.announcement;
  if (text !== undefined) return text || undefined;
  await ifSupported(unit, 'groups.getAnnouncement', async () => {
    try {
      text = await provider.groups.getAnnouncement(group, unit.call);
    } catch (thrown) {
      if (isGone(thrown)) throw new UnitSkipped('was dissolved while it was read');
      throw thrown;
    }
  });
  return text || undefined;
}

function isGone(error: unknown): boolean {
  return isImGroupsError(error) && error.reason === 'group_not_found';
}

function toGroupRecord(
  { createdAt, raw, memberCount: _, ...group }: Group,
  announcement: string | undefined,
  withRaw: ExportGroupsOptions['raw'],
): GroupRecord {
  return {
    type: 'group',
    ...group,
    announcement,
    createdAt: createdAt?.toISOString(),
    ...(withRaw !== 'none' && { raw }),
  };
}

function endOf(until: Until): string {
  return until === 'permanent' ? until : until.toISOString();
}
