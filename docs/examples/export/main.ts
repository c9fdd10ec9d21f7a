import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isImGroupsError } from '@imgroups/core';
import { count } from '../shared/count.ts';
import { runProgram } from '../shared/program.ts';
import { createProgressLine } from '../shared/progress-line.ts';
import { openTarget, type Target } from '../shared/target.ts';
import { UsageError } from '../shared/usage-error.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type ExportOptions, exportGroups } from './export-groups.ts';
import { openOutput } from './output-file.ts';
import { groupsOfTheEmulator, prepareEmulator } from './prepare-emulator.ts';

const usage = `Usage: pnpm example export [--output <file>] [--page-size <members>]

Writes all groups and their members to a file of JSON lines. When it is stopped, by whatever, the next run
goes on where it was: no line is lost and none is there twice.
docs/guide/examples.md tells how to use an account.

  --output <file>        where to write (default docs/examples/export/output/<target>.jsonl)
  --page-size <members>  members read at a time (default the vendor's largest page)`;

await runProgram(async ({ args, signal }) => {
  const { values } = parseArgs({
    args,
    options: {
      output: { type: 'string' },
      'page-size': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const membersPerPage = toPageSize(values['page-size']);
  const target = await openTarget();
  try {
    const path = values.output ?? defaultPath(target);
    console.log(`Export of ${target.title} to ${path}\n`);
    if (target.control) {
      // Its groups are new each time, so an earlier export cannot go on.
      for (const end of ['', '.part', '.checkpoint']) await rm(`${path}${end}`, { force: true });
      await prepareEmulator(target);
      await breakOff(target, path, { membersPerPage, signal });
    }
    try {
      await run(target, path, { membersPerPage, signal });
    } catch (error) {
      if (!target.control) console.log('Broken off. The next run goes on where this one was.');
      throw error;
    }
    return 0;
  } finally {
    await target.close();
  }
});

/** Exports from where the file is to the end, and tells how far it is. */
async function run({ provider }: Target, path: string, options: ExportOptions): Promise<void> {
  const output = await openOutput(path);
  const progress = createProgressLine(process.stdout);
  const { start } = output;
  if (output.isResumed) {
    console.log(`Going on behind ${toText(start)}.`);
  }
  const startedAt = performance.now();
  try {
    const complete = await exportGroups(provider, output, {
      ...options,
      onProgress(now) {
        options.onProgress?.(now);
        const lines = now.groups + now.members - start.groups - start.members;
        const rate = Math.round((lines * 1000) / (performance.now() - startedAt));
        progress.show(`${toText(now)}, ${count(rate, 'line')} per second`);
      },
    });
    progress.clear();
    console.log(`Complete: ${toText(complete)}.`);
  } finally {
    progress.clear();
    await output.close();
  }
}

/** Groups whose members are written, and members. */
function toText({ groups, pending, members }: Checkpoint): string {
  return `${count(groups - pending.length, 'group')} and ${count(members, 'member')}`;
}

/** What an emulator can show: the service goes away in the middle. */
async function breakOff(target: Target, path: string, options: ExportOptions): Promise<void> {
  try {
    await run(target, path, {
      ...options,
      onProgress({ members }) {
        if (members > groupsOfTheEmulator * 50) target.control?.addFault({ kind: 'reset-before' });
      },
    });
  } catch (error) {
    if (!isImGroupsError(error) || error.code !== 'unavailable') throw error;
    console.log(`Broken off: ${error.message}\n`);
  }
  target.control?.clearFaults();
}

function defaultPath({ name }: Target): string {
  return relative('.', fileURLToPath(new URL(`output/${name}.jsonl`, import.meta.url)));
}

function toPageSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UsageError(`--page-size: must be a whole number, not ${text}`);
}
