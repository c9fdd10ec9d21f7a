import { failureOf } from '@imgroups/testing/failure-of';
import { hasPostgresServer } from '@imgroups/testing/postgres-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportGroups } from '../src/jobs/export-groups.ts';
import { forEachGroup } from '../src/jobs/for-each-group.ts';
import { importGroups } from '../src/jobs/import-groups.ts';
import { postgresForTests } from './postgres-for-tests.ts';
import { contentOf, makeGroups, openScene, type Scene } from './scene.ts';

describe.skipIf(!hasPostgresServer)('a job with its journal in PostgreSQL', () => {
  const postgres = postgresForTests();
  let name: string;
  let from: Scene;
  let to: Scene;

  beforeEach(async () => {
    name = postgres.freshName();
    [from, to] = await Promise.all([openScene('tencent'), openScene('tencent')]);
    await makeGroups(from, 4);
    await exportGroups(from.provider, from.path('all.jsonl'), { journal: ':memory:' });
  });
  afterEach(() => Promise.all([from.close(), to.close()]));

  test('does its work, goes on where an earlier process was, and knows when all is done', async () => {
    const first = await postgres.open({ name });
    const limited = await importGroups(to.provider, from.path('all.jsonl'), {
      journal: first,
      limit: 1,
    });
    await first.close();

    const second = await postgres.open({ name });
    const complete = await importGroups(to.provider, from.path('all.jsonl'), { journal: second });
    const nothing = await importGroups(to.provider, from.path('all.jsonl'), { journal: second });

    expect(limited).toMatchObject({ status: 'limited', groups: { done: 1, left: 3 } });
    expect(complete).toMatchObject({ status: 'complete', groups: { done: 4, failed: 0 } });
    expect(nothing).toMatchObject({ status: 'complete', calls: {} });
    expect(contentOf(to.control.groups())).toEqual(contentOf(from.control.groups()));
  });

  test('is refused while another process has the run, by the name of that one', async () => {
    const busy = await postgres.open({ name });
    const idle = await postgres.open({ name });
    let refusal: Promise<Error> | undefined;

    await importGroups(to.provider, from.path('all.jsonl'), {
      journal: busy,
      onProgress() {
        refusal ??= failureOf(importGroups(to.provider, from.path('all.jsonl'), { journal: idle }));
      },
    });

    expect((await refusal)?.message).toMatch(
      new RegExp(`^journal is in use by .+@.+, process ${process.pid}$`),
    );
    expect(await idle.counts()).toMatchObject({ done: 4, pending: 0 });
  });

  test('is refused while another process has it done by workers, by the name of that one', async () => {
    const [busy, idle] = [await postgres.open({ name }), await postgres.open({ name })];
    const queue = {
      ...{ add: async () => undefined, clear: async () => undefined, close: async () => undefined },
      size: async () => 1,
    };
    const order = {
      workers: { openQueue: async () => queue },
      signal: AbortSignal.timeout(60_000),
    };
    const stop = new AbortController();
    const working = Promise.withResolvers<void>();
    const waiting = forEachGroup(from.provider, async () => undefined, {
      ...order,
      journal: busy,
      signal: stop.signal,
      onProgress: ({ phase }) => void (phase === 'working' && working.resolve()),
    });
    await working.promise;

    const refusal = await failureOf(
      forEachGroup(from.provider, async () => undefined, { ...order, journal: idle }),
    );
    stop.abort();

    expect(await waiting).toMatchObject({ status: 'stopped' });
    expect(refusal.message).toMatch(/^journal is in use by .+, process \d+$/);
  });

  test('goes on when PostgreSQL is started again in the middle', async () => {
    const journal = await postgres.open({ name });
    let restarted: Promise<void> | undefined;

    const report = await importGroups(to.provider, from.path('all.jsonl'), {
      journal,
      onProgress({ done }) {
        if (done > 0) restarted ??= postgres.server.stop('crash').then(postgres.server.start);
      },
      concurrency: 1,
    });
    await restarted;

    expect(restarted).toBeDefined();
    expect(report).toMatchObject({ status: 'complete', groups: { done: 4, failed: 0 } });
    expect(contentOf(to.control.groups())).toEqual(contentOf(from.control.groups()));
  });
});
