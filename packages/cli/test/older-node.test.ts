import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('../bin/imgroups.js', import.meta.url));

test.each(['18.20.8', '20.20.2', '22.12.0'])(
  'Node %s is told which one the command needs',
  (version) => {
    const older = `for (const [name, value] of Object.entries({
    version: 'v${version}',
    versions: { ...process.versions, node: '${version}' },
  })) Object.defineProperty(process, name, { value });`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(older)}`,
        command,
        'migrate',
        '--help',
      ],
      { encoding: 'utf8' },
    );

    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: `error: imgroups needs Node 22.13 or later; this is v${version}\n`,
    });
  },
);
