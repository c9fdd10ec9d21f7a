import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { count } from '../shared/count.ts';
import { type ProgramContext, runProgram } from '../shared/program.ts';
import { openTarget, type Target } from '../shared/target.ts';
import { UsageError } from '../shared/usage-error.ts';
import { type Organisation, readOrganisation } from './organisation.ts';
import { prepareEmulator } from './prepare-emulator.ts';
import { failedUsers, toLines, toSummary } from './report.ts';
import { syncDepartments } from './sync.ts';

const sample = fileURLToPath(new URL('organisation.json', import.meta.url));

const usage = `Usage: pnpm example departments [--dry-run] [file]

Brings one group per department in step with a JSON file: members, leads as admins, names.
Without a file: organisation.json, in an emulator. docs/guide/examples.md tells how to use an account.

  --dry-run  tell what would change, and change nothing`;

await runProgram(async ({ args, signal }) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean' } },
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
    const failed = await run(target, organisation, { dryRun, signal });
    if (!target.control || dryRun) return failed;
    console.log('The same once more:\n');
    return await run(target, organisation, { dryRun, signal });
  } finally {
    await target.close();
  }
});

/** Runs once and tells what was done; the exit code. */
async function run(
  { provider }: Target,
  organisation: Organisation,
  { dryRun, signal }: Pick<ProgramContext, 'signal'> & { readonly dryRun: boolean },
): Promise<number> {
  const reports = await syncDepartments(provider, organisation, {
    dryRun,
    signal,
    onDepartment: (report) => console.log(toLines(report)),
  });
  const failed = failedUsers(reports);
  const failures = failed === 0 ? 'nobody failed' : `${count(failed, 'user')} failed`;
  const summary = toSummary(reports);
  console.log(
    dryRun
      ? `\n  Dry run, nothing was changed. Planned: ${summary}.\n`
      : `\n  Done: ${summary}; ${failures}.\n`,
  );
  return failed > 0 ? 1 : 0;
}
