import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from './command.ts';

test.each([
  ['imgroups', []],
  ['imgroups members', ['members']],
  ['imgroups members add', ['members', 'add']],
  ['imgroups mutes add', ['mutes', 'add']],
  ['imgroups api', ['api']],
  ['imgroups sync', ['sync']],
  ['imgroups migrate', ['migrate']],
  ['imgroups profile add', ['profile', 'add']],
])('the help of %s', async (name, args) => {
  for (const language of ['en', 'zh']) {
    const { code, output, errors } = await run([...args, '--help', '--lang', language]);

    expect([code, errors]).toEqual([0, '']);
    const file = `golden/${name.replaceAll(' ', '-')}.${language}.txt`;
    await expect(output).toMatchFileSnapshot(file);
  }
});

test('--version tells the version', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

  expect(await run(['--version'])).toMatchObject({ code: 0, output: `${version}\n` });
});

describe('a command line that cannot be meant ends with 2 and says what was meant', () => {
  test.each([
    [['mebers'], 'Did you mean members?'],
    [['members', 'lsit'], 'Did you mean list?'],
    [['groups', 'list', '--profle', 'x'], 'Did you mean --profile?'],
    [['groups', 'list', '--format', 'jsn'], 'Allowed choices are table, jsonl, csv.'],
    [['api', 'createGrup'], 'unknown endpoint of tencent, easemob'],
    [['api', 'createGrup'], 'did you mean createGroup?'],
    [['api'], '--list'],
    [['mutes', 'add', 'g', 'bob'], "required option '--for <duration>' not specified"],
    [['mutes', 'add', 'g', 'bob', '--for', 'ever'], 'like 90s, 10m, 2h, 7d, or permanent'],
    [['members', 'add', 'g', 'bob', '--file', 'ids.txt'], 'ids are given as arguments too'],
    [['groups', 'get', 'g', '--profile', 'prod'], 'profile prod: unknown profile'],
    [['groups', 'get', 'g', '-p', 'tencen'], 'did you mean tencent?'],
    [['groups', 'list'], 'no credentials'],
    [['groups', 'list'], 'IMGROUPS_EASEMOB_*'],
    [['members'], 'Commands:'],
  ])('%j', async (args, text) => {
    const environment = args.includes('--file') ? { IMGROUPS_PROFILE: 'tencent', ...tencent } : {};

    const { code, output, errors } = await run(args, { environment });

    expect([code, output]).toEqual([2, '']);
    expect(errors).toContain(text);
  });
});

const tencent = {
  IMGROUPS_TENCENT_SDK_APP_ID: '1400000001',
  IMGROUPS_TENCENT_SECRET_KEY: 'not-shown',
};
const easemob = {
  IMGROUPS_EASEMOB_APP_KEY: 'acme#demo',
  IMGROUPS_EASEMOB_CLIENT_ID: 'id',
  IMGROUPS_EASEMOB_CLIENT_SECRET: 'not-shown',
};

describe('credentials', () => {
  test('a missing one is told by its variable', async () => {
    const environment = { IMGROUPS_TENCENT_SDK_APP_ID: '1400000001' };

    const { code, errors } = await run(['groups', 'list'], { environment });

    expect([code, errors]).toEqual([2, expect.stringContaining('IMGROUPS_TENCENT_SECRET_KEY')]);
  });

  test('those of two vendors leave the choice to the operator', async () => {
    const { code, errors } = await run(['groups', 'list'], {
      environment: { ...tencent, ...easemob },
    });

    expect([code, errors]).toEqual([
      2,
      expect.stringContaining('--profile tencent or --profile easemob'),
    ]);
  });

  test('a mistyped variable is told by the nearest', async () => {
    const environment = { ...tencent, IMGROUPS_TENCENT_REGIN: 'singapore' };

    const { code, errors } = await run(['groups', 'list'], { environment });

    expect([code, errors]).toEqual([
      2,
      expect.stringContaining('did you mean IMGROUPS_TENCENT_REGION?'),
    ]);
    expect(errors).not.toContain('not-shown');
  });
});
