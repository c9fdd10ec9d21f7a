import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const worker = fileURLToPath(new URL('snapshot-memory.worker.ts', import.meta.url));
const members = 1_000_000;

test('a group of a million members is written, checked and read in 150 MB', async () => {
  const path = `${await temporaryFolder()}/groups.jsonl`;

  async function run(what: 'write' | 'read' | 'validate') {
    const flags = ['--conditions=@imgroups/source', worker, what, path, String(members)];
    const { stdout } = await promisify(execFile)(process.execPath, flags);
    return JSON.parse(stdout);
  }

  for (const what of ['write', 'validate', 'read'] as const) {
    const { found, megabytes } = await run(what);

    expect([what, found]).toEqual([what, members]);
    expect(megabytes).toBeLessThan(150);
  }
});
