/**
 * A process of its own: aborts calls at every point, tells what each came to, and must then end by itself.
 *
 * Reads `{ vendor, app }` as JSON from its last argument, and prints one line of JSON per point.
 */
import {
  type ClientOptions,
  type GroupProvider,
  isBatchError,
  isImGroupsError,
} from '@imgroups/core';
import { createEasemobProvider, type EasemobProviderOptions } from '@imgroups/easemob';
import { createTencentProvider, type TencentProviderOptions } from '@imgroups/tencent';

type App =
  | { readonly vendor: 'tencent'; readonly app: TencentProviderOptions }
  | { readonly vendor: 'easemob'; readonly app: EasemobProviderOptions };

const given: App = JSON.parse(process.argv.at(-1) ?? '');

/** Far longer than the process may live. */
const tooLong = 600_000;

function connect(options: ClientOptions = {}): GroupProvider {
  const patient = { timeout: tooLong, totalTimeout: tooLong, ...options };
  return given.vendor === 'tencent'
    ? createTencentProvider({ ...given.app, ...patient })
    : createEasemobProvider({ ...given.app, ...patient });
}

const { baseUrl } = given.app;

/** Tells the emulator what goes wrong from now on; nothing without a fault. */
async function setFault(fault?: object): Promise<void> {
  const headers = { 'x-imgroups-control': '1', 'content-type': 'application/json' };
  await fetch(`${baseUrl}/_emulator/faults`, { method: 'DELETE', headers });
  if (!fault) return;
  await fetch(`${baseUrl}/_emulator/faults`, {
    method: 'POST',
    headers,
    body: JSON.stringify(fault),
  });
}

const reads = given.vendor === 'tencent' ? 'getGroupInfo' : 'getGroups';
const adds = given.vendor === 'tencent' ? 'addGroupMember' : 'addMembers';
const lists = given.vendor === 'tencent' ? 'getGroupMemberInfo' : 'listMembers';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const groupId = await (async () => {
  const provider = connect();
  const { id } = await provider.groups.create({ name: 'Chess', ownerId: 'u0' });
  await provider.members.add(id, ['u1', 'u2', 'u3']);
  await provider.close();
  return id;
})();

/** The result at each point: the code of the error, or another word. */
const points: Readonly<Record<string, () => Promise<unknown>>> = {
  async 'before the call'() {
    return codeOf(connect().groups.get(groupId, { signal: AbortSignal.abort() }));
  },

  async 'in the limiter'() {
    const controller = new AbortController();
    const rate = { requests: 1, perSeconds: 3600 };
    const provider = connect({ limits: { [reads]: { rate } } });
    await provider.groups.get(groupId);
    const waiting = codeOf(provider.groups.get(groupId, { signal: controller.signal }));
    await pause(20);
    controller.abort();
    return waiting;
  },

  async 'in flight'() {
    await setFault({ endpoint: reads, kind: 'latency', milliseconds: tooLong });
    return abortedAfterRequest((provider, options) => provider.groups.get(groupId, options));
  },

  async 'in the body'() {
    await setFault({ endpoint: reads, kind: 'slow-body', milliseconds: tooLong });
    return abortedAfterRequest((provider, options) => provider.groups.get(groupId, options));
  },

  async 'in the back-off'() {
    await setFault({ endpoint: reads, kind: 'throttled' });
    const controller = new AbortController();
    const retry = { throttledDelay: tooLong, maxDelay: tooLong };
    const provider = connect({ retry, random: () => 0.9, onRetry: () => void abortSoon() });
    const abortSoon = () => pause(20).then(() => controller.abort());
    return codeOf(provider.groups.get(groupId, { signal: controller.signal }));
  },

  async 'while credentials are fetched'() {
    await setFault({ endpoint: 'getAppToken', kind: 'latency', milliseconds: tooLong });
    const controller = new AbortController();
    const waiting = codeOf(connect().groups.get(groupId, { signal: controller.signal }));
    // Tencent needs no call for its signature: there the abort comes too late.
    await pause(200);
    controller.abort();
    return waiting;
  },

  async 'in a list'() {
    const controller = new AbortController();
    const members = connect().members.list(groupId, { pageSize: 1, signal: controller.signal });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { userId } of members) {
        seen.push(userId);
        await setFault({ endpoint: lists, kind: 'latency', milliseconds: tooLong });
        pause(50).then(() => controller.abort());
      }
    })();
    return [await codeOf(reading), seen.length];
  },

  async 'in a batch'() {
    const controller = new AbortController();
    await setFault({ endpoint: adds, kind: 'latency', milliseconds: tooLong });
    const userIds = Array.from({ length: 12 }, (_, index) => `u${index + 10}`);
    const { signal } = controller;
    const adding = connect().members.add(groupId, userIds, {
      chunkSize: 2,
      concurrency: 3,
      signal,
    });
    pause(100).then(() => controller.abort());
    try {
      await adding;
      return 'done';
    } catch (error) {
      if (!isImGroupsError(error)) throw error;
      const outcomes = isBatchError(error) ? error.result.outcomes : [];
      const inDoubt = outcomes.filter((each) => each.status === 'failed' && each.error.ambiguous);
      return [error.code, outcomes.length, inDoubt.length];
    }
  },

  async 'by the time limit'() {
    await setFault({ endpoint: reads, kind: 'latency', milliseconds: tooLong });
    return codeOf(connect({ totalTimeout: 50 }).groups.get(groupId));
  },

  async 'after close'() {
    await setFault({ endpoint: reads, kind: 'latency', milliseconds: 100 });
    const provider = connect();
    const running = codeOf(provider.groups.get(groupId));
    await pause(20);
    await provider.close();
    return [await running, await codeOf(provider.groups.get(groupId))];
  },
};

/** Aborts a call while it waits for its answer. */
async function abortedAfterRequest(
  call: (provider: GroupProvider, options: { signal: AbortSignal }) => Promise<unknown>,
): Promise<string> {
  const controller = new AbortController();
  const provider = connect({
    onRequest: ({ endpoint }) => {
      if (endpoint === reads) pause(200).then(() => controller.abort());
    },
  });
  return codeOf(call(provider, { signal: controller.signal }));
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (!isImGroupsError(error)) throw error;
    return error.code;
  }
}

/** Timers and connections that would keep the process alive. */
async function handlesLeft(): Promise<string[]> {
  await setFault();
  // A cut connection is closed within the next turns of the event loop.
  await pause(100);
  return process
    .getActiveResourcesInfo()
    .filter((name) => /^(Timeout|TCP(Socket|Connect|Server)Wrap|GetAddrInfoReqWrap)$/.test(name));
}

for (const [point, run] of Object.entries(points)) {
  const result = await run();
  console.log(JSON.stringify({ point, result, handles: await handlesLeft() }));
}
