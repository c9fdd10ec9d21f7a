import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@imgroups/core';
import type { Control, GroupView, JournalEntry } from '@imgroups/emulator';
import type { RegistryEntry } from '@imgroups/emulator/registry';
import { openSqliteJournal } from '@imgroups/jobs';
import { entryOf } from '@imgroups/testing/start-vendor';
import type { Kill } from './die-at-commit.ts';
import { type ImportEnd, type ImportOrder, runImport } from './run-import.ts';
import { endOf, openWorkers } from './run-worker.ts';
import { bannedUsers, crashUsers, writeCrashSnapshot } from './snapshot.ts';

export type GroupIds = ImportOrder['groupIds'];

/** One vendor's emulator with a snapshot, for trials of imports that are killed. */
export interface CrashBench {
  /** Imports in a process that is to be killed, and goes on in this one; gives everything that is wrong afterwards. */
  readonly trial: (kill?: Kill) => Promise<TrialResult>;
  /** Imports in a process that is stopped for a time, and goes on. */
  readonly stopFor: (milliseconds: number) => Promise<TrialResult>;
  readonly close: () => Promise<void>;
}

export interface TrialResult {
  /** The commits of a process that ended before it could be killed. */
  readonly commits?: number | undefined;
  /** False where the import ended before it could be killed. */
  readonly wasKilled: boolean;
  readonly wrong: readonly string[];
}

export interface CrashBenchOptions {
  readonly vendorName: RegistryEntry['vendor']['name'];
  readonly groupIds: GroupIds;
  readonly groups: number;
  /** The part of all replies that are lost, after their effect. */
  readonly lostReplies: number;
}

