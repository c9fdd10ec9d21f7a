import { Session } from 'node:inspector/promises';

/** A function and its own share of the busy time. */
export interface ProfileLine {
  readonly where: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** The distribution of processor time. */
export interface Profile {
  readonly packages: readonly ProfileLine[];
  readonly functions: readonly ProfileLine[];
}

/** Runs something under the sampling profiler of V8; gives the packages and the functions that took most of it. */
export async function profile(run: () => Promise<unknown>): Promise<Profile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 100 });
  await session.post('Profiler.start');
  await run();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();

  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  const nodes = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  for (const id of profile.samples ?? []) {
    const frame = nodes.get(id);
    if (!frame || frame.functionName === '(idle)') continue;
    const owner = ownerOf(frame.url, frame.functionName);
    add(packages, owner);
    add(functions, frame.url === '' ? owner : `${frame.functionName || 'anonymous'} (${owner})`);
  }
  return { packages: largest(packages), functions: largest(functions) };
}

/** The package that a file belongs to; never a path of this machine. */
function ownerOf(url: string, functionName: string): string {
  if (url.startsWith('node:internal/deps/')) return `node: ${url.split('/')[2]}`;
  if (url.startsWith('node:')) return 'node';
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (installed) return installed;
  const ours = /\/packages\/([^/]+)\/dist\//.exec(url)?.[1];
  if (ours) return `@imgroups/${ours}`;
  return functionName.startsWith('(') ? functionName.slice(1, -1) : 'V8 and system calls';
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function largest(counts: ReadonlyMap<string, number>): ProfileLine[] {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .map(([where, count]) => ({ where, share: count / total }))
    .toSorted((one, other) => other.share - one.share)
    .slice(0, 12);
}
