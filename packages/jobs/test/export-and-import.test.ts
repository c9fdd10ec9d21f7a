import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '@imgroups/core/adapter';
import { registry } from '@imgroups/emulator/registry';
import { exportGroups, importGroups, openSqliteJournal } from '@imgroups/jobs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentOf, makeGroups, openScene, type Scene } from './scene.ts';

const names = registry.map(({ vendor }) => vendor.name);

describe.each(names)('groups of %s', (vendor) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await openScene(vendor);
  });
  afterEach(() => scene.close());

  function exported(): Promise<Awaited<ReturnType<typeof exportGroups>>> {
    return exportGroups(scene.provider, scene.path('all.jsonl'), {
      journal: scene.path('export.db'),
    });
  }

  test.each(['keep', 'new'] as const)(
    'are the same after export and import, ids: %s',
    async (groupIds) => {
      await makeGroups(scene, 4);
      const before = contentOf(scene.control.groups());
      const { status } = await exported();
      const accounts = scene.control.accounts();
      scene.control.reset();
      scene.control.importAccounts(accounts);

      const report = await importGroups(scene.provider, scene.path('all.jsonl'), {
        journal: scene.path('import.db'),
        groupIds,
        settleTime: 0,
      });

      expect(status).toBe('complete');
      expect(report).toMatchObject({ status: 'complete', groups: { done: 4 }, findings: [] });
      expect(contentOf(scene.control.groups())).toEqual(before);
    },
  );

  test('that are exported are sorted, and the file has its name when it is complete', async () => {
    await makeGroups(scene, 3);

    await exported();

    const lines = readFileSync(scene.path('all.jsonl'), 'utf8').trim().split('\n');
    const records = lines.map((line) => JSON.parse(line));
    expect(records[0]).toMatchObject({ type: 'imgroups', version: 1, provider: vendor });
    const ids = records.filter(({ type }) => type === 'group').map(({ id }) => id);
    expect(ids).toEqual(['group10', 'group11', 'group12']);
    expect(existsSync(scene.path('all.jsonl.part'))).toBe(false);
  });

  test('that are exported have their announcement read only where their profile does not tell it', async () => {
    await makeGroups(scene, 2);
    const { groups } = scene.provider;
    const read: string[] = [];
    const getAnnouncement: typeof groups.getAnnouncement = (group, options) => {
      read.push(typeof group === 'string' ? group : group.id);
      return groups.getAnnouncement(group, options);
    };
    const provider = { ...scene.provider, groups: { ...groups, getAnnouncement } };

    await exportGroups(provider, scene.path('all.jsonl'), { journal: scene.path('export.db') });

    const { announcement } = await groups.get('group10');
    expect(read.sort()).toEqual(announcement === undefined ? ['group10', 'group11'] : []);
  });

  test('are all exported anew, and listed anew, where the file of a finished export was moved away', async () => {
    await makeGroups(scene, 2);
    await exported();
    await scene.provider.groups.create({ id: 'later', name: 'Later', ownerId: 'owner' });
    const unchanged = await exported();
    rmSync(scene.path('all.jsonl'));

    const { status, groups } = await exported();

    const text = readFileSync(scene.path('all.jsonl'), 'utf8');
    expect(unchanged.calls).toEqual({});
    expect({ status, done: groups.done }).toEqual({ status: 'complete', done: 3 });
    expect(text).toContain('"name":"Later"');
  });

  test('go on being exported where the export was stopped', async () => {
    await makeGroups(scene, 6);
    const whole = exported();
    const { groups } = await whole;
    const complete = readFileSync(scene.path('all.jsonl'), 'utf8').split('\n').slice(1);
    const stop = new AbortController();
    const second = {
      journal: scene.path('second.db'),
      signal: stop.signal,
      concurrency: 1,
      onProgress: ({ done }: { done: number }) => {
        if (done >= 2) stop.abort();
      },
    };
    const stopped = await exportGroups(scene.provider, scene.path('second.jsonl'), {
      ...second,
      limit: 3,
    });

    const { signal: _, ...rest } = second;
    const report = await exportGroups(scene.provider, scene.path('second.jsonl'), rest);

    expect(groups.done).toBe(6);
    expect(stopped.groups.left).toBeGreaterThan(0);
    expect(report.failures).toEqual([]);
    expect(report).toMatchObject({ status: 'complete', groups: { done: 6, left: 0 } });
    const lines = readFileSync(scene.path('second.jsonl'), 'utf8').split('\n').slice(1);
    expect(lines).toEqual(complete);
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'are all exported when the first is slow and the job stops at list %s',
    async (at) => {
      await makeGroups(scene, 6);
      const stop = new AbortController();
      let lists = 0;
      const { members } = scene.provider;
      const list: typeof members.list = (group, options) => {
        lists += 1;
        if (lists === at) stop.abort();
        return members.list(group, options);
      };
      const provider = { ...scene.provider, members: { ...members, list } };
      const options = { journal: scene.path('export.db') };
      const path = scene.path('all.jsonl');

      const stopped = await exportGroups(provider, path, { ...options, signal: stop.signal });
      await exportGroups(provider, path, options);

      const lines = readFileSync(path, 'utf8').split('\n');
      expect(stopped.status).toBe('stopped');
      expect(lines.filter((line) => line.includes('"type":"group"'))).toHaveLength(6);
    },
  );

  test('are imported again without a call where nothing changed, and changed where it did', async () => {
    await makeGroups(scene, 3);
    await exported();
    const accounts = scene.control.accounts();
    scene.control.reset();
    scene.control.importAccounts(accounts);
    const options = { journal: scene.path('import.db'), settleTime: 0 };
    await importGroups(scene.provider, scene.path('all.jsonl'), options);
    scene.control.clearJournal();

    const same = await importGroups(scene.provider, scene.path('all.jsonl'), options);
    const callsOfSame = scene.control.journal().length;
    const text = readFileSync(scene.path('all.jsonl'), 'utf8');
    writeFileSync(scene.path('all.jsonl'), text.replace('"Group 1"', '"Renamed"'));
    const changed = await importGroups(scene.provider, scene.path('all.jsonl'), options);

    expect(same.status).toBe('complete');
    expect(callsOfSame).toBe(0);
    expect(changed).toMatchObject({ status: 'complete', revision: 2 });
    expect(
      scene.control
        .groups()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Group 0', 'Group 2', 'Renamed']);
  });

  test('with ids of their own are made with their whole profile, and not changed afterwards', async () => {
    await makeGroups(scene, 2);
    await exported();
    const accounts = scene.control.accounts();
    scene.control.reset();
    scene.control.importAccounts(accounts);
    const { groups } = scene.provider;
    const updated: unknown[] = [];
    const update: typeof groups.update = (group, ...rest) => {
      updated.push(group);
      return groups.update(group, ...rest);
    };
    const provider = { ...scene.provider, groups: { ...groups, update } };

    const { status } = await importGroups(provider, scene.path('all.jsonl'), {
      journal: scene.path('import.db'),
    });

    expect(status).toBe('complete');
    expect(updated).toEqual([]);
  });

  test('that are there already are refused, or merged on wish', async () => {
    await makeGroups(scene, 2);
    await exported();

    const refused = await importGroups(scene.provider, scene.path('all.jsonl'), {
      journal: scene.path('refused.db'),
    });
    const merged = await importGroups(scene.provider, scene.path('all.jsonl'), {
      journal: scene.path('merged.db'),
      onExisting: 'merge',
    });

    expect(refused).toMatchObject({ status: 'partly failed', groups: { failed: 2 } });
    expect(refused.failures[0]).toMatchObject({ reason: 'group_id_taken', passing: false });
    expect(merged).toMatchObject({ status: 'complete', groups: { done: 2 } });
  });

  test('of which two have one marker are a finding, and none is made again', async () => {
    await makeGroups(scene, 1);
    await exported();
    const accounts = scene.control.accounts();
    scene.control.reset();
    scene.control.importAccounts(accounts);
    // What a process leaves that was killed behind the creation: the intent, and a group that nobody has noted.
    const journal = openSqliteJournal(scene.path('import.db'));
    const options = { journal, groupIds: 'new', settleTime: 0 } as const;
    await importGroups(scene.open({ fetch: refuse }), scene.path('all.jsonl'), {
      ...options,
      concurrency: 1,
    }).catch(() => undefined);
    const { id } = await journal.begin({
      job: 'import',
      source: scene.path('all.jsonl'),
      target: `${scene.provider.name} ${scene.provider.app}`,
    });
    await journal.intend('group10', 'create', 'x');
    await journal.retryFailed('all');
    const description = `imgroups ${id} group10`;
    const first = await scene.provider.groups.create({ name: 'A', ownerId: 'owner', description });
    scene.control.advanceClock(5);
    await scene.provider.groups.create({ name: 'B', ownerId: 'owner', description });

    const report = await importGroups(scene.provider, scene.path('all.jsonl'), options);
    const target = await journal.targetOf('group10');
    await journal.close();

    expect(target).toBe(first.id);
    expect(scene.control.groups()).toHaveLength(2);
    expect(report.findings).toMatchObject([{ kind: 'duplicate', severity: 'error' }]);
  });

  test('are made once when a creation waits longer for its rate than the service for its effect', async () => {
    await makeGroups(scene, 1);
    await exported();
    const accounts = scene.control.accounts();
    scene.control.reset();
    scene.control.importAccounts(accounts);
    const { groups } = scene.provider;
    const late: Promise<unknown>[] = [];
    const create: typeof groups.create = async (input, options) => {
      if (late.length > 0) return groups.create(input, options);
      await pause(2000);
      late.push(pause(2500).then(() => groups.create(input)));
      const lost = { code: 'timeout', ambiguous: true } as const;
      throw new Failure('TransportError', 'no answer', lost).toError();
    };
    const provider = { ...scene.provider, groups: { ...groups, create } };

    const report = await importGroups(provider, scene.path('all.jsonl'), {
      journal: scene.path('import.db'),
      groupIds: 'new',
      settleTime: 2500,
    });
    await Promise.all(late);

    expect(report).toMatchObject({ status: 'complete', findings: [] });
    expect(scene.control.groups()).toHaveLength(1);
  });
});

/** A network that is down. */
function refuse(): Promise<Response> {
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' });
  return Promise.reject(new TypeError('fetch failed', { cause }));
}
