import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Names the projects of the last installation, and the lock file it was made from. */
const stamp = 'node_modules/.imgroups-installed';
// On Windows there are both, and the first is the program.
const nodes = ['node.exe', 'node'].map((name) => `docs/examples/node_modules/node/bin/${name}`);

/** The Node that runs the examples, once it is installed. */
export function installedNode(root) {
  const path = nodes.find((node) => existsSync(new URL(node, root)));
  return path && fileURLToPath(new URL(path, root));
}

/** Returns true if these projects have what the lock file says, by themselves or with everything else. */
export function isInstalled(root, projects) {
  if (!installedNode(root)) return false;
  if (hasEverything(root)) return true;
  const [hash, ...names] = read(root, stamp).split('\n');
  return (
    hash === hashOf(read(root, 'pnpm-lock.yaml')) && projects.every((name) => names.includes(name))
  );
}

/** Returns true if everything is installed that the lock file says: pnpm keeps a copy of what it installed. */
export function hasEverything(root) {
  return read(root, 'node_modules/.pnpm/lock.yaml') === read(root, 'pnpm-lock.yaml');
}

/** Installs what these projects need to run; resolves with what pnpm said if that failed. */
export async function install(root, projects, onProgress) {
  const { packageManager } = JSON.parse(read(root, 'package.json'));
  const scope = hasTools(root)
    ? ''
    : `--prod ${projects.map((name) => `--filter-prod ${name}...`).join(' ')}`;
  const command = `npx -y ${packageManager} install --frozen-lockfile --prefer-offline --reporter=ndjson ${scope}`;
  const failure = await run(command, root, onProgress);
  if (failure === undefined) noteInstalled(root, projects);
  return failure;
}

export function noteInstalled(root, projects) {
  const lines = [hashOf(read(root, 'pnpm-lock.yaml')), ...projects];
  writeFileSync(new URL(stamp, root), lines.join('\n'));
}

/** Returns true if the tools for work on the packages are installed, which are then kept. */
function hasTools(root) {
  return existsSync(new URL('node_modules/typescript', root));
}

function run(command, root, onProgress) {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd: root, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let added = 0;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        added += text.split('"status":"imported"').length - 1;
        onProgress(added);
      });
    }
    child.on('error', (error) => resolve(String(error)));
    child.on('close', (code) => resolve(code === 0 ? undefined : readable(output)));
  });
}

/** The lines for people: errors of pnpm, and what is not of pnpm at all. */
function readable(output) {
  return output
    .split('\n')
    .flatMap((line) => {
      if (!line.startsWith('{')) return [line];
      const { level, message, err, line: printed } = JSON.parse(line);
      return level === 'error' || printed ? [message ?? err?.message ?? printed] : [];
    })
    .join('\n')
    .trim();
}

function read(root, path) {
  const file = new URL(path, root);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex');
}
