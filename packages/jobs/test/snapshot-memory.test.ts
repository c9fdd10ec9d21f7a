import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** A million were measured by hand: set it here for that. */
const members = Number(process.env.IMGROUPS_SNAPSHOT_MEMBERS ?? 200_000);

/** Makes one file of JavaScript: Node takes 60 MB for reading TypeScript. */
async function bundled(folder: string): Promise<string> {
  const { build } = createRequire(new URL('../../build/package.json', import.meta.url))('rolldown');
  const file = `${folder}/worker.mjs`;
  await build({
    input: fileURLToPath(new URL('snapshot-memory.worker.ts', import.meta.url)),
    platform: 'node',
    resolve: { conditionNames: ['@imgroups/source', 'import', 'node'] },
    output: { file, codeSplitting: false },
    logLevel: 'warn',
  });
  return file;
}

test('a long group is written, checked and read in 150 MB', async () => {
  const folder = await temporaryFolder();
  const worker = await bundled(folder);

  async function run(what: string) {
    // Without this V8 lets garbage grow to 100 MB, however little is in use.
    const flags = ['--max-semi-space-size=4', worker, what, `${folder}/a.jsonl`, String(members)];
    const { stdout } = await promisify(execFile)(process.execPath, flags);
    return JSON.parse(stdout);
  }

  for (const what of ['write', 'validate', 'read']) {
    const { found, megabytes } = await run(what);

    expect([what, found]).toEqual([what, members]);
    expect(megabytes).toBeLessThan(150);
  }
});
