import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProcess } from './command.ts';
import { type Scene, startScenes } from './scene.ts';

const cwd = mkdtempSync(join(tmpdir(), 'imgroups-cli-'));
const emulators = await startScenes();
afterAll(async () => {
  await emulators.close();
  rmSync(cwd, { recursive: true });
});
const tencent = emulators.scenes.tencent as Scene;
const easemob = emulators.scenes.easemob as Scene;

function imgroups(args: readonly string[], input?: string) {
  const { environment } = tencent;
  return runProcess(args, { environment, cwd, input });
}

// What the commands do is tested in the process of the test; here they run as a shell starts them.
describe('as a process', () => {
  let group: string;
  beforeAll(async () => {
    group = await tencent.createGroup(['bob']);
    await tencent.provider.blacklist.add(group, ['carol']);
  });

  test.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    [['mebers'], 2, /^$/, /Did you mean members\?/],
    [['groups', 'get', '@TGS#nowhere'], 4, /^$/, /group_not_found/],
    [['profile', 'list'], 0, /^$/, /^$/],
    [['complete', '--', 'mem'], 0, /^members\n$/, /^$/],
  ])('%j', async (args, code, output, errors) => {
    expect(await imgroups(args)).toEqual({
      code,
      output: expect.stringMatching(output),
      errors: expect.stringMatching(errors),
    });
  });

  test('a list is printed on standard output', async () => {
    const { code, output } = await imgroups(['blacklist', 'list', group]);

    expect([code, JSON.parse(output)]).toEqual([0, { userId: 'carol', until: 'permanent' }]);
  });

  test('ids and requests are read from standard input', async () => {
    const added = await imgroups(['members', 'add', group], 'dave\nnobody-there\n');
    const request = JSON.stringify({ GroupIdList: [group] });
    const read = await imgroups(['api', 'getGroupInfo', '--request', '-'], request);

    expect([added.code, added.errors]).toEqual([3, '2 users: 1 done, 0 pending, 1 failed\n']);
    expect([read.code, read.output]).toEqual([0, expect.stringContaining(group)]);
  });

  test('files are those of the folder in which it runs', async () => {
    const wanted = { key: 'board', name: 'Board', ownerId: 'alice', members: ['dave'] };
    writeFileSync(join(cwd, 'wanted.jsonl'), JSON.stringify(wanted));
    const environment = { ...tencent.environment, ...easemob.environment };

    const runs = [
      await imgroups(['export', 'groups.jsonl']),
      await imgroups(['import', 'groups.jsonl', '--dry-run']),
      await imgroups(['sync', 'wanted.jsonl', '--dry-run']),
      await runProcess(['migrate', 'inventory', '--from', 'tencent', '--to', 'easemob'], {
        environment,
        cwd,
      }),
    ];

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(readdirSync(cwd)).toEqual(
      expect.arrayContaining(['groups.jsonl', 'groups.jsonl.journal', 'migration.db']),
    );
  });
});
