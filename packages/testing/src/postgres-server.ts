import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { noteMissing } from './installed.ts';

const binaries = findBinaries();

/** True if tests on a real server can run here; where they must, its absence is an error. */
export const hasPostgresServer = binaries !== undefined;
if (!hasPostgresServer) noteMissing('PostgreSQL', 'postgresql');

/** A real PostgreSQL of a test's own, on a free port. */
export interface PostgresServer {
  readonly port: number;
  /** Of the database, with its password. */
  readonly url: string;
  readonly password: string;
  /** Starts it again on the same port, with what was committed. */
  start(): Promise<void>;
  /** Cuts all connections; `crash` also leaves the recovery to the next start. */
  stop(how?: 'fast' | 'crash'): Promise<void>;
  /** Ends it, and removes all it had. */
  remove(): Promise<void>;
}

/** Starts a PostgreSQL with an empty database. */
export async function startPostgresServer(): Promise<PostgresServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-postgres-'));
  const data = join(folder, 'data');
  const user = userOfServer();
  const password = await copyEmptyDatabase(folder, user);
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    // A test outlives no crash of its machine, so nothing waits for the disk.
    const settings = [
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'fsync=off',
      'full_page_writes=off',
    ].flatMap((setting) => ['-c', setting]);
    const started = spawn(
      join(binaries ?? '', 'postgres'),
      ['-D', data, '-p', `${port}`, ...settings],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    server = started;
    let log = '';
    let isReady = false;
    for await (const text of started.stderr.iterator({ destroyOnReturn: false })) {
      log += text;
      isReady = log.includes('ready to accept connections');
      if (isReady) break;
    }
    if (!isReady) throw new Error(`PostgreSQL did not start:\n${log}`);
    started.stderr.resume();
  }

  async function stop(how: 'fast' | 'crash' = 'fast'): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await exit;
  }

  await start();
  return {
    port,
    url: `postgres://imgroups:${password}@127.0.0.1:${port}/postgres`,
    password,
    start,
    stop,
    async remove() {
      await stop('crash');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts an empty database into the folder of a server, and gives its password. */
async function copyEmptyDatabase(folder: string, user: ServerUser | undefined): Promise<string> {
  const kept = await keptDatabase();
  cpSync(kept, folder, { recursive: true });
  // A copy of a folder has not its mode, and PostgreSQL refuses one that others can read.
  chmodSync(join(folder, 'data'), 0o700);
  if (user) {
    const inFolder = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const name of ['', ...inFolder]) chownSync(join(folder, name), user.uid, user.gid);
  }
  return readFileSync(join(folder, 'password'), 'utf8');
}

/** Makes an empty database once for all tests that will ever run here: `initdb` takes a second, and a copy of its work no time. */
async function keptDatabase(): Promise<string> {
  const program = join(binaries ?? '', 'initdb');
  const version = execFileSync(program, ['--version'], { encoding: 'utf8' }).match(/[\d.]+/)?.[0];
  const cache = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url));
  const kept = join(cache, `postgres-${version}`);
  if (existsSync(kept)) return kept;
  const made = await makeDatabase(program);
  mkdirSync(cache, { recursive: true });
  const copy = mkdtempSync(`${kept}-`);
  cpSync(made, copy, { recursive: true });
  rmSync(made, { recursive: true });
  try {
    renameSync(copy, kept);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(kept)) throw error;
    rmSync(copy, { recursive: true });
  }
  return kept;
}

async function makeDatabase(program: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-initdb-'));
  const user = userOfServer();
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, randomBytes(12).toString('hex'));
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const options = ['--username=imgroups', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const data = join(folder, 'data');
  const database = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '-D', data];
  const initdb = spawn(program, [...options, ...database], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(initdb, 'close');
  if (code !== 0) throw new Error(`initdb ended with ${code}`);
  return folder;
}

/** Debian keeps the programs of each version in a folder of its own, which is not in the path. */
function findBinaries(): string | undefined {
  const inPath = (process.env.PATH ?? '').split(delimiter);
  const ofDebian = globSync('/usr/lib/postgresql/*/bin').sort().reverse();
  return [...inPath, ...ofDebian].find((folder) => existsSync(join(folder, 'initdb')));
}

interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; Debian's package has brought it a user. */
function userOfServer(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (which: '-u' | '-g'): number =>
    Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
