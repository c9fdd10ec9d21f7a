import type { GroupProvider } from '@imgroups/core';
import { registry } from '@imgroups/emulator/registry';
import { forEachGroup, type JobProgress, reportToMarkdown } from '@imgroups/jobs';
import { failureOf } from '@imgroups/testing/failure-of';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeGroups, openScene, type Scene } from './scene.ts';

const names = registry.map(({ vendor }) => vendor.name);

describe.each(names)('a function for each group of %s', (vendor) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene(vendor);
    for (let index = 10; index < 30; index += 1) {
      await scene.provider.groups.create({
        id: `group${index}`,
        name: `Group ${index}`,
        ownerId: 'owner',
      });
    }
  });
  afterEach(() => scene.close());

  const announce = (text: string) => async (group: { readonly id: string }) => {
    await scene.provider.groups.setAnnouncement(group, text);
  };

  test('visits each group once', async () => {
    const visited: string[] = [];

    const report = await forEachGroup(
      scene.provider,
      async ({ id }) => {
        visited.push(id);
      },
      { journal: scene.path('each.db') },
    );

    expect(visited.sort()).toEqual(Array.from({ length: 20 }, (_, index) => `group${index + 10}`));
    expect(report).toMatchObject({ status: 'complete', groups: { done: 20, left: 0 } });
  });

  test('is stopped by its signal, and the next run does the rest', async () => {
    const stop = new AbortController();
    const visited: string[] = [];
    const visit = async ({ id }: { readonly id: string }): Promise<void> => {
      visited.push(id);
      if (visited.length === 5) stop.abort();
    };
    const journal = scene.path('each.db');

    const stopped = await forEachGroup(scene.provider, visit, {
      journal,
      signal: stop.signal,
      concurrency: 2,
    });
    const rest = await forEachGroup(scene.provider, visit, { journal });

    expect(stopped.status).toBe('stopped');
    expect(stopped.groups.left).toBeGreaterThan(10);
    expect(rest.status).toBe('complete');
    expect(new Set(visited).size).toBe(20);
    expect(visited).toHaveLength(20);
  });

  test('is stopped by its signal also while the groups are listed', async () => {
    const stop = new AbortController();
    const visited: string[] = [];
    const visit = async ({ id }: { readonly id: string }) => void visited.push(id);
    const { groups } = scene.provider;
    const list: typeof groups.list = (options) => {
      stop.abort();
      return groups.list(options);
    };
    const provider = { ...scene.provider, groups: { ...groups, list } };
    const journal = scene.path('each.db');

    const stopped = await forEachGroup(provider, visit, { journal, signal: stop.signal });
    const rest = await forEachGroup(scene.provider, visit, { journal });

    expect(stopped).toMatchObject({ status: 'stopped', groups: { done: 0 } });
    expect(rest.status).toBe('complete');
    expect(new Set(visited).size).toBe(20);
    expect(visited).toHaveLength(20);
  });

  test('is limited to a few groups at first, and to those that pass a filter', async () => {
    const journal = scene.path('each.db');
    const filter = ({ id }: { readonly id: string }): boolean => id < 'group20';

    const first = await forEachGroup(scene.provider, announce('x'), { journal, filter, limit: 3 });
    const changed = scene.control.groups().filter(({ announcement }) => announcement === 'x');
    const rest = await forEachGroup(scene.provider, announce('x'), { journal, filter });

    expect(first).toMatchObject({ status: 'limited', groups: { done: 3, left: 7 } });
    expect(changed).toHaveLength(3);
    expect(rest).toMatchObject({ status: 'complete', groups: { done: 10 } });
  });

  test('goes on with the others when it fails for one, and that one is told', async () => {
    const journal = scene.path('each.db');
    let isBroken = true;
    const work = async ({ id }: { readonly id: string }): Promise<void> => {
      if (id === 'group15' && isBroken) throw new Error('no such | department');
    };

    const report = await forEachGroup(scene.provider, work, { journal });
    isBroken = false;
    const same = await forEachGroup(scene.provider, work, { journal });
    const again = await forEachGroup(scene.provider, work, { journal, retryFailed: true });

    expect(report).toMatchObject({ status: 'partly failed', groups: { done: 19, failed: 1 } });
    expect(report.failures).toEqual([
      { group: 'group15', code: 'internal', message: 'no such | department', passing: false },
    ]);
    expect(reportToMarkdown(report)).toContain(
      '| group15 | internal | no | no such \\| department |',
    );
    expect(same.status).toBe('partly failed');
    expect(again.status).toBe('complete');
  });

  test('is tried again by itself where it failed for a passing reason', async () => {
    const fault = { kind: 'status', status: 503, times: 8 } as const;
    const flaky = scene.open({ retry: { maxRetries: 0 } });
    let isFirst = true;

    const report = await forEachGroup(
      scene.provider,
      async (group, { call }) => {
        if (isFirst) scene.control.addFault(fault);
        isFirst = false;
        await flaky.groups.getAnnouncement(group, call);
      },
      { journal: scene.path('each.db'), concurrency: 4 },
    );

    await flaky.close();
    expect(report).toMatchObject({ status: 'complete', groups: { done: 20 } });
  });

  test('ends at once with wrong credentials, and nothing is taken for failed', async () => {
    const journal = scene.path('each.db');
    const { app } = scene.provider;
    scene.control.addFault({ kind: 'expired-credentials' });

    const error = await failureOf(forEachGroup(scene.provider, announce('x'), { journal }));
    scene.control.clearFaults();
    const report = await forEachGroup(scene.provider, announce('x'), { journal });

    expect(error.code).toBe('unauthenticated');
    expect(report).toMatchObject({ status: 'complete', target: `${vendor} ${app}` });
  });

  test('does it all again on wish', async () => {
    const journal = scene.path('each.db');
    let visits = 0;
    const visit = async (): Promise<void> => {
      visits += 1;
    };
    await forEachGroup(scene.provider, visit, { journal });

    await forEachGroup(scene.provider, visit, { journal });
    const visitsBefore = visits;
    const report = await forEachGroup(scene.provider, visit, { journal, again: true });

    expect(visitsBefore).toBe(20);
    expect(visits).toBe(40);
    expect(report.revision).toBe(2);
  });

  test('tells how far it is', async () => {
    const told: JobProgress[] = [];

    await forEachGroup(scene.provider, announce('x'), {
      journal: scene.path('each.db'),
      onProgress: (progress) => told.push(progress),
    });

    expect(told[0]?.phase).toBe('planning');
    expect(told.at(-1)).toMatchObject({ phase: 'working', done: 20, failed: 0, left: 0 });
    expect(told.at(-1)?.callsPerSecond).toBeGreaterThan(0);
  });
});

