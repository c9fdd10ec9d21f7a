import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { VendorName } from '@imgroups/emulator/registry';
import { openPostgresJournal, type SharedJournal } from '@imgroups/jobs';
import { bullmqWorkers } from '@imgroups/jobs/bullmq';
import { type Migration, openMigration } from '@imgroups/jobs/migrate';
import { bundled } from '@imgroups/testing/bundled';
import { type PostgresServer, startPostgresServer } from '@imgroups/testing/postgres-server';
import {
  type RedisServer,
  type ServerProgram,
  startRedisServer,
} from '@imgroups/testing/redis-server';
import { makeGroups } from '../migration/scene.ts';
import { openSide, type Side } from '../migration/side.ts';
import type { WorkerOrder } from './worker.ts';

/** Two emulators and real servers, on which one migration after the other can begin anew. */
export interface Stage {
  readonly source: Side;
  readonly target: Side;
  readonly redis: RedisServer;
  readonly postgres: PostgresServer;
  /** The program of a worker, in one file. */
  readonly workerFile: string;
  /** Begins a migration, to an empty target. */
  begin(workers: number): Promise<Scene>;
  close(): Promise<void>;
}

/** A migration, and the processes that move its groups. */
export interface Scene extends Omit<Stage, 'begin' | 'close'> {
  readonly journal: SharedJournal;
  readonly migration: Migration;
  readonly workers: readonly WorkerProcess[];
  readonly startWorker: () => Promise<WorkerProcess>;
  /** Counts the groups that were made at the target. */
  readonly creations: () => number;
  readonly close: () => Promise<void>;
}

interface WorkerProcess {
  /** Without a goodbye. */
  kill(): Promise<void>;
  /** Lets it hang, and go on. */
  freeze(): void;
  thaw(): void;
  /** Tells it to end; resolves when what it had begun is done. */
  end(): Promise<void>;
}

export interface StageOptions {
  readonly from: VendorName;
  readonly to: VendorName;
  readonly groups: number;
  readonly program: ServerProgram;
}

/** A lease as short as it can be, and few groups at once, so that others still wait. */
const times = { lockDuration: 10_000, stalledInterval: 1000, concurrency: 3 };

export async function openStage({ from, to, groups, program }: StageOptions): Promise<Stage> {
  const folder = await folderForProgram();
  const [source, target, redis, postgres, workerFile] = await Promise.all([
    openSide(from),
    openSide(to),
    startRedisServer({ program }),
    startPostgresServer(),
    bundled(new URL('worker.ts', import.meta.url), folder, ['bullmq', 'ioredis', 'pg']),
  ]);
  await makeGroups({ source, target }, groups);
  const empty = target.control.save();
  const parts = { source, target, redis, postgres, workerFile };
  let count = 0;
  return {
    ...parts,
    begin(workers) {
      target.control.clearFaults();
      target.control.load(empty);
      count += 1;
      return begin(parts, `moving ${count}`, workers);
    },
    async close() {
      await Promise.all([source.close(), target.close(), redis.kill(), postgres.remove()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** From here the packages are found that are no part of the program. */
async function folderForProgram(): Promise<string> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
  await mkdir(cache, { recursive: true });
  return mkdtemp(`${cache}workers-`);
}

async function begin(
  parts: Omit<Stage, 'begin' | 'close'>,
  name: string,
  count: number,
): Promise<Scene> {
  const { source, target, redis, postgres, workerFile } = parts;
  const order: WorkerOrder = {
    ...{ source: source.worker, target: target.worker },
    ...{ redis: redis.url, postgres: postgres.url, name },
    ...times,
  };
  const started: WorkerProcess[] = [];
  const madeBefore = creationsAt(target);
  async function startWorker(): Promise<WorkerProcess> {
    const worker = await startProcess(workerFile, order);
    started.push(worker);
    return worker;
  }
  const journal = await openPostgresJournal({ name, connectionString: postgres.url });
  const migration = await openMigration({
    source: source.provider,
    target: target.provider,
    journal,
    workers: bullmqWorkers({ connection: redis.url }),
    settleTime: 100,
    rules: { onAccountMissing: 'create' },
  });
  const workers = await Promise.all(Array.from({ length: count }, startWorker));
  return {
    ...parts,
    ...{ journal, migration, workers, startWorker },
    creations: () => creationsAt(target) - madeBefore,
    async close() {
      await Promise.all(started.map(({ kill }) => kill()));
      await migration.close();
      await journal.close();
    },
  };
}

function creationsAt({ control }: Side): number {
  return control
    .journal({ limit: 100_000 })
    .filter(({ endpoint = '' }) => /^(create|import)Group$/.test(endpoint))
    .filter(({ changes }) => changes.length > 0).length;
}

async function startProcess(workerFile: string, order: WorkerOrder): Promise<WorkerProcess> {
  const child = fork(workerFile, [], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  child.send(order);
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`a worker ended with code ${code}`);
  });
  exited.catch(() => undefined);
  await Promise.race([once(child, 'message'), exited]);
  return {
    kill: () => ended(child, () => child.kill('SIGKILL')),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    end: () => ended(child, () => child.send('end')),
  };
}

async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  end();
  await exit;
}
