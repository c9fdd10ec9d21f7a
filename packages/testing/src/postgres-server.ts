import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
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
  const password = randomBytes(12).toString('hex');
  // PostgreSQL refuses to run as root; Debian's package has brought it a user.
  const user = userOfServer();
  let server: ChildProcess | undefined;

  async function initialize(): Promise<void> {
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, password);
    if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
    const options = ['--username=imgroups', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const database = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '-D', data];
    const program = join(binaries ?? '', 'initdb');
    const initdb = spawn(program, [...options, ...database], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(initdb, 'close');
    if (code !== 0) throw new Error(`initdb ended with ${code}`);
  }

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
    for await (const text of started.stderr.iterator({ destroyOnReturn: false })) {
      log += text;
      if (log.includes('ready to accept connections')) break;
    }
    if (started.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${log}`);
    started.stderr.resume();
  }

  async function stop(how: 'fast' | 'crash' = 'fast'): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await exit;
  }

  await initialize();
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

/** Debian keeps the programs of each version in a folder of its own, which is not in the path. */
function findBinaries(): string | undefined {
  const inPath = (process.env.PATH ?? '').split(delimiter);
  const ofDebian = globSync('/usr/lib/postgresql/*/bin').sort().reverse();
  return [...inPath, ...ofDebian].find((folder) => existsSync(join(folder, 'initdb')));
}

function userOfServer(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (which: '-u' | '-g'): number =>
    Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
