import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { bundled } from '../../packages/testing/src/bundled.ts';
import {
  hasPostgresServer,
  startPostgresServer,
} from '../../packages/testing/src/postgres-server.ts';
import { hasRedisServer, startRedisServer } from '../../packages/testing/src/redis-server.ts';
import { writeFilesOf } from '../scripts/snippets.ts';
import { startAccount } from './test/run-example.ts';

const example = fileURLToPath(new URL('several-workers/', import.meta.url));
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('the files of the example are those of the guide', () => {
  const folder = mkdtempSync(`${example}.guide-`);
  closing.push(() => rmSync(folder, { recursive: true }));
  writeFilesOf('guide/several-workers.md', folder);

  for (const file of ['open.ts', 'worker.ts', 'move.ts']) {
    const [, ...lines] = readFileSync(join(folder, 'src', file), 'utf8').split('\n');

    expect(readFileSync(join(example, file), 'utf8')).toBe(lines.join('\n'));
  }
});

describe.skipIf(!hasPostgresServer || !hasRedisServer)('the migration of the guide', () => {
  /** The servers and apps, as variables of the environment. */
  async function prepare() {
    const redis = await startRedisServer();
    closing.push(redis.kill);
    const postgres = await startPostgresServer();
    closing.push(postgres.remove);
    const [source, target] = await Promise.all(['tencent', 'easemob'].map(startVendorAccount));
    if (!source || !target) throw new Error('no vendors');
    const provider = source.open();
    closing.push(() => provider.close());
    source.emulator.control.importAccounts(['alice', 'bob']);
    for (let index = 0; index < 30; index += 1) {
      const about = { name: `Team ${index}`, ownerId: 'alice', maxMembers: 100 };
      const group = await provider.groups.create({ ...about, id: `team${index}` });
      (await provider.members.add(group, ['bob'])).throwIfFailed();
    }
    const environment = {
      ...process.env,
      ...source.environment,
      ...target.environment,
      REDIS_URL: redis.url,
      DATABASE_URL: postgres.url,
      PORT: '0',
    };
    return { environment, target: target.emulator.control };
  }

  async function startVendorAccount(name: string) {
    const account = await startAccount(name as Parameters<typeof startAccount>[0]);
    closing.push(account.emulator.close);
    return account;
  }

  /** A program of the example in one file, which starts in half of the time. */
  function bundle(file: string): Promise<string> {
    const folder = join(example, 'node_modules/.cache');
    mkdirSync(folder, { recursive: true });
    return bundled(new URL(`several-workers/${file}`, import.meta.url), folder, [
      ...['bullmq', 'ioredis', 'pg', 'express'],
      /^@bull-board\//,
    ]);
  }

  function start(file: string, environment: NodeJS.ProcessEnv): ChildProcess {
    const args = ['--conditions=@imgroups/source', file];
    const child = spawn(process.execPath, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    closing.push(() => end(child, 'SIGKILL'));
    return child;
  }

  async function firstLine({ stdout }: ChildProcess): Promise<string> {
    if (!stdout) throw new Error('no output');
    const [line] = await once(createInterface(stdout), 'line');
    return String(line);
  }

  /** Ends a program; its exit code. */
  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code] = await exit;
    return code;
  }

  test('runs with four workers, one of which shows the queue', async () => {
    const { environment, target } = await prepare();
    const worker = await bundle('worker.ts');
    const board = await bundle('board.ts');
    const workers = [worker, worker, worker, board].map((file) => start(file, environment));
    const greetings = await Promise.all(workers.map(firstLine));
    const [, dashboard = ''] = /dashboard at (\S+)/.exec(greetings[3] ?? '') ?? [];

    const move = start(join(example, 'move.ts'), environment);
    let output = '';
    move.stdout?.on('data', (text) => {
      output += text;
    });
    await once(move, 'close');
    const queues = await (await fetch(`${dashboard}/api/queues`)).json();
    const codes = await Promise.all(workers.map((worker) => end(worker, 'SIGTERM')));

    expect(output.split('\n').filter((line) => !line.startsWith('{'))).toEqual([
      'groups: 30 blockers: 0',
      'apply: complete',
      'verify: equal',
      '',
    ]);
    expect(target.groups().map(({ members }) => members.length)).toEqual(Array(30).fill(2));
    expect(queues).toMatchObject({ queues: [{ counts: { waiting: 0, active: 0, failed: 0 } }] });
    expect(codes).toEqual([0, 0, 0, 0]);
  });
});
