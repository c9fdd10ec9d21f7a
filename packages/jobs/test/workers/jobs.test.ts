import {
  exportGroups,
  forEachGroup,
  importGroups,
  openPostgresJournal,
  openSqliteJournal,
  type SharedJournal,
  syncGroups,
} from '@imgroups/jobs';
import {
  bullmqWorkers,
  type JobWorker,
  startForEachGroupWorker,
  startImportWorker,
  startMigrationWorker,
  startSyncWorker,
} from '@imgroups/jobs/bullmq';
import { openMigration } from '@imgroups/jobs/migrate';
import { failureOf } from '@imgroups/testing/failure-of';
import {
  hasPostgresServer,
  type PostgresServer,
  startPostgresServer,
} from '@imgroups/testing/postgres-server';
import { hasRedisServer, type RedisServer, startRedisServer } from '@imgroups/testing/redis-server';
import { Queue, Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { contentOf, makeGroups, openScene, type Scene } from '../scene.ts';

const canRun = hasPostgresServer && hasRedisServer;

describe.skipIf(!canRun)('with workers', () => {
  let redis: RedisServer;
  let postgres: PostgresServer;
  let names = 0;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    [redis, postgres] = await Promise.all([startRedisServer(), startPostgresServer()]);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await Promise.all([redis.kill(), postgres.remove()]);
  });

  async function openGroups(count: number): Promise<Scene> {
    const scene = await openScene('tencent');
    closing.push(scene.close);
    await makeGroups(scene, count);
    return scene;
  }

  async function openJournal(): Promise<SharedJournal> {
    names += 1;
    const journal = await openPostgresJournal({
      name: `job ${names}`,
      connectionString: postgres.url,
    });
    closing.push(journal.close);
    return journal;
  }

  async function started(worker: Promise<JobWorker>): Promise<JobWorker> {
    closing.push((await worker).close);
    return worker;
  }

  const ways = () => ({ connection: redis.url });
  const workers = () => bullmqWorkers(ways());

  test('a function is called once for each group, by whichever worker has it', async () => {
    const { provider } = await openGroups(12);
    const journal = await openJournal();
    const called: string[] = [];
    const work = async ({ id }: { readonly id: string }) => void called.push(id);
    for (const concurrency of [1, 2]) {
      await started(startForEachGroupWorker(provider, work, { ...ways(), journal, concurrency }));
    }

    const report = await forEachGroup(provider, work, { journal, workers: workers() });

    expect(report).toMatchObject({ status: 'complete', groups: { done: 12 } });
    expect(report.calls).toEqual({ getGroupInfo: 12, getAppIdGroupList: 1 });
    expect(called.toSorted()).toEqual(
      Array.from({ length: 12 }, (_, index) => `group${index + 10}`),
    );
  });

  test('a limit leaves the other groups to the next run', async () => {
    const { provider } = await openGroups(6);
    const journal = await openJournal();
    const work = async () => undefined;
    await started(startForEachGroupWorker(provider, work, { ...ways(), journal }));

    const first = await forEachGroup(provider, work, { journal, workers: workers(), limit: 2 });
    const second = await forEachGroup(provider, work, { journal, workers: workers() });

    expect(first).toMatchObject({ status: 'limited', groups: { done: 2, left: 4 } });
    expect(second).toMatchObject({ status: 'complete', groups: { done: 6, left: 0 } });
  });

  test('a failed job that somebody keeps in the queue stands in nobody’s way', async () => {
    const { provider } = await openGroups(2);
    const journal = await openJournal();
    const work = async () => undefined;
    const worker = await started(startForEachGroupWorker(provider, work, { ...ways(), journal }));
    await worker.close();
    const queue = new Queue(worker.queueName, {
      prefix: 'imgroups',
      connection: { url: redis.url },
    });
    closing.push(() => queue.close());
    const stop = new AbortController();
    const running = forEachGroup(provider, work, {
      journal,
      workers: workers(),
      signal: stop.signal,
    });
    await expect.poll(() => queue.getWaitingCount()).toBe(2);
    const jobs = await queue.getWaiting();
    stop.abort();
    await running;
    for (const { name, data, id = '' } of jobs) await queue.add(name, data, { jobId: id });
    const failing = new Worker(worker.queueName, () => Promise.reject(new Error('no')), {
      prefix: 'imgroups',
      connection: { url: redis.url },
    });
    await expect.poll(() => queue.getFailedCount()).toBe(2);
    await failing.close();
    await started(startForEachGroupWorker(provider, work, { ...ways(), journal }));

    const report = await forEachGroup(provider, work, { journal, workers: workers() });

    expect(report).toMatchObject({ status: 'complete', groups: { done: 2 } });
  });

  test('groups that failed for a passing reason are tried again, by the journal and not by the queue', async () => {
    const { provider, control } = await openGroups(3);
    const journal = await openJournal();
    let calls = 0;
    const work = async ({ id }: { readonly id: string }) => {
      calls += 1;
      if (calls === 1) control.addFault({ kind: 'status', times: 1 });
      await provider.groups.get(id, { maxRetries: 0 });
    };
    await started(startForEachGroupWorker(provider, work, { ...ways(), journal, concurrency: 1 }));

    const report = await forEachGroup(provider, work, { journal, workers: workers() });

    expect(report).toMatchObject({ status: 'complete', groups: { done: 3, failed: 0 } });
  });

  test('a snapshot is imported', async () => {
    const { provider, path, control } = await openGroups(5);
    const journal = await openJournal();
    await exportGroups(provider, path('groups.jsonl'), { journal: path('export.db') });
    const before = contentOf(control.groups());
    for (const { id } of control.groups()) await provider.groups.delete(id);
    const snapshot = path('groups.jsonl');
    await started(startImportWorker(provider, snapshot, { ...ways(), journal }));

    const report = await importGroups(provider, snapshot, { journal, workers: workers() });

    expect(report).toMatchObject({ status: 'complete', groups: { done: 5 } });
    expect(contentOf(control.groups())).toEqual(before);
  });

  test('a sync does with its workers what the job says, and not what they were started with', async () => {
    const { provider, control } = await openGroups(0);
    const journal = await openJournal();
    const seen: boolean[] = [];
    const onGroup = ({ isNew }: { readonly isNew: boolean }) => void seen.push(isNew);
    await started(startSyncWorker(provider, { ...ways(), journal, onGroup }));
    const wanted = [{ key: 'a', id: 'a', name: 'A', ownerId: 'owner', members: ['user1'] }];

    await syncGroups(provider, wanted, { journal, workers: workers(), dryRun: true });
    const planned = control.groups().length;
    await syncGroups(provider, wanted, { journal, workers: workers() });

    expect(planned).toBe(0);
    expect(control.groups().map(({ id }) => id)).toEqual(['a']);
    expect(seen).toEqual([true, true]);
  });

  test('credentials that are refused at a worker end the job with its name', async () => {
    const { provider, open } = await openGroups(3);
    const journal = await openJournal();
    const stranger = open({ secretKey: 'f'.repeat(64) });
    closing.push(() => stranger.close());
    const work = async () => undefined;
    await started(startForEachGroupWorker(stranger, work, { ...ways(), journal }));

    const error = await failureOf(forEachGroup(provider, work, { journal, workers: workers() }));

    expect(error).toMatchObject({ code: 'unauthenticated' });
    expect(error.message).toContain(`process ${process.pid}`);
  });

  test('a worker with other rules ends the phase', async () => {
    const source = await openGroups(2);
    const target = await openScene('easemob');
    closing.push(target.close);
    const journal = await openJournal();
    const sides = { source: source.provider, target: target.provider, journal };
    const rules = { onAccountMissing: 'create' } as const;
    await started(
      startMigrationWorker({ ...sides, ...ways(), rules: { onAccountMissing: 'skip' } }),
    );
    const migration = await openMigration({ ...sides, rules, workers: workers() });
    closing.push(migration.close);
    await migration.inventory();
    await migration.plan();

    const error = await failureOf(migration.apply());

    expect(error).toMatchObject({ code: 'invalid_argument' });
    expect(error.message).toContain('a worker has other rules');
  });

  test('an export refuses them, and says why', async () => {
    const { provider, path } = await openGroups(1);
    const journal = await openJournal();

    const error = await failureOf(
      exportGroups(provider, path('groups.jsonl'), { journal, workers: workers() }),
    );

    expect(error).toMatchObject({ code: 'invalid_argument', field: 'workers' });
    expect(error.message).toContain('one process writes its file');
  });

  test('a journal of one process is refused', async () => {
    const { provider, path } = await openGroups(1);
    const journal = openSqliteJournal(path('journal.db'));
    closing.push(() => journal.close());

    const error = await failureOf(
      forEachGroup(provider, async () => undefined, { journal, workers: workers() }),
    );

    expect(error).toMatchObject({ code: 'invalid_argument', field: 'journal' });
    expect(error.message).toContain('openPostgresJournal()');
  });

  test('a Redis that nobody reaches is told, without its password', async () => {
    const { provider } = await openGroups(1);
    const journal = await openJournal();
    const connection = 'redis://:very-secret@127.0.0.1:1';

    const error = await failureOf(
      forEachGroup(provider, async () => undefined, {
        journal,
        workers: bullmqWorkers({ connection }),
      }),
    );

    expect(error).toMatchObject({ code: 'unavailable', field: 'connection' });
    expect(error.message).toContain('ECONNREFUSED');
    expect(JSON.stringify(error) + error.message).not.toContain('very-secret');
  });
});

test('a share without a shared limiter is refused', async () => {
  const journal = { begin: async () => undefined, claim: async () => undefined };
  const options = { connection: 'redis://localhost', journal, share: 0.5 };

  const error = await failureOf(
    startMigrationWorker({ ...options, source: undefined, target: undefined } as never),
  );

  expect(error).toMatchObject({ code: 'invalid_argument' });
});
