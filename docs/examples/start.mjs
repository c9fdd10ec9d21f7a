// Plain JavaScript, because any Node from 18 on starts it: it installs the Node that runs the examples.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { install, installedNode, isInstalled } from '../scripts/installation.mjs';

const root = new URL('../../', import.meta.url);
const [name = ''] = process.argv.slice(2);
const projects = ['@imgroups/examples', ...(name === 'nestjs' ? ['@imgroups/example-nestjs'] : [])];

if (isInstalled(root, projects) || (await installWithProgress())) run();

async function installWithProgress() {
  const { isTTY } = process.stdout;
  const show = (text) => process.stdout.write(isTTY ? `\r${text}\u001b[K` : `${text}\n`);
  show('Installing what the examples need. This happens once.');
  const start = Date.now();
  let packages = 0;
  const tick = setInterval(
    () => {
      const seconds = Math.round((Date.now() - start) / 1000);
      show(`Installing what the examples need: ${packages} packages, ${seconds} s`);
    },
    isTTY ? 200 : 10_000,
  );
  const failure = await install(root, projects, (added) => {
    packages = added;
  });
  clearInterval(tick);
  if (isTTY) show('');
  if (failure === undefined) return true;
  console.error(`The installation failed:\n${failure}`);
  process.exitCode = 1;
  return false;
}

function run() {
  const program = fileURLToPath(new URL('run.ts', import.meta.url));
  const args = ['--conditions=@imgroups/source', program, ...process.argv.slice(2)];
  // Ctrl-C reaches both processes; the program ends first.
  process.on('SIGINT', () => {});
  const compiled = fileURLToPath(new URL('node_modules/.cache/compiled', root));
  const env = { NODE_COMPILE_CACHE: compiled, ...process.env };
  spawn(installedNode(root), args, { stdio: 'inherit', env }).on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
