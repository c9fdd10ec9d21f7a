// Plain JavaScript, because any Node from 18 on starts it: it installs the Node that runs the examples.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const built = ['core', 'tencent', 'easemob', 'emulator'].map(
  (name) => `packages/${name}/dist/index.js`,
);

if (['node_modules/node/bin', ...built].every(isThere) || install()) await run();

function isThere(path) {
  return existsSync(new URL(path, root));
}

function install() {
  console.log('Installing and building first. This happens once.\n');
  const { packageManager } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const command = `npx -y ${packageManager} run setup`;
  const { status } = spawnSync(command, { cwd: root, shell: true, stdio: 'inherit' });
  process.exitCode = status ?? 1;
  return status === 0;
}

async function run() {
  const program = new URL('run.ts', import.meta.url);
  // npm and pnpm start the Node of this repository, once it is installed.
  if (process.features.typescript) return import(program.href);
  const node = ['node_modules/node/bin/node.exe', 'node_modules/node/bin/node'].find(isThere);
  const args = [fileURLToPath(program), ...process.argv.slice(2)];
  // Ctrl-C reaches both processes; the program ends first.
  process.on('SIGINT', () => {});
  spawn(fileURLToPath(new URL(node, root)), args, { stdio: 'inherit' }).on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
