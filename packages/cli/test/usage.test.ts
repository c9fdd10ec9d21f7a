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
  ['imgroups migrate apply', ['migrate', 'apply']],
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

test.each([
  [
    ['help', 'members', 'add'],
    ['members', 'add', '--help'],
  ],
  [
    ['help', 'check'],
    ['check', '--help'],
  ],
  [['help'], ['--help']],
])('%j prints what %j prints', async (words, option) => {
  const help = await run(words);

  expect(help).toEqual(await run(option));
  expect(help).toMatchObject({ code: 0, errors: '' });
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
    [['help', 'members', 'lsit'], "unknown command 'lsit'"],
  ])('%j', async (args, text) => {
    const environment = args.includes('--file') ? { IMGROUPS_PROFILE: 'tencent', ...tencent } : {};

    const { code, output, errors } = await run(args, { environment });

    expect([code, output]).toEqual([2, '']);
    expect(errors).toContain(text);
  });
});

describe('with --lang zh what is wrong is told in Chinese', () => {
  test.each([
    [['mebers'], "错误: 未知的命令 'mebers'\n（是否想用 members？）"],
    [['groups', 'list', '--profle', 'x'], "未知的选项 '--profle'\n（是否想用 --profile？）"],
    [['groups', 'list', '--format', 'jsn'], "的值 'jsn' 无效。可选值：table, jsonl, csv。"],
    [['groups', 'list', '--format'], "选项 '--format <format>' 缺少值"],
    [['groups', 'list', 'all'], "'list' 的参数过多：应为 0 个，给出了 1 个：all。"],
    [['groups', 'list', '--limit', '0'], '必须是大于 0 的整数。'],
    [['groups', 'get'], "缺少参数 'group'"],
    [['mutes', 'add', 'g', 'bob'], "必须给出选项 '--for <duration>'"],
    [
      ['mutes', 'add', 'g', 'bob', '--for', 'ever'],
      '应为 90s、10m、2h、7d 这样的时长，或 permanent。',
    ],
    [['export', 'x', '--share', '2'], '必须大于 0，且不超过 1。'],
    [['webhook', 'listen', '--port', '70000'], '必须是 0 到 65535 之间的数。'],
    [['completion', 'cmd'], "参数 'shell' 的值 'cmd' 无效。可选值："],
    [
      ['migrate', 'cutover', '--from', 'a', '--to', 'b', '--abort', '--freeze'],
      "选项 '--abort' 不能与 '--freeze' 同时使用",
    ],
    [['api', 'createGrup'], '没有这个接口；是否想用 createGroup？'],
    [['groups', 'get', 'g', '--profile', 'prod'], '没有这个配置'],
    [['groups', 'list'], '没有凭据'],
    [['groups', 'delete', 'g'], '需要确认，但此处无法询问'],
  ])('%j', async (args, text) => {
    const { code, output, errors } = await run(['--lang', 'zh', ...args]);

    expect([code, output]).toEqual([2, '']);
    expect(errors).toContain(text);
    // Words of the command line apart, nothing is left in English.
    expect(errors.replaceAll(/imgroups .*/g, '')).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/i);
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
