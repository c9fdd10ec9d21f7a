import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { startScenes } from './scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'imgroups-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const command = join(folder, 'imgroups');
writeFileSync(
  command,
  `#!/bin/sh\nexec '${process.execPath}' --conditions=@imgroups/source '${main}' "$@"\n`,
);
chmodSync(command, 0o755);

test.skipIf(process.platform === 'win32').each(['guide', 'zh/guide'])(
  'the session of docs/%s/command-line.md runs as it is written',
  async (language) => {
    const { scenes, close } = await startScenes();
    const page = readFileSync(
      new URL(`../../../docs/${language}/command-line.md`, import.meta.url),
      'utf8',
    );
    const blocks = [...page.matchAll(/```sh run\n([\s\S]+?)```\n\n```text\n([\s\S]+?)```/g)];
    const env = {
      ...process.env,
      ...scenes.tencent?.environment,
      PATH: `${folder}${delimiter}${process.env.PATH}`,
    };

    expect(blocks.length).toBe(5);
    for (const [, script = '', expected] of blocks) {
      const shell = spawn('sh', ['-ec', script], { env, stdio: ['ignore', 'pipe', 'ignore'] });
      const [output] = await Promise.all([text(shell.stdout), once(shell, 'close')]);

      const shown = output
        .replaceAll('\r\n', '\n')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-01T00:00:00.000Z');
      expect(shown).toBe(expected);
    }
    await close();
  },
);
