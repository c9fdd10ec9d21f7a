import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { isInstalled } from './installed.ts';

/** Servers that speak the protocol of Redis. */
export type ServerProgram = 'redis-server' | 'valkey-server';

/** True if tests on a real server can run here. */
export const hasRedisServer = isInstalled('redis-server');

/** A real Redis of a test's own, on a free port. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Starts it on the same port, empty. */
  start(): Promise<void>;
  /** Ends it without a goodbye. */
  kill(): Promise<void>;
  /** Lets it hang: connections stay, answers do not come. */
  freeze(): void;
  thaw(): void;
}

export interface RedisServerOptions {
  /** @default 'redis-server' */
  readonly program?: ServerProgram;
  /** Settings as on the command line; `PORT` stands for the port. */
  readonly settings?: readonly string[];
  /** Runs as a Sentinel, with these lines as its file of settings. */
  readonly sentinel?: readonly string[];
}

/** Starts a Redis. */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const { program = 'redis-server', settings = [], sentinel } = options;
  const port = await freePort();
  // Clusters and Sentinels write files.
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-redis-'));
  let server: ChildProcess | undefined;

  function args(): string[] {
    const common = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
    const given = settings.map((setting) => setting.replace('PORT', `${port}`));
    if (sentinel) {
      const file = join(folder, 'sentinel.conf');
      writeFileSync(file, sentinel.join('\n'));
      return [file, '--sentinel', ...common, ...given];
    }
    return [...common, '--save', '', '--appendonly', 'no', ...given];
  }

  async function start(): Promise<void> {
    mkdirSync(folder, { recursive: true });
    const started = spawn(program, args(), { stdio: ['ignore', 'pipe', 'inherit'] });
    server = started;
    for await (const text of started.stdout.iterator({ destroyOnReturn: false })) {
      if (/Ready to accept connections|Sentinel ID is/.test(String(text))) break;
    }
    started.stdout.resume();
  }

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (server && server.exitCode === null && server.signalCode === null) {
        const exit = once(server, 'exit');
        server.kill('SIGKILL');
        await exit;
      }
      rmSync(folder, { recursive: true, force: true });
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
  };
}
