/** Adds 100,000 members on both vendors under their limits, while single calls go on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { GroupProvider, ResponseEvent } from '@imgroups/core';
import { createEasemobProvider, type EasemobProviderOptions } from '@imgroups/easemob';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { createTencentProvider, type TencentProviderOptions } from '@imgroups/tencent';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';

interface Apps {
  readonly tencent: TencentProviderOptions;
  readonly easemob: EasemobProviderOptions;
}

interface Job {
  readonly name: string;
  readonly connect: (onResponse: (event: ResponseEvent) => void) => GroupProvider;
  readonly kind: 'community' | 'standard';
  readonly groups: number;
  readonly membersPerGroup: number;
  /** Members per call, and calls per second. */
  readonly limits: { readonly items: number; readonly rate: number };
}

/** How often a single call is made meanwhile, in milliseconds. */
const singleCallEvery = 250;

const { values } = parseArgs({ options: { members: { type: 'string', default: '100000' } } });
const members = Number(values.members);

const server = startServer(members);
try {
  const apps = await appsOf(server);
  for (const job of jobs(apps)) await run(job);
} finally {
  server.stdin?.end();
}

function jobs({ tencent, easemob }: Apps): readonly Job[] {
  return [
    {
      name: `Tencent: one community, ${members} members`,
      connect: (onResponse) => createTencentProvider({ ...tencent, onResponse }),
      kind: 'community',
      groups: 1,
      membersPerGroup: members,
      limits: limitsOf(tencentEndpoints.addGroupMember),
    },
    {
      name: `Easemob: ${Math.ceil(members / 2000)} groups of 2000 members`,
      connect: (onResponse) => createEasemobProvider({ ...easemob, onResponse }),
      kind: 'standard',
      groups: Math.ceil(members / 2000),
      membersPerGroup: 2000,
      limits: limitsOf(easemobEndpoints.addMembers),
    },
  ];
}

async function run({ name, connect, kind, groups, membersPerGroup, limits }: Job): Promise<void> {
  let throttled = 0;
  const provider = connect(({ error }) => {
    if (error?.code === 'rate_limited') throttled += 1;
  });
  const create = () =>
    provider.groups.create({ name: 'Bulk', ownerId: 'owner', kind, ...sizeFor(kind) });
  const other = await create();
  const targets: string[] = [];
  for (let index = 0; index < groups; index += 1) targets.push((await create()).id);
  const singles = startSingleCalls(provider, other.id);

  let failed = 0;
  const startedAt = performance.now();
  for (const [index, groupId] of targets.entries()) {
    const userIds = Array.from(
      { length: membersPerGroup },
      (_, member) => `m${index * membersPerGroup + member}`,
    );
    failed += (await provider.members.add(groupId, userIds)).failed.length;
  }
  const seconds = (performance.now() - startedAt) / 1000;

  const waits = await singles.stop();
  await provider.close();
  const calls = groups * Math.ceil(membersPerGroup / limits.items);
  const ideal = calls / limits.rate;
  console.log(name);
  console.log(`  ${calls} calls at ${limits.rate} per second: ideal ${ideal.toFixed(1)} s`);
  console.log(`  took ${seconds.toFixed(1)} s, ${(seconds / ideal).toFixed(3)} of the ideal`);
  console.log(`  throttled calls: ${throttled}, failed members: ${failed}`);
  console.log(
    `  ${waits.length} single calls meanwhile: longest ${Math.max(...waits).toFixed(0)} ms, median ${median(waits).toFixed(0)} ms`,
  );
}

function sizeFor(kind: Job['kind']) {
  return kind === 'community' ? {} : { maxMembers: 3000 };
}

/** Adds a user to another group every now and then, through the same limits. */
function startSingleCalls(provider: GroupProvider, groupId: string) {
  const waits: number[] = [];
  const running: Promise<void>[] = [];
  const timer = setInterval(() => running.push(callOnce()), singleCallEvery);

  async function callOnce(): Promise<void> {
    const startedAt = performance.now();
    (await provider.members.add(groupId, ['guest'])).throwIfFailed();
    waits.push(performance.now() - startedAt);
  }

  return {
    async stop(): Promise<readonly number[]> {
      clearInterval(timer);
      await Promise.all(running);
      return waits;
    },
  };
}

function startServer(users: number): ChildProcess {
  const file = fileURLToPath(new URL('./bulk-server.ts', import.meta.url));
  return spawn(process.execPath, [...process.execArgv, file, String(users)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

async function appsOf({ stdout }: ChildProcess): Promise<Apps> {
  if (!stdout) throw new Error('the server has no output');
  const [line] = await once(createInterface(stdout), 'line');
  return JSON.parse(String(line));
}

function limitsOf({
  limits,
}: {
  readonly limits?: {
    readonly items?: { readonly max: number };
    readonly rate?: { readonly requests: number; readonly perSeconds: number };
  };
}): Job['limits'] {
  if (!limits?.items || !limits.rate) throw new Error('the endpoint declares no limits');
  return { items: limits.items.max, rate: limits.rate.requests / limits.rate.perSeconds };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
