import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { run } from './command.ts';
import { type Scene, startScenes } from './scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'imgroups-cli-'));
const file = join(folder, 'profiles.json');
const emulators = await startScenes();
afterAll(async () => {
  await emulators.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => rmSync(file, { force: true }));
const tencent = emulators.scenes.tencent as Scene;
const easemob = emulators.scenes.easemob as Scene;

function imgroups(args: readonly string[], environment = {}, input?: string) {
  return run(args, { environment: { IMGROUPS_CONFIG: file, ...environment }, input });
}

test('profiles are added, listed, chosen, used and removed', async () => {
  const added = [
    await imgroups(
      ['profile', 'add', 'night', '--vendor', 'tencent', '--from-env'],
      tencent.environment,
    ),
    await imgroups(
      ['profile', 'add', 'day', '--vendor', 'easemob', '--from-env'],
      easemob.environment,
    ),
  ];
  const first = await imgroups(['check']);
  await imgroups(['profile', 'use', 'day']);
  const second = await imgroups(['check']);
  const named = await imgroups(['check', '--profile', 'night']);
  const listed = await imgroups(['profile', 'list']);
  const removed = await imgroups(['profile', 'remove', 'day']);
  const mistyped = await imgroups(['check', '--profile', 'nigth']);

  expect([...added, first, second, named, removed].map(({ code }) => code)).toEqual([
    0, 0, 0, 0, 0, 0,
  ]);
  expect([first, second, named].map(({ output }) => JSON.parse(output).vendor)).toEqual([
    'tencent',
    'easemob',
    'tencent',
  ]);
  expect(listed.output).toContain('"profile":"day","vendor":"easemob","current":true');
  expect(listed.output).not.toContain(tencent.environment.IMGROUPS_TENCENT_SECRET_KEY);
  expect([mistyped.code, mistyped.errors]).toEqual([
    2,
    expect.stringContaining('did you mean night?'),
  ]);
});

test.skipIf(process.platform === 'win32')(
  'the file is readable by its owner alone, and refused when others can read it',
  async () => {
    await imgroups(
      ['profile', 'add', 'night', '--vendor', 'tencent', '--from-env'],
      tencent.environment,
    );

    const mode = statSync(file).mode & 0o777;
    chmodSync(file, 0o644);
    const refused = await imgroups(['check']);

    expect(mode).toBe(0o600);
    expect([refused.code, refused.errors]).toEqual([
      2,
      expect.stringContaining(`chmod 600 ${file}`),
    ]);
  },
);

test('a secret comes from standard input or from a command, and never from an argument', async () => {
  const { IMGROUPS_TENCENT_SECRET_KEY: secret = '', IMGROUPS_TENCENT_BASE_URL: baseUrl } =
    tencent.environment;
  const about = [
    '--vendor',
    'tencent',
    '--set',
    'SDK_APP_ID=1400000001',
    '--set',
    `BASE_URL=${baseUrl}`,
  ];
  const program = join(folder, 'secret.mjs');
  writeFileSync(program, `console.log(${JSON.stringify(secret)})`);

  const typed = await imgroups(
    ['profile', 'add', 'typed', ...about, '--secret', 'SECRET_KEY'],
    {},
    `${secret}\n`,
  );
  const printed = await imgroups([
    'profile',
    'add',
    'printed',
    ...about,
    '--secret-command',
    `SECRET_KEY="${process.execPath}" "${program}"`,
  ]);
  const argued = await imgroups([
    'profile',
    'add',
    'argued',
    ...about,
    '--set',
    `SECRET_KEY=${secret}`,
  ]);
  const checks = [
    await imgroups(['check', '-p', 'typed']),
    await imgroups(['check', '-p', 'printed']),
  ];

  expect([typed.code, printed.code, ...checks.map(({ code }) => code)]).toEqual([0, 0, 0, 0]);
  expect(argued.code).toBe(2);
  expect(argued.errors).not.toContain(secret);
  expect(JSON.parse(readFileSync(file, 'utf8')).profiles.printed.variables).not.toHaveProperty(
    'IMGROUPS_TENCENT_SECRET_KEY',
  );
});

test('what is not complete is not kept', async () => {
  const { code, errors } = await imgroups([
    'profile',
    'add',
    'half',
    '--vendor',
    'tencent',
    '--set',
    'SDK_APP_ID=1400000001',
  ]);

  expect([code, errors]).toEqual([2, expect.stringContaining('IMGROUPS_TENCENT_SECRET_KEY')]);
  expect(existsSync(file)).toBe(false);
});
