import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { count } from '../shared/count.ts';
import { runProgram } from '../shared/program.ts';
import { openTarget, type Target } from '../shared/target.ts';
import { UsageError } from '../shared/usage-error.ts';
import { type Organisation, readOrganisation } from './organisation.ts';
import { prepareEmulator } from './prepare-emulator.ts';
import { failedUsers, toLines, toSummary } from './report.ts';
import { type SyncOptions, syncDepartments } from './sync.ts';

const sample = fileURLToPath(new URL('organisation.json', import.meta.url));

const usage = `Usage: pnpm example departments [--dry-run] [--journal <file>] [file]

Brings one group per department in step with a JSON file: members, leads as admins, names.
Without a file: organisation.json, in an emulator. docs/guide/examples.md tells how to use an account.

  --dry-run         tell what would change, and change nothing
  --journal <file>  where an interrupted run is remembered (default docs/examples/departments/output/<target>.db)`;

await runProgram(async ({ args, signal }) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      journal: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const dryRun = values['dry-run'];
  const [file] = positionals;
  const target = await openTarget();
  try {
    if (!target.control && file === undefined) {
      throw new UsageError('With an account name the file: organisation.json is only a sample.');
    }
    const organisation = await readOrganisation(file ?? sample);
    console.log(`Departments of ${file ?? 'organisation.json'}, in ${target.title}\n`);
    if (target.control) await prepareEmulator(target, organisation);
    const journal = values.journal ?? (await defaultJournal(target));
    const failed = await run(target, organisation, { dryRun, journal, signal });
    if (!target.control || dryRun) return failed;
    console.log('The same once more:\n');
    return await run(target, organisation, { dryRun, journal, signal });
  } finally {
    await target.close();
  }
});

/** Runs once and tells what was done; the exit code. */
async function run(
  { provider }: Target,
  organisation: Organisation,
  options: SyncOptions,
): Promise<number> {
  const reports = await syncDepartments(provider, organisation, options);
  for (const report of reports) console.log(toLines(report));
  const failed = failedUsers(reports);
  const failures = failed === 0 ? 'nobody failed' : `${count(failed, 'user')} failed`;
  const summary = toSummary(reports);
  console.log(
    options.dryRun
      ? `\n  Dry run, nothing was changed. Planned: ${summary}.\n`
      : `\n  Done: ${summary}; ${failures}.\n`,
  );
  return failed > 0 ? 1 : 0;
}

/** An emulator ends with the program, and so does what is remembered of it. */
async function defaultJournal({ name, control }: Target): Promise<string> {
  if (control) return ':memory:';
  const folder = fileURLToPath(new URL('output/', import.meta.url));
  await mkdir(folder, { recursive: true });
  return relative('.', `${folder}${name}.db`);
}
