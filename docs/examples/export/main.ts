import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isImGroupsError } from '@imgroups/core';
import { type ExportGroupsOptions, exportGroups, type JobProgress } from '@imgroups/jobs';
import { count } from '../shared/count.ts';
import { runProgram } from '../shared/program.ts';
import { createProgressLine } from '../shared/progress-line.ts';
import { openTarget, type Target } from '../shared/target.ts';
import { groupsOfTheEmulator, prepareEmulator } from './prepare-emulator.ts';

const usage = `Usage: pnpm example export [--output <file>]

Writes all groups and their members to a snapshot. When it is stopped, by whatever, the next run goes on where it
was: no line is lost and none is there twice.
docs/guide/examples.md tells how to use an account.

  --output <file>  where to write (default docs/examples/export/output/<target>.jsonl)`;

await runProgram(async ({ args, signal }) => {
  const { values } = parseArgs({
    args,
    options: { output: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const target = await openTarget();
  try {
    const path = values.output ?? defaultPath(target);
    console.log(`Export of ${target.title} to ${path}\n`);
    if (target.control) {
      // Its groups are new each time, so an earlier export cannot go on.
      for (const end of ['', '.part', '.db', '.db-wal']) await rm(`${path}${end}`, { force: true });
      await prepareEmulator(target);
      await breakOff(target, path, signal);
    }
    const complete = await run(target, path, { signal });
    if (!complete) console.log('Broken off. The next run goes on where this one was.');
    return complete ? 0 : 130;
  } finally {
    await target.close();
  }
});

/** Exports from where the file is to the end, and tells how far it is; whether it came there. */
async function run(
  { provider }: Target,
  path: string,
  { onProgress, ...options }: Pick<ExportGroupsOptions, 'onProgress' | 'signal' | 'concurrency'>,
): Promise<boolean> {
  const line = createProgressLine(process.stdout);
  let isFirst = true;
  try {
    const { status, groups } = await exportGroups(provider, path, {
      ...options,
      journal: `${path}.db`,
      onProgress(progress) {
        onProgress?.(progress);
        const { phase, done } = progress;
        if (phase !== 'working') return;
        if (isFirst && done > 0) console.log(`Going on behind ${count(done, 'group')}.`);
        isFirst = false;
        line.show(toText(progress));
      },
    });
    line.clear();
    if (status === 'complete') console.log(`Complete: ${count(groups.done, 'group')}.`);
    return status === 'complete';
  } finally {
    line.clear();
  }
}

function toText({ done, left, callsPerSecond, secondsLeft }: JobProgress): string {
  const rest = secondsLeft === undefined ? '' : `, ${count(Math.ceil(secondsLeft), 'second')} left`;
  const calls = count(Math.round(callsPerSecond), 'call');
  return `${count(done, 'group')} of ${(done + left).toLocaleString('en-US')}, ${calls} per second${rest}`;
}

/** Shows an interruption, which an emulator can simulate: the service refuses in the middle. */
async function breakOff(target: Target, path: string, signal: AbortSignal): Promise<void> {
  const refusal = { kind: 'expired-credentials' } as const;
  let asked = 0;
  const { members } = target.provider;
  const list: typeof members.list = (...given) => {
    asked += 1;
    if (asked === groupsOfTheEmulator - 5) target.control?.addFault(refusal);
    return members.list(...given);
  };
  const provider = { ...target.provider, members: { ...members, list } };
  try {
    // An emulator answers so soon that all groups would be on their way at once, and none would be done.
    await run({ ...target, provider }, path, { signal, concurrency: 4 });
  } catch (error) {
    if (!isImGroupsError(error) || error.code !== 'unauthenticated') throw error;
    console.log(`Broken off: ${error.message}\n`);
  }
  target.control?.clearFaults();
}

function defaultPath({ name }: Target): string {
  return relative('.', fileURLToPath(new URL(`output/${name}.jsonl`, import.meta.url)));
}
