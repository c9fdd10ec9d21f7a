import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { easemobFromEnv } from '@imgroups/easemob';
import { parse } from 'dotenv';
import { describe, expect, onTestFinished, test } from 'vitest';

describe.each(['concepts', 'zh/concepts'])('env files as %s/credentials.md tells', (folder) => {
  const page = readFileSync(new URL(`${folder}/credentials.md`, import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(KEY=[^`]+)`[^`]*`([^`]+)`[^`]*`([^`]+)`/gm)];

  test('there are three ways to write a value', () => {
    expect(rows).toHaveLength(3);
  });

  test.each(rows.map(([, ...cells]) => cells))(
    '%s is %s in Node, %s with dotenv',
    (line, ...told) => {
      expect([readByNode(line), parse(line).KEY]).toEqual(told);
    },
  );

  test('the example is read whole', () => {
    const [, example = ''] = /```sh\n(# \.env\n[^`]*)```/.exec(page) ?? [];
    const variables = parse(example.replaceAll('...', 'given'));

    expect(easemobFromEnv(variables).app).toContain('org#app');
  });

  test('a key that was cut is refused with the reason', () => {
    const variables = parse(
      'IMGROUPS_EASEMOB_APP_KEY=1101#app\nIMGROUPS_EASEMOB_CLIENT_ID=a\nIMGROUPS_EASEMOB_CLIENT_SECRET=b',
    );

    expect(() => easemobFromEnv(variables)).toThrow(
      /^IMGROUPS_EASEMOB_APP_KEY: .*an env file cuts a value at #/,
    );
  });
});

/** Returns what Node makes of a line of the file that it is started with. */
function readByNode(line = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '.env'), line);
  const options = { cwd: folder, encoding: 'utf8', env: {} } as const;
  return execFileSync(
    process.execPath,
    ['--env-file=.env', '-p', 'process.env.KEY'],
    options,
  ).trim();
}
