import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { registry } from '@imgroups/emulator/registry';
import { expect, test } from 'vitest';
import { runProcess, start } from './command.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const imgroups = [process.execPath, '--conditions=@imgroups/source', main];
const vendors = registry.map(({ vendor }) => vendor.name);
const anyPorts = ['inspector', ...vendors].flatMap((name) => [`--${name}-port`, '0']);
const node = (program: string) => ['emulator', 'exec', '--', process.execPath, '-e', program];

test('a command runs against an emulator of its own', async () => {
  const { code, output } = await runProcess(['emulator', 'exec', '--', ...imgroups, 'check']);

  expect([code, JSON.parse(output)]).toEqual([
    0,
    { status: 'done', vendor: 'tencent', app: expect.any(String) },
  ]);
});

test('the vendor of its command is chosen by the profile', async () => {
  const { output } = await runProcess([
    'emulator',
    'exec',
    '--profile',
    'easemob',
    '--',
    ...imgroups,
    'check',
  ]);

  expect(JSON.parse(output).vendor).toBe('easemob');
});

test.each([
  ['the code of the command', node('process.exit(9)'), 9],
  ['127 where there is no such command', ['emulator', 'exec', '--', 'no-such-command'], 127],
  [
    '126 where it cannot be run',
    ['emulator', 'exec', '--', fileURLToPath(new URL('.', import.meta.url))],
    126,
  ],
  ['128 and the signal that ended it', node('process.kill(process.pid, "SIGKILL")'), 137],
])('it ends with %s', async (_, args, expected) => {
  expect((await runProcess(args)).code).toBe(expected);
});

test('signals reach the command', async () => {
  const program =
    'process.on("SIGTERM", () => process.exit(7)); console.log("up"); setInterval(() => {}, 1000)';
  const { child, code } = start(node(program));
  await once(child.stdout, 'data');

  child.kill('SIGTERM');

  expect(await code).toBe(7);
});

test('emulator start prints what clients need, and ends in good order', async () => {
  const { child, output, code } = start(['emulator', 'start', ...anyPorts, '--json']);
  while (!output().includes('\n')) await once(child.stdout, 'data');

  child.kill('SIGTERM');

  expect(Object.keys(JSON.parse(output()))).toEqual(
    expect.arrayContaining(['inspector', ...vendors]),
  );
  expect(await code).toBe(0);
});
