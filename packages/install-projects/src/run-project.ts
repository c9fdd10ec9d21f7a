import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Column } from '@imgroups/chaos/runtimes/column';
import ts from 'typescript';
import { readResult } from './lost-replies.ts';
import type { Tarball } from './pack.ts';
import type { Project } from './projects.ts';
import { type Run, run } from './run.ts';

/** What came of one command in one project. */
export interface Check {
  readonly project: string;
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** What a suite of lost replies found. */
  readonly lostReplies?: Column | undefined;
}

/** The options of both providers, for the emulator. */
export interface Settings {
  readonly tencent: object;
  readonly easemob: object;
}

/** What `templates/application.ts` tells of both vendors. */
const expected = ['tencent', 'easemob'].map(
  (vendor) =>
    `${vendor}: bob done, ghost failed user_not_found; alice owner, bob member; group_not_found`,
);

const templates = fileURLToPath(new URL('../templates', import.meta.url));

/** Writes a project into a folder, installs it, and runs its commands; the rest is left out after a failure. */
export async function runProject(
  project: Project,
  folder: string,
  packed: readonly Tarball[],
  settings: Settings,
): Promise<readonly Check[]> {
  writeProject(project, folder, packed);
  const checks: Check[] = [];
  async function check(name: string, run: () => Promise<Run & Pick<Check, 'lostReplies'>>) {
    const startedAt = performance.now();
    const { ok, output, errors, lostReplies } = await run();
    const seconds = (performance.now() - startedAt) / 1000;
    checks.push({ project: project.name, name, ok, seconds, lostReplies });
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
      const env = { IMGROUPS_SETTINGS: JSON.stringify(settings) };
      const result = await run(program === 'node' ? process.execPath : program, args, {
        cwd: folder,
        env,
      });
      const lines = calls ? [...expected, says] : [says];
      const printed = `${result.output}${result.errors}`;
      const suite = step.lostReplies && readResult(result.output);
      const violations = suite?.violations.map(({ text }) => text) ?? [];
      const ok =
        result.ok &&
        violations.length === 0 &&
        (suite !== undefined || !step.lostReplies) &&
        lines.every((line) => printed.includes(line));
      if (!suite || !step.lostReplies) return { ...result, ok };
      const lostReplies = { ...step.lostReplies, lostReplies: suite.lostReplies };
      return { ok, output: `${violations.join('\n')}\n`, errors: result.errors, lostReplies };
    });
  }
  return checks;
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
  const { packages = ['@imgroups/tencent', '@imgroups/easemob'], dependencies, type } = project;
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
  const source = readFileSync(join(templates, 'application.ts'), 'utf8');
  if (module === 'typescript') return source;
  return ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: module === 'esm' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
    },
  }).outputText;
}