export async function openCrashBench(options: CrashBenchOptions): Promise<CrashBench> {
  const { vendorName, groupIds, groups, lostReplies } = options;
  const entry = entryOf(vendorName);
  const app = await entry.emulator.start({});
  const control: Control = app.control;
  const { baseUrl: _, ...fields } = app as { baseUrl: string };
  const plain = JSON.parse(JSON.stringify({ ...fields, baseUrl: app.baseUrl, control: undefined }));
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-crash-'));
  const { start, run } = await openWorkers(folder);
  const snapshot = join(folder, 'snapshot.jsonl');
  writeCrashSnapshot(snapshot, groups);
  let journals = 0;

  function prepare(): ImportOrder {
    control.reset();
    control.importAccounts(['owner', ...crashUsers]);
    journals += 1;
    const journal = join(folder, `journal-${journals}.db`);
    return { vendorName, app: plain, snapshot, journal, groupIds };
  }

  const first = await runImport(prepare());
  if ('failure' in first) throw new Error(first.failure);
  const expected = worldOf(control.groups());
  if (first.report.status !== 'complete') throw new Error(JSON.stringify(first.report));

  /** Returns the differences from the import that was not interrupted. */
  function compare(end: ImportEnd): string[] {
    if ('failure' in end) return [`the job failed: ${end.failure}`];
    const { status, findings, failures } = end.report;
    const wrong: string[] = [];
    if (status !== 'complete') wrong.push(`it ended as ${status}: ${JSON.stringify(failures)}`);
    wrong.push(...findings.map((finding) => `a finding: ${JSON.stringify(finding)}`));
    const found = worldOf(control.groups());
    if (found.length !== expected.length)
      wrong.push(`${found.length} groups in place of ${expected.length}`);
    for (const [index, group] of expected.entries()) {
      const one = JSON.stringify(found[index]);
      const other = JSON.stringify(group);
      if (one !== other) wrong.push(`${one} in place of ${other}`);
    }
    return wrong;
  }

  return {
    async trial(kill) {
      const order = prepare();
      if (lostReplies > 0) control.addFault({ kind: 'reset-after', probability: lostReplies });
      const message = await run({ ...order, kill });
      if (message !== 'killed') {
        return { commits: message.commits, wasKilled: false, wrong: compare(message.end) };
      }
      const done = await readDone(order.journal, join(folder, 'copy.db'));
      // The last entry is that of the request which ended last, and others may have begun after it.
      const last = Math.max(0, ...control.journal().map(({ number }) => number));
      const end = await runImport(order);
      const repeated = repeatedCalls(entry, done, control.journal({ after: last, limit: 100_000 }));
      return { wasKilled: true, wrong: [...compare(end), ...repeated] };
    },
    async stopFor(milliseconds) {
      const stopped = prepare();
      if (lostReplies > 0) control.addFault({ kind: 'reset-after', probability: lostReplies });
      const child = start(stopped);
      await until(() => control.groups().length > groups / 3);
      child.kill('SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      child.kill('SIGCONT');
      const message = await endOf(child);
      return {
        wasKilled: false,
        wrong: message === 'killed' ? ['it ended'] : compare(message.end),
      };
    },
    async close() {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The groups in a form that does not depend on when they were made, or on the ids that the vendor made. */
function worldOf(groups: readonly GroupView[]): readonly object[] {
  return groups
    .map(({ name, description, announcement, ownerId, mutedAll, maxMembers, ...lists }) => ({
      name,
      description,
      announcement,
      ownerId,
      mutedAll,
      maxMembers,
      members: lists.members.map(({ userId, role }) => `${userId} ${role}`).sort(),
      mutes: lists.mutes.map(({ userId, until }) => `${userId} ${until}`).sort(),
      blacklist: lists.blacklist.map(({ userId, until }) => `${userId} ${until}`).sort(),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

interface DoneStep {
  readonly groupId: string;
  readonly step: string;
  readonly isDone: boolean;
}

/** The operations of each step of an import. */
const operationsOf: Readonly<Record<string, readonly Operation[]>> = {
  create: ['groups.create'],
  members: ['members.add'],
  admins: ['members.setRole'],
  mutes: ['mutes.add'],
  blacklist: ['blacklist.add'],
  announcement: ['groups.setAnnouncement'],
  muteAll: ['mutes.muteAll'],
  profile: ['groups.update'],
};

/** The steps that a killed process has left, read from a copy of its journal. */
async function readDone(path: string, copy: string): Promise<readonly DoneStep[]> {
  for (const end of ['', '-wal']) {
    rmSync(`${copy}${end}`, { force: true });
    if (existsSync(`${path}${end}`)) cpSync(`${path}${end}`, `${copy}${end}`);
  }
  if (!existsSync(copy)) return [];
  const journal = openSqliteJournal(copy);
  const steps: DoneStep[] = [];
  for await (const { source, target } of journal.idMap()) {
    const known = await journal.steps(source);
    for (const name of Object.keys(operationsOf)) {
      const some = [...known.values()].filter((step) => step.name.split(' ')[0] === name);
      const isDone = some.length > 0 && some.every(({ state }) => state === 'done');
      steps.push({ groupId: target, step: name, isDone });
    }
  }
  await journal.close();
  return steps;
}

/** Writes after the kill that belong to steps that were done before it. */
function repeatedCalls(
  { vendor }: RegistryEntry,
  steps: readonly DoneStep[],
  entries: readonly JournalEntry[],
): readonly string[] {
  const wrong: string[] = [];
  const calls = (operation: Operation, endpoint: string): boolean =>
    vendor.operations[operation].calls.some((name) => name === endpoint);

  /** The steps that make such a call. */
  function stepsOf(endpoint: string, words: ReadonlySet<string>): readonly string[] {
    const users = crashUsers.filter((user) => words.has(user));
    const areStrangers = users.length > 0 && users.every((user) => bannedUsers.includes(user));
    // Where only members can be put on the blacklist, others become members first.
    if (areStrangers && calls('members.add', endpoint)) return ['blacklist'];
    return Object.keys(operationsOf).filter((step) =>
      operationsOf[step]?.some((operation) => calls(operation, endpoint)),
    );
  }

  for (const [groupId, ofGroup] of Map.groupBy(steps, (step) => step.groupId)) {
    const done = new Set(ofGroup.filter(({ isDone }) => isDone).map(({ step }) => step));
    for (const { endpoint = '', path, requestBody = '' } of entries) {
      const words = new Set(`${path} ${requestBody}`.split(/[^\w@#-]/));
      if (!words.has(groupId)) continue;
      const callers = stepsOf(endpoint, words);
      if (callers.length > 0 && callers.every((step) => done.has(step)))
        wrong.push(`${endpoint} was called again for ${groupId}`);
    }
  }
  return wrong;
}