test.each([
  [{}, 'journal'],
  [{ journal: '' }, 'journal'],
  [{ journal: 'a.db', limit: 0 }, 'limit'],
  [{ journal: 'a.db', share: 2 }, 'share'],
  [{ journal: 'a.db', limits: 5 }, 'limits'],
])('wrong options are refused by name: %o', async (options, field) => {
  const scene = await openScene('tencent');

  const error = await failureOf(
    forEachGroup(scene.provider, async () => undefined, options as never),
  );
  await scene.close();

  expect(error.field).toBe(field);
});

test.each([
  ['nothing', undefined],
  ['the options of a provider', { sdkAppId: 1_400_000_001, secretKey: 'secret' }],
  ['a client', { name: 'tencent', app: '1400000001', createGroup: async () => ({}) }],
])('%s in place of a provider is refused by name', async (_, provider) => {
  const error = await failureOf(
    forEachGroup(provider as unknown as GroupProvider, async () => undefined, {
      journal: ':memory:',
    }),
  );

  expect(error).toMatchObject({ code: 'invalid_argument', field: 'provider' });
  expect(error.message).toMatch(/^provider: must be a provider, /);
});

test('an error in onProgress ends the job in good order, by name', async () => {
  const scene = await openScene('tencent');
  await makeGroups(scene, 2);
  const journal = scene.path('each.db');
  const onProgress = (): never => {
    throw new Error('no terminal');
  };

  const error = await failureOf(
    forEachGroup(scene.provider, async () => undefined, { journal, onProgress }),
  );
  const again = await forEachGroup(scene.provider, async () => undefined, { journal });
  await scene.close();

  expect(error.message).toBe('onProgress: threw Error: no terminal');
  expect(again.status).toBe('complete');
});
