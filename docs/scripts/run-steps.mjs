import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasEverything, installedNode } from './installation.mjs';

const root = new URL('../../', import.meta.url);
const { packageManager } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const install = `npx -y ${packageManager} install --frozen-lockfile --prefer-offline`;

/** Runs commands of this repository one after another, behind the installation of what is missing; ends the process at a failure. */
export function runSteps(commands) {
  const isInstalled = hasEverything(root) && installedNode(root);
  const steps = [...(isInstalled ? [] : [['install', install]]), ...commands];
  for (const [index, [name, command]] of steps.entries()) {
    console.log(`\n${index + 1}/${steps.length} ${name}: ${command}\n`);
    const start = Date.now();
    const { status } = spawnSync(command, { cwd: root, shell: true, stdio: 'inherit', env: env() });
    const seconds = Math.round((Date.now() - start) / 1000);
    if (status !== 0) {
      console.error(`\n${name} failed after ${seconds} s`);
      process.exit(status ?? 1);
    }
    console.log(`\n${name} took ${seconds} s`);
  }
}

/** Commands are those of this repository, and load what an earlier one compiled. */
function env() {
  const path = Object.keys(process.env).find((name) => /^path$/i.test(name)) ?? 'PATH';
  const own = fileURLToPath(new URL('node_modules/.bin', root));
  return {
    NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', root)),
    ...process.env,
    [path]: [own, process.env[path]].join(delimiter),
  };
}
