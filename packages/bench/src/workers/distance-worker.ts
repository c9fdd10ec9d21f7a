/** Does one task at a vendor far away, by one way of calling it, and says how long it took. */
import { once } from 'node:events';
import { unlimited } from '@imgroups/core/adapter';
import { tell } from './dialogue.ts';
import type { DistantVendor } from './distance-server.ts';
import type { DistanceVendor, Task } from './distance-vendor.ts';

export type Way = 'imgroups' | '0.1' | 'loop';

/** The order for a worker. */
export interface Order {
  readonly way: Way;
  readonly task: Task;
  readonly vendor: string;
  /** The file with the adapter of 0.1. */
  readonly module?: string | undefined;
  readonly data: DistantVendor;
  /** Calls to be made; a task of fixed size ignores it. */
  readonly calls: number;
}

/** The result of an order. */
export interface Done {
  readonly seconds: number;
  readonly throttled: number;
  /** Calls per second that the vendor takes. */
  readonly rate: number;
}

/** Milliseconds for which each page of a community is used. */
const pageUse = 50;

tell({ ready: true });
const [question] = await once(process, 'message');
const order = question as Order;
const { data, task, way } = order;
const vendor: DistanceVendor = (await import(`./vendors/${order.vendor}.ts`)).distance;
let throttled = 0;
const { client, ...provider } = await open();
const limits = await vendor.limitsOf(task);
const groupId = await prepare();
const startedAt = performance.now();
await (way === 'loop' ? loop() : run());
const seconds = (performance.now() - startedAt) / 1000;
tell({ seconds, throttled, rate: limits.rate } satisfies Done);
await provider.close();

function open() {
  const options = {
    ...data.app,
    ...(way === 'loop' && { limiter: unlimited }),
    ...(way === '0.1' && vendor.optionsBefore(data.app.baseUrl)),
    onResponse: ({ error }: { readonly error?: { readonly code: string } }) => {
      if (error?.code === 'rate_limited') throttled += 1;
    },
  };
  return vendor.open(options, order.module);
}

/** Prepares what is not part of the task: credentials, loading of the transport, and a group to work on. */
async function prepare(): Promise<string> {
  await provider.groups.get(data.large);
  if (task !== 'add' && task !== 'setRole') return data.large;
  const more = task === 'add' ? vendor.groupToFill : {};
  const { id } = await provider.groups.create({ name: 'Bench', ownerId: 'owner0', ...more });
  if (task === 'setRole') (await provider.members.add(id, users(100))).throwIfFailed();
  return id;
}

async function run(): Promise<void> {
  if (task === 'add') {
    const chunkSize = vendor.chunkSize(limits.items, order.calls);
    const added = provider.members.add(groupId, users(order.calls * chunkSize), { chunkSize });
    (await added).throwIfFailed();
  } else if (task === 'list') {
    for await (const { userId } of provider.members.list(groupId)) if (userId === '') return;
  } else if (task === 'community') {
    const group = { id: data.community ?? '', kind: 'community' } as const;
    for await (const _ of provider.members.list(group).pages()) await pause(pageUse);
  } else if (task === 'getMany') {
    await provider.groups.getMany(data.groups);
  } else {
    (await provider.members.setRole(groupId, users(100), 'admin')).throwIfFailed();
  }
}

/** The loop that people write: the next call when the last was answered. */
async function loop(): Promise<void> {
  for (let index = 0; index < order.calls; index += 1) await callOnce(index);
}

function callOnce(index: number): Promise<unknown> {
  const { items } = limits;
  const size = task === 'add' ? vendor.chunkSize(items, order.calls) : items;
  const userIds = users(size, index * size);
  const groupIds = data.groups.slice(index * size, (index + 1) * size);
  return vendor.call(client, task, { index, groupId, userIds, groupIds });
}

function users(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `m${from + index}`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
