import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bundled } from '@imgroups/testing/bundled';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** A million were measured by hand: set it here for that. */
const members = Number(process.env.IMGROUPS_SNAPSHOT_MEMBERS ?? 300_000);

test.each([
  ['one group', members],
  ['groups of 500', 500],
])(
  'a snapshot of many members in %s is written, checked and read in 150 MB',
  async (_, inGroup) => {
    const folder = await temporaryFolder();
    const worker = await bundled(new URL('snapshot-memory.worker.ts', import.meta.url), folder);

    async function run(what: string) {
      const args = [worker, what, `${folder}/a.jsonl`, String(members), String(inGroup)];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      return JSON.parse(stdout);
    }

    for (const what of ['write', 'validate', 'read']) {
      const { found, megabytes } = await run(what);

      expect([what, found]).toEqual([what, members]);
      expect(megabytes).toBeLessThan(150);
    }
  },
);
