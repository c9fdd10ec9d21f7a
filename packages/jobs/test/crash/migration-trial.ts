import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GroupProvider } from '@imgroups/core';
import type { VendorName } from '@imgroups/emulator/registry';
import { bundled } from '@imgroups/testing/bundled';
import { contentOf, makeGroups } from '../migration/scene.ts';
import { openSide } from '../migration/side.ts';
import type { Kill } from './die-at-commit.ts';
import type { PhaseMessage, PhaseWorkerOrder } from './migration-worker.ts';
import { type PhaseEnd, type PhaseName, type PhaseOrder, runPhase } from './run-phase.ts';

/** The phases in the order in which they are tried, each on what those before it have left. */
export const phaseNames: readonly PhaseName[] = [
  'inventory',
  'plan',
  'apply',
  'verify',
  'follow',
  'cutover',
  'abort',
  'rollback',
];

/** Two emulators, for trials of phases that are killed. */
export interface PhaseBench {
  /** Runs a phase without interruption; trials of it are compared with that. */
  readonly begin: (phase: PhaseName) => Promise<void>;
  /** Runs the phase in a process that is to be killed, and then again in this one; gives everything that is wrong afterwards. */
  readonly trial: (kill?: Kill) => Promise<PhaseTrial>;
  readonly close: () => Promise<void>;
}

/** The result of running a phase in a process that is to be killed. */
interface PhaseTrial {
  /** The commits of a process that ended before it could be killed. */
  readonly commits: number | undefined;
  readonly wasKilled: boolean;
  readonly wrong: readonly string[];
}

interface PhaseBenchOptions {
  readonly from: VendorName;
  readonly to: VendorName;
  readonly groups: number;
  /** The part of all replies of the target that are lost, after their effect. */
  readonly lostReplies: number;
}

export async function openPhaseBench(options: PhaseBenchOptions): Promise<PhaseBench> {
  const { from, to, groups, lostReplies } = options;
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-phases-'));
  const worker = await bundled(new URL('migration-worker.ts', import.meta.url), folder);
  const source = await openSide(from);
  const target = await openSide(to);
  await makeGroups({ source, target }, groups);
  const journal = join(folder, 'journal.db');
  const kept = join(folder, 'kept.db');
  let before: readonly unknown[] = [];
  let expected: readonly (readonly object[])[] = [];
  let order: PhaseOrder | undefined;

  const worlds = () => [source, target].map(contentOf);

  function restore(): void {
    source.control.load(before[0]);
    target.control.load(before[1]);
    for (const { control } of [source, target]) control.clearFaults();
    copyJournal(kept, journal);
  }

  function compare(end: PhaseEnd): string[] {
    if ('failure' in end) return [`the phase failed: ${end.failure}`];
    const { status = 'complete', state = 'done', findings } = end.report;
    const wrong: string[] = [];
    if (status !== 'complete' || state !== 'done') wrong.push(JSON.stringify(end.report));
    const isPlan = order?.phase === 'plan';
    if (!isPlan && Array.isArray(findings) && findings.length > 0)
      wrong.push(JSON.stringify(findings));
    for (const [index, world] of worlds().entries()) {
      const one = JSON.stringify(world);
      const other = JSON.stringify(expected[index]);
      if (one !== other) wrong.push(`${one} in place of ${other}`);
    }
    return wrong;
  }

  return {
    async begin(phase) {
      order = { source: source.worker, target: target.worker, journal, phase };
      await plantBefore(phase, source.provider, target.provider);
      copyJournal(journal, kept);
      before = [source, target].map(({ control }) => control.save());
      const end = await runPhase(order);
      expected = worlds();
      const wrong = compare(end);
      if (wrong.length > 0) throw new Error(`${phase}: ${wrong.join('\n')}`);
    },
    async trial(kill) {
      if (!order) throw new Error('no phase has begun');
      const after = { states: [source, target].map(({ control }) => control.save()) };
      copyJournal(journal, join(folder, 'after.db'));
      restore();
      if (lostReplies > 0) {
        target.control.addFault({ kind: 'reset-after', probability: lostReplies });
      }
      const message = await runWorker(worker, { ...order, kill });
      const wrong = compare(message?.end ?? (await runPhase(order)));
      // The next phase goes on from the run that was not interrupted.
      for (const [index, { control }] of [source, target].entries()) {
        control.clearFaults();
        control.load(after.states[index]);
      }
      copyJournal(join(folder, 'after.db'), journal);
      return { commits: message?.commits, wasKilled: message === undefined, wrong };
    },
    async close() {
      await Promise.all([source.close(), target.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Makes something for a phase to do. */
async function plantBefore(
  phase: PhaseName,
  source: GroupProvider,
  target: GroupProvider,
): Promise<void> {
  const idsOf = async ({ groups }: GroupProvider): Promise<readonly string[]> =>
    (await groups.list().toArray({ maxItems: 1000 })).map(({ id }) => id);
  if (phase === 'verify') {
    for (const id of await idsOf(target)) {
      await target.groups.update(id, { description: 'Planted' });
      (await target.members.add(id, ['user30'])).throwIfFailed();
      (await target.members.remove(id, ['user2'])).throwIfFailed();
      await target.groups.setAnnouncement(id, 'Planted');
    }
  }
  if (phase === 'follow' || phase === 'cutover') {
    for (const [index, id] of (await idsOf(source)).entries()) {
      await source.groups.update(id, { name: `${phase} ${index}` });
      (await source.members.add(id, ['user31'])).throwIfFailed();
      (await source.members.remove(id, ['user3'])).throwIfFailed();
    }
    await source.groups.create({ name: phase, ownerId: 'owner', maxMembers: 100 });
  }
}

function copyJournal(from: string, to: string): void {
  for (const end of ['', '-wal', '.holder']) {
    rmSync(`${to}${end}`, { force: true });
    if (existsSync(`${from}${end}`)) cpSync(`${from}${end}`, `${to}${end}`);
  }
}

/** Waits for the end of a process, and returns the message it sent; nothing where it was killed. */
async function runWorker(
  worker: string,
  order: PhaseWorkerOrder,
): Promise<PhaseMessage | undefined> {
  const child = fork(worker, [], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  child.send(order);
  let message: PhaseMessage | undefined;
  child.once('message', (told: PhaseMessage) => {
    message = told;
  });
  const [code, signal] = await once(child, 'close');
  if (message === undefined && signal !== 'SIGKILL') throw new Error(`it ended with code ${code}`);
  return message;
}
