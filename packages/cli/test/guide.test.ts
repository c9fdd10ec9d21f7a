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

/** The commands that a page shows as a session, and what they print. */
function sessionOf(page: string): readonly { readonly script: string; readonly shown: string }[] {
  const source = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), 'utf8');
  const blocks = source.replaceAll('\r\n', '\n').matchAll(session);
  return [...blocks].map(([, script = '', shown = '']) => ({ script, shown }));
}

const session = /```sh run\n([\s\S]+?)```\n\n```text\n([\s\S]+?)```/g;
const page = 'guide/command-line.md';

test.skipIf(process.platform === 'win32')(
  `the session of docs/${page} runs as it is written`,
  async () => {
    const { scenes, close } = await startScenes();
    const blocks = sessionOf(page);
    const env = {
      ...process.env,
      ...scenes.tencent?.environment,
      PATH: `${folder}${delimiter}${process.env.PATH}`,
    };

    expect(blocks.length).toBe(5);
    for (const { script, shown } of blocks) {
      const shell = spawn('sh', ['-ec', script], { env, stdio: ['ignore', 'pipe', 'ignore'] });
      const [output] = await Promise.all([text(shell.stdout), once(shell, 'close')]);

      const printed = output
        .replaceAll('\r\n', '\n')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-01T00:00:00.000Z');
      expect(printed).toBe(shown);
    }
    await close();
  },
);

test('the Chinese page has the same session', () => {
  expect(sessionOf(`zh/${page}`)).toEqual(sessionOf(page));
});
