import { isInstalled } from '@imgroups/testing/installed';
import { hasPostgresServer } from '@imgroups/testing/postgres-server';
import { hasRedisServer } from '@imgroups/testing/redis-server';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { contentOf, directions } from '../migration/scene.ts';
import { openStage, type Scene, type Stage } from './scene.ts';

const groups = 24;
const canRun = hasPostgresServer && hasRedisServer;

/** The longest that a test waits for something; leases have to run out in it. */
const patience = { timeout: 100_000, interval: 20 };

let stage: Stage;
let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

async function begin(workers: number): Promise<Scene> {
  const begun = await stage.begin(workers);
  scene = begun;
  return begun;
}

/** Begins to make the groups, slowly enough for something to happen in the middle. */
async function beginToApply(workers: number, signal?: AbortSignal) {
  const begun = await begin(workers);
  const { migration, target } = begun;
  await migration.inventory();
  await migration.plan();
  target.control.addFault({ kind: 'latency', milliseconds: 60 });
  let done = 0;
  const applied = migration.apply({
    signal,
    onProgress(progress) {
      if (progress.phase === 'working') done = progress.done;
    },
  });
  applied.catch(() => undefined);
  await vi.waitUntil(() => done > 0, patience);
  return { ...begun, applied };
}

/** Everything is at the target, and nothing was ever made twice there. */
async function expectMoved({ source, target, migration, creations }: Scene): Promise<void> {
  target.control.clearFaults();
  const verified = await migration.verify();

  expect(contentOf(target)).toEqual(contentOf(source));
  expect(creations()).toBe(groups);
  expect(verified).toMatchObject({ ok: true, groups: { done: groups, left: 0 }, findings: [] });
}

describe.skipIf(!canRun).each([
  { ...directions[0], program: 'redis-server' },
  { ...directions[1], program: 'valkey-server' },
] as const)('from $from to $to over $program', (direction) => {
  beforeAll(async () => {
    if (isInstalled(direction.program)) stage = await openStage({ ...direction, groups });
  });
  afterAll(() => stage?.close());

  test.skipIf(!isInstalled(direction.program))(
    'workers move the groups, phase by phase, and the report is of all of them',
    async () => {
      const begun = await begin(2);
      const { migration } = begun;
      const seen: number[] = [];

      const inventory = await migration.inventory();
      const plan = await migration.plan();
      const applied = await migration.apply({ onProgress: ({ done }) => void seen.push(done) });

      expect(inventory).toMatchObject({ status: 'complete', groups: { done: groups } });
      expect(plan).toMatchObject({ groups, blockers: 0 });
      expect(applied).toMatchObject({ status: 'complete', groups: { done: groups, failed: 0 } });
      expect(Object.values(applied.calls).some((calls) => calls >= groups)).toBe(true);
      expect(seen).toEqual(seen.toSorted((one, other) => one - other));
      expect(seen.at(-1)).toBe(groups);
      await expectMoved(begun);
    },
  );
});

describe.skipIf(!canRun)('nothing is lost and nothing is doubled', () => {
  beforeAll(async () => {
    stage = await openStage({ ...directions[0], groups, program: 'redis-server' });
  });
  afterAll(() => stage?.close());

  async function whileApplied(happens: (begun: Scene) => Promise<void>): Promise<void> {
    const { applied, ...begun } = await beginToApply(2);
    await happens(begun);
    expect(await applied).toMatchObject({ status: 'complete', groups: { done: groups } });
    await expectMoved(begun);
  }

  test('when a worker is killed', () =>
    whileApplied(async ({ workers }) => {
      await workers[0]?.kill();
    }));

  test('when Redis comes back empty', () =>
    whileApplied(async ({ redis }) => {
      await redis.kill();
      await redis.start();
    }));

  test('when PostgreSQL is started again after a crash', () =>
    whileApplied(async ({ postgres }) => {
      await postgres.stop('crash');
      await postgres.start();
    }));

  test('when a worker hangs until others have its groups, and goes on', () =>
    whileApplied(async ({ workers, journal }) => {
      workers[0]?.freeze();
      await vi.waitUntil(async () => (await journal.counts()).pending === 0, patience);
      workers[0]?.thaw();
      // What it does then is over when it is told to end.
      await workers[0]?.end();
    }));

  test('when a worker is told to end, which ends what it has begun, and another one comes', async () => {
    const { applied, ...begun } = await beginToApply(1);

    await begun.workers[0]?.end();
    const holder = await begun.journal.holder();
    const { pending } = await begun.journal.counts();
    await begun.startWorker();

    expect(holder).toBeUndefined();
    expect(pending).toBeGreaterThan(0);
    expect(await applied).toMatchObject({ status: 'complete', groups: { done: groups } });
    await expectMoved(begun);
  });

  test('when a signal stops the workers in the middle, and they are called again', async () => {
    const controller = new AbortController();
    const { applied, ...begun } = await beginToApply(2, controller.signal);

    controller.abort();
    const stopped = await applied;
    const holder = await begun.journal.holder();
    const again = await begun.migration.apply();

    expect(stopped.status).toBe('stopped');
    expect(stopped.groups.left).toBeGreaterThan(0);
    expect(holder).toBeUndefined();
    expect(again).toMatchObject({ status: 'complete', groups: { done: groups } });
    await expectMoved(begun);
  });
});
