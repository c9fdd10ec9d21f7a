import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '@imgroups/core/adapter';
import { registry } from '@imgroups/emulator/registry';
import { clientOptions, cursorSecret, type GoodArguments, hook } from './good-options.ts';

/** A provider that reaches nobody. */
const provider = registry[0].vendor.createProvider({
  sdkAppId: 1_400_000_001,
  secretKey: 'secret'.repeat(8),
  ...clientOptions,
  cursorSecret,
});

/** Another one, of another vendor. */
const target = registry[1].vendor.createProvider({
  appKey: 'org#app',
  clientId: 'id',
  clientSecret: 'secret',
  baseUrl: 'http://127.0.0.1:2',
  ...clientOptions,
});

const jobOptions = {
  journal: ':memory:',
  limit: 5,
  share: 1,
  concurrency: 2,
  retryFailed: false,
  again: false,
  onProgress: hook,
};
function refuse(): never {
  throw new Failure('ImGroupsError', 'in use', { code: 'failed_precondition' }).toError();
}

/** Nobody is there. */
const bullmqOptions = { connection: 'redis://127.0.0.1:2', prefix: 'test' };
const workerOptions = {
  ...bullmqOptions,
  // What is right comes as far as to it.
  journal: { begin: async () => refuse(), claim: hook },
  concurrency: 2,
  share: 1,
  limiter: { acquire: hook },
  lockDuration: 10_000,
  stalledInterval: 1000,
  onError: hook,
};
const header = '{"type":"imgroups","version":1}\n';

/** Right arguments of `@imgroups/jobs`. Files are in the working folder: see `enterOwnFolder`. */
export const jobArguments: GoodArguments = {
  exportGroups: [provider, 'export.jsonl', { ...jobOptions, filter: hook, raw: 'none' }],
  importGroups: [
    provider,
    'empty.jsonl',
    {
      ...jobOptions,
      groupIds: 'new',
      onExisting: 'merge',
      notify: false,
      filter: hook,
      settleTime: 5,
    },
  ],
  syncGroups: [
    provider,
    [],
    {
      ...jobOptions,
      dryRun: true,
      remove: false,
      allowEmpty: false,
      notify: false,
      find: hook,
      onGroup: hook,
      settleTime: 5,
    },
  ],
  forEachGroup: [provider, hook, { ...jobOptions, name: 'each', filter: hook }],
  openSqliteJournal: [':memory:'],
  // Nobody is there.
  openPostgresJournal: [
    {
      name: 'run',
      connectionString: 'postgres://imgroups:secret@127.0.0.1:2/jobs',
      schema: 'jobs',
      patience: 5,
    },
  ],
  openSnapshot: [[header]],
  readSnapshotGroup: ['empty.jsonl', { offset: 0, line: 1 }],
  validateSnapshot: [[header], { maxFaults: 5 }],
  createSnapshotWriter: ['written.jsonl', { provider: 'tencent', app: '1' }, { resumeAt: 5 }],
  openMigration: [
    {
      source: provider,
      target,
      journal: ':memory:',
      rules: { onAccountMissing: 'skip' },
      filter: hook,
      settleTime: 5,
    },
  ],
  bullmqWorkers: [bullmqOptions],
  startMigrationWorker: [
    {
      ...workerOptions,
      ...{ source: provider, target, rules: { onAccountMissing: 'skip' }, filter: hook },
      settleTime: 5,
    },
  ],
  startForEachGroupWorker: [provider, hook, { ...workerOptions, name: 'each' }],
  startImportWorker: [provider, 'empty.jsonl', workerOptions],
  startSyncWorker: [provider, { ...workerOptions, find: hook, onGroup: hook }],
  planToMarkdown: [
    {
      source: 'tencent 1',
      target: 'easemob org#app',
      groups: 1,
      members: 2,
      users: 2,
      findings: [],
      blockers: 0,
      calls: [],
      minutes: { inventory: 1, apply: 1, verify: 1 },
      days: 1,
    },
  ],
  reportToMarkdown: [
    {
      job: 'each',
      status: 'complete',
      revision: 1,
      groups: { done: 1, failed: 0, skipped: 0, left: 0 },
      failures: [],
      findingCounts: { error: 0, warning: 0, info: 0 },
      findings: [],
      calls: { createGroup: 1 },
      startedAt: '2026-01-01T00:00:00Z',
      seconds: 1,
    },
  ],
};

/**
 * Makes a temporary folder the working folder, where wrong paths may make files. The result removes it and goes back to the
 * former one.
 */
export function enterOwnFolder(): () => void {
  const former = process.cwd();
  const outer = mkdtempSync(join(tmpdir(), 'imgroups-wrong-options-'));
  const folder = join(outer, 'working', 'folder');
  mkdirSync(folder, { recursive: true });
  process.chdir(folder);
  writeFileSync('empty.jsonl', header);
  return () => {
    process.chdir(former);
    rmSync(outer, { recursive: true });
  };
}
