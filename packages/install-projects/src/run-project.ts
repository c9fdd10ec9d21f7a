import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Column } from '@imgroups/chaos/runtimes/column';
import { registry } from '@imgroups/emulator/registry';
import ts from 'typescript';
import { adapters, applicationOfVendors } from './adapters.ts';
import type { Tarball } from './pack.ts';
import type { Project, Step } from './projects.ts';
import { type Run, run } from './run.ts';
import { readResult } from './suites.ts';

/** The result of one command in one project. */
export interface Check {
  readonly project: string;
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** The result of the suites on a runtime. */
  readonly column?: Column | undefined;
}

/** The options of each provider, for its emulator, by the vendor's name. */
export type Settings = Readonly<Record<string, object>>;

/** The emulators that the projects call. */
export interface Services {
  readonly plain: Settings;
  /** The same over TLS. */
  readonly secure: Settings;
  /** File of the authority that clients must trust there. */
  readonly caFile: string;
}

/** The output of `templates/application.ts` for each vendor. */
// A brand comes with the package of its vendor.
const expected = registry
  .filter(({ vendor }) => !('module' in vendor))
  .map(
    ({ vendor }) =>
      `${vendor.name}: bob done, ghost failed user_not_found; alice owner, bob member; group_not_found`,
  );

const templates = fileURLToPath(new URL('../templates', import.meta.url));

/** Writes a project into a folder, installs it, and runs its commands; the rest is left out after a failure. */
export async function runProject(
  project: Project,
  folder: string,
  packed: readonly Tarball[],
  services: Services,
): Promise<readonly Check[]> {
  writeProject(project, folder, packed);
  const checks: Check[] = [];
  async function check(name: string, run: () => Promise<Run & Pick<Check, 'column'>>) {
    const startedAt = performance.now();
    const { ok, output, errors, column } = await run();
    const seconds = (performance.now() - startedAt) / 1000;
    checks.push({ project: project.name, name, ok, seconds, column });
    console.log(`  ${ok ? 'ok' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
    if (!ok) console.log(`${output}${errors}`.replaceAll(/^/gm, '    '));
    return ok;
  }

  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!(await check('npm install', () => run('npm', install, { cwd: folder })))) return checks;
  for (const step of project.steps) {
    const { name, command, calls = true, says = '' } = step;
    const [program = '', ...args] = command;
    await check(name, async () => {
      const env = environmentFor(step, services);
      const result = await run(program === 'node' ? process.execPath : program, args, {
        cwd: folder,
        env,
      });
      const lines = calls ? [...expected, says] : [says];
      const printed = `${result.output}${result.errors}`;
      const ok = result.ok && lines.every((line) => printed.includes(line));
      if (!step.suites) return { ...result, ok };
      const found = readResult(result.output);
      if (!found) return { ...result, ok: false };
      const { lostReplies, httpVersion, violations, tests } = found;
      const wrong = [...violations.map(({ text }) => text), ...tests.failures];
      if (step.suites.tls && tests.passed === 0) wrong.push('no test ran');
      return {
        ok: ok && wrong.length === 0,
        output: wrong.map((each) => `${each}\n`).join(''),
        errors: result.errors,
        column: { ...step.suites, http: httpVersion, lostReplies },
      };
    });
  }
  return checks;
}

/** Returns the addresses of the emulators, and the certificate to trust there. */
function environmentFor(
  { suites, tls = suites?.tls }: Step,
  { plain, secure, caFile }: Services,
): Readonly<Record<string, string>> {
  if (!tls) return { IMGROUPS_SETTINGS: JSON.stringify(plain) };
  return {
    IMGROUPS_SETTINGS: JSON.stringify(secure),
    NODE_EXTRA_CA_CERTS: caFile,
    DENO_CERT: caFile,
  };
}

function writeProject(project: Project, folder: string, packed: readonly Tarball[]): void {
  mkdirSync(folder, { recursive: true });
  const template = join(templates, project.name);
  if (existsSync(template)) cpSync(template, folder, { recursive: true });
  for (const { path, module } of project.application ?? []) {
    writeFileSync(join(folder, path), applicationAs(module));
  }
  for (const [path, text] of Object.entries(project.files?.() ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, 'package.json'), packageJson(project, folder, packed));
}

/** A user's manifest: the adapters it imports, and every package of ours from its tarball. */
function packageJson(project: Project, folder: string, packed: readonly Tarball[]): string {
  const tarballs = new Map(
    packed.map(({ name, file }) => [name, `file:${relative(folder, file).replaceAll('\\', '/')}`]),
  );
  const { packages = adapters, dependencies, type } = project;
  const direct = [...tarballs].filter(([name]) => packages.includes(name));
  const indirect = [...tarballs].filter(([name]) => !packages.includes(name));
  return JSON.stringify(
    {
      name: `install-${project.name}`,
      private: true,
      ...(type ? { type } : {}),
      dependencies: { ...Object.fromEntries(direct), ...dependencies },
      overrides: Object.fromEntries(indirect),
    },
    null,
    2,
  );
}

/** The one application of all projects, in TypeScript or as JavaScript of one kind of module. */
function applicationAs(module: 'typescript' | 'esm' | 'commonjs'): string {
  const source = applicationOfVendors() + readFileSync(join(templates, 'application.ts'), 'utf8');
  if (module === 'typescript') return source;
  return ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: module === 'esm' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
    },
  }).outputText;
}
