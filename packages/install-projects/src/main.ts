import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultOf } from '@imgroups/chaos/chaos-transport';
import { type Emulator, startEmulator } from '@imgroups/emulator';
import { registry } from '@imgroups/emulator/registry';
import { faultsOf, packPackages } from './pack.ts';
import { type Project, projects } from './projects.ts';
import { type Check, runProject, type Services, type Settings } from './run-project.ts';
import { differences, writeColumns } from './suites.ts';
import { toTable } from './table.ts';

const usage = `Usage: pnpm install-projects [--quick | --slow] [--write] [name...]

Packs the packages, installs them into small projects of every kind, and calls the emulator from each.
With --write it keeps what the runtimes make of lost replies for docs/reliability.md; else it compares.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    slow: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(usage);
else process.exitCode = await main(chosenProjects());

function chosenProjects(): readonly Project[] {
  const unknown = positionals.filter((name) => !projects.some((project) => project.name === name));
  if (unknown.length > 0) throw new Error(`no such project: ${unknown.join(', ')}`);
  return projects.filter(
    ({ name, quick }) =>
      (positionals.length === 0 || positionals.includes(name)) &&
      (!values.quick || quick) &&
      (!values.slow || !quick),
  );
}

/** Runs the projects one after another; the exit code. */
async function main(chosen: readonly Project[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-install-'));
  const tarballs = join(folder, 'tarballs');
  mkdirSync(tarballs);
  console.log(`Packing into ${tarballs}`);
  const packed = await packPackages(tarballs);
  for (const { name, size, typesSize } of packed) {
    console.log(`${name}: ${kilobytes(size)} packed, types ${kilobytes(typesSize)}`);
  }
  const faults: string[] = [];
  for (const tarball of packed) {
    for (const fault of await faultsOf(tarball)) faults.push(`${tarball.name}: ${fault}`);
  }
  if (faults.length > 0) throw new Error(`the tarballs are not right:\n${faults.join('\n')}`);

  // Users of the option stay when a project resets the emulator.
  const options = { rateScale: 0, faultOf, accounts: ['alice', 'bob'] };
  const plain = await startEmulator(options);
  const secure = await startEmulator({ ...options, tls: true });
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, secure.ca ?? '');
  const services: Services = { plain: settingsOf(plain), secure: settingsOf(secure), caFile };
  const checks: Check[] = [];
  try {
    for (const project of chosen) {
      console.log(`\n${project.name}`);
      checks.push(...(await runProject(project, join(folder, project.name), packed, services)));
    }
  } finally {
    await Promise.all([plain.close(), secure.close()]);
  }

  console.log(`\n${toTable(checks)}`);
  const failed = checks.filter(({ ok }) => !ok).length;
  if (failed > 0) {
    console.error(`${failed} of ${checks.length} checks failed; the projects are in ${folder}`);
    return 1;
  }
  const columns = checks.flatMap(({ column }) => column ?? []);
  if (values.write) writeColumns(columns);
  const different = differences(columns);
  if (different.length > 0) {
    console.error(`not as docs/reliability.md says (--write): ${different.join('; ')}`);
    return 1;
  }
  rmSync(folder, { recursive: true });
  console.log(`All ${checks.length} checks passed.`);
  return 0;
}

/** Returns the options for the factories of the providers. */
function settingsOf(emulator: Emulator): Settings {
  return Object.fromEntries(registry.map(({ vendor: { name } }) => [name, { ...emulator[name] }]));
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
