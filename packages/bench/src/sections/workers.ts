import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registry } from '@imgroups/emulator/registry';
import { startPostgresServer } from '@imgroups/testing/postgres-server';
import { startRedisServer } from '@imgroups/testing/redis-server';
import { type Budget, figure, type Section } from '../report.ts';
import { runWorker, startWorker, type Worker } from '../worker.ts';
import type { EngineDone } from '../workers/engine-runner.ts';
import type { MigrationDone } from '../workers/migration-runner.ts';

const groups = Number(process.env.IMGROUPS_BENCH_GROUPS ?? 2000);
const size = 50;
const budget = 1.15;

/** Seconds that the groups of a killed worker wait: `lockDuration` and three times `stalledInterval`. */
const untilTaken = 30 + 3 * 15;

const from = registry[0].vendor.name;
const to = registry[1].vendor.name;

/** Measures the engine itself, in one process and by workers, and a migration by four workers. */
export async function measureWorkers(): Promise<Section> {
  const engine = [await runHere(), await runByWorkers(1), await runByWorkers(4)];
  const migrations = [
    await migrate('four workers'),
    await migrate('four workers with half of the rates', { share: 0.5 }),
    await migrate('four workers, one killed', { withKill: true }),
  ];
  return {
    title: 'Several workers',
    about: `A job that does nothing over ${figure(groups, 0)} groups, by the engine in one process with SQLite, and by workers with BullMQ, Redis and PostgreSQL; then a migration of ${figure(groups, 0)} groups of ${size} from ${from} to ${to} by four workers, under the limits, over \`undiciTransport()\`. The database waits for no disk here. With half of the rates (\`share\`) the two cores have twice the time for the same calls.`,
    columns: ['', 'calls', 'ideal, s', 'took, s', 'of the ideal', 'groups a second'],
    rows: [...engine, ...migrations.flatMap(({ rows }) => rows)],
    budgets: migrations.map(({ goal }) => goal),
  };
}

async function runHere(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-bench-'));
  const done = await runWorker('engine-runner', `${groups}`, join(folder, 'journal.db'));
  rmSync(folder, { recursive: true });
  return engineRow('engine alone, on SQLite', done as EngineDone);
}

async function runByWorkers(count: number): Promise<readonly string[]> {
  const done = await withServers(async (postgres, redis) => {
    const workers = await startWorkers(count, postgres, redis);
    const result = await runWorker('engine-runner', `${groups}`, postgres, redis);
    await Promise.all(workers.map(({ worker }) => worker.stop()));
    return result;
  });
  const name = count === 1 ? 'one worker' : `${count} workers`;
  return engineRow(`engine on BullMQ, ${name}`, done as EngineDone);
}

function engineRow(what: string, { seconds }: EngineDone): readonly string[] {
  return [what, '', '', figure(seconds, 2), '', figure(groups / seconds, 0)];
}

interface Migrated {
  readonly rows: readonly (readonly string[])[];
  readonly goal: Budget;
}

interface Circumstances {
  /** The part of each rate that the workers use. @default 1 */
  readonly share?: number;
  /** Kills a worker when half of the groups are made. @default false */
  readonly withKill?: boolean;
}

async function migrate(
  what: string,
  { share = 1, withKill = false }: Circumstances = {},
): Promise<Migrated> {
  const done = await runMigration(share, withKill);
  const phases = done.phases.map((phase) => ({ ...phase, ideal: phase.ideal / share }));
  const rows = phases.map(({ phase, calls, ideal, seconds }) => [
    `${what}: ${phase}`,
    figure(calls, 0),
    figure(ideal, 1),
    figure(seconds, 1),
    figure(seconds / ideal, 3),
    '',
  ]);
  const sum = (field: 'ideal' | 'seconds'): number =>
    phases.reduce((total, phase) => total + phase[field], 0);
  const [ideal, seconds] = [sum('ideal'), sum('seconds')];
  const limit = budget * ideal + (withKill ? untilTaken : 0);
  rows.push([
    `${what}: all; ${figure(done.throttled, 0)} throttled`,
    '',
    figure(ideal, 1),
    figure(seconds, 1),
    figure(seconds / ideal, 3),
    '',
  ]);
  const allowance = withKill ? `, and ${untilTaken} s until its groups are taken` : '';
  const goal = {
    what: `migrate ${figure(groups, 0)} groups of ${size}, ${from} to ${to}, ${what}`,
    budget: `${budget} of the ideal${allowance}: ${figure(limit, 1)} s`,
    measured: `${figure(seconds, 1)} s`,
    met: seconds <= limit,
    beside: `per phase the calls of the scarcest endpoint over its rate: ${figure(ideal, 1)} s`,
  };
  return { rows, goal };
}

async function runMigration(share: number, withKill: boolean): Promise<MigrationDone> {
  return withServers(async (postgres, redis) => {
    const { worker: server, greeting } = await startWorker(
      'job-server',
      from,
      `${groups}`,
      `${size}`,
    );
    const apps = JSON.stringify(greeting);
    const workers = await startWorkers(4, postgres, redis, from, to, apps, `${share}`);
    const victim = withKill ? [`${workers[0]?.pid}`] : [];
    const done = (await runWorker(
      'migration-runner',
      ...[from, to, postgres, apps, redis],
      ...victim,
    )) as MigrationDone;
    const living = withKill ? workers.slice(1) : workers;
    const counts = await Promise.all(living.map(({ worker }) => worker.ask()));
    await Promise.all([server, ...living.map(({ worker }) => worker)].map((one) => one.stop()));
    const throttled = (counts as { readonly throttled: number }[]).reduce(
      (total, one) => total + one.throttled,
      done.throttled,
    );
    return { ...done, throttled };
  });
}

async function withServers<Result>(
  run: (postgres: string, redis: string) => Promise<Result>,
): Promise<Result> {
  const [redis, postgres] = await Promise.all([startRedisServer(), startPostgresServer()]);
  try {
    return await run(postgres.url, redis.url);
  } finally {
    await Promise.all([redis.kill(), postgres.remove()]);
  }
}

interface StartedWorker {
  readonly worker: Worker;
  readonly pid: number;
}

function startWorkers(
  count: number,
  ...args: readonly string[]
): Promise<readonly StartedWorker[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { worker, greeting } = await startWorker('queue-worker', ...args);
      return { worker, pid: (greeting as { readonly pid: number }).pid };
    }),
  );
}
