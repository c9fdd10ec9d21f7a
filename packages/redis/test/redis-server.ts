import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether tests on a real Redis can run here; where they must, its absence is an error. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

if (!hasRedisServer) {
  const line = 'redis-server is not installed (Debian: apt-get install redis-server)';
  // There is none for Windows.
  if (process.env.CI && process.platform !== 'win32') throw new Error(line);
  console.warn(`${line}: the tests that need it are skipped.`);
}

/** A real Redis of a test's own, on a free port, without files. */
export interface RedisServer {
  readonly url: string;
  /** Starts it on the same port, empty. */
  start(): Promise<void>;
  /** Ends it without a goodbye. */
  kill(): Promise<void>;
  /** Lets it hang: connections stay, answers do not come. */
  freeze(): void;
  thaw(): void;
}

/** Starts a Redis. */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn(
      'redis-server',
      ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    server = started;
    for await (const text of started.stdout.iterator({ destroyOnReturn: false })) {
      if (String(text).includes('Ready to accept connections')) break;
    }
    started.stdout.resume();
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const exit = once(server, 'exit');
      server.kill('SIGKILL');
      await exit;
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
