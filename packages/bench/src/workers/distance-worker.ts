/** Does one task at a vendor far away, by one way of calling it, and says how long it took. */
import { once } from 'node:events';
import { unlimited } from '@imgroups/core/adapter';
import { tell } from './dialogue.ts';
import type { DistantVendor } from './distance-server.ts';

export type Way = 'imgroups' | '0.1' | 'loop';
export type Task = 'add' | 'list' | 'community' | 'getMany' | 'setRole';

/** What is to be done. */
export interface Order {
  readonly way: Way;
  readonly task: Task;
  readonly vendor: string;
  /** A package, or the file with that of 0.1. */
  readonly module: string;
  readonly data: DistantVendor;
  /** Calls to be made; a task of fixed size ignores it. */
  readonly calls: number;
}

/** How it went. */
export interface Done {
  readonly seconds: number;
  readonly calls: number;
  readonly throttled: number;
  /** Calls per second that the vendor takes. */
  readonly rate: number;
}

/** Milliseconds for which each page of a community is used. */
const pageUse = 50;

tell({ ready: true });
const [question] = await once(process, 'message');
const order = question as Order;
const { data, task, vendor, way } = order;
const isTencent = vendor === 'tencent';
let throttled = 0;
let calls = 0;
const { client, ...provider } = await open();
const limits = await limitsOfTask();
const groupId = await prepare();
calls = 0;
const startedAt = performance.now();
await (way === 'loop' ? loop() : run());
const seconds = (performance.now() - startedAt) / 1000;
tell({ seconds, calls, throttled, rate: limits.rate } satisfies Done);
await provider.close();

async function open() {
  const module = await import(order.module);
  const create = module.createTencentProvider ?? module.createEasemobProvider;
  return create({
    ...data.app,
    ...(way === 'loop' && { limiter: unlimited }),
    // The name of the option for Easemob in 0.1.
    ...(way === '0.1' && { host: data.app.baseUrl }),
    onRequest: () => {
      calls += 1;
    },
    onResponse: ({ error }: { readonly error?: { readonly code: string } }) => {
      if (error?.code === 'rate_limited') throttled += 1;
    },
  });
}

/** Calls per second, and items per call, of the endpoint that does the task. */
async function limitsOfTask() {
  const names = isTencent
    ? {
        add: 'addGroupMember',
        list: 'getGroupMemberInfo',
        community: 'getGroupMemberInfo',
        getMany: 'getGroupInfo',
        setRole: 'modifyGroupMemberInfo',
      }
    : {
        add: 'addMembers',
        list: 'listMembers',
        community: '',
        getMany: 'getGroups',
        setRole: 'addAdmin',
      };
  const { tencentEndpoints, easemobEndpoints } = await import(`@imgroups/${vendor}/endpoints`);
  const { items, rate } = (tencentEndpoints ?? easemobEndpoints)[names[task]].limits;
  return { items: (items?.max ?? 1) as number, rate: rate.requests / rate.perSeconds };
}

/** What is paid before the task: credentials, loading of the transport, and a group to work on. */
async function prepare(): Promise<string> {
  await provider.groups.get(data.large);
  if (task !== 'add' && task !== 'setRole') return data.large;
  const isCommunity = isTencent && task === 'add';
  const kind = isCommunity ? 'community' : 'standard';
  const size = isTencent ? {} : { maxMembers: 3000 };
  const { id } = await provider.groups.create({ name: 'Bench', ownerId: 'owner0', kind, ...size });
  if (task === 'setRole') (await provider.members.add(id, users(100))).throwIfFailed();
  return id;
}

async function run(): Promise<void> {
  if (task === 'add') {
    const chunkSize = sizeOfChunk();
    const added = provider.members.add(groupId, users(order.calls * chunkSize), { chunkSize });
    (await added).throwIfFailed();
  } else if (task === 'list') {
    for await (const { userId } of provider.members.list(groupId)) if (userId === '') return;
  } else if (task === 'community') {
    const group = { id: data.community ?? '', kind: 'community' };
    for await (const _ of provider.members.list(group).pages()) await pause(pageUse);
  } else if (task === 'getMany') {
    await provider.groups.getMany(data.groups);
  } else {
    (await provider.members.setRole(groupId, users(100), 'admin')).throwIfFailed();
  }
}

/** So many users per call that one group takes those of all calls: Easemob's hold 3,000. */
function sizeOfChunk(): number {
  return isTencent ? limits.items : Math.min(limits.items, Math.floor(2900 / order.calls));
}

/** The loop that people write: the next call when the last was answered. */
async function loop(): Promise<void> {
  for (let index = 0; index < order.calls; index += 1) await callOnce(index);
}

function callOnce(index: number): Promise<unknown> {
  const size = task === 'add' ? sizeOfChunk() : limits.items;
  const userIds = users(size, index * size);
  const ids = data.groups.slice(index * size, (index + 1) * size);
  if (isTencent) {
    const MemberList = userIds.map((Member_Account) => ({ Member_Account }));
    if (task === 'add') return client.addGroupMember({ GroupId: groupId, MemberList });
    if (task === 'getMany') return client.getGroupInfo({ GroupIdList: ids });
    const Member_Account = `m${index}`;
    if (task === 'setRole')
      return client.modifyGroupMemberInfo({ GroupId: groupId, Member_Account, Role: 'Admin' });
    return client.getGroupMemberInfo({ GroupId: groupId, Limit: 200, Offset: index * 200 });
  }
  if (task === 'add') return client.addMembers({ group_id: groupId, usernames: userIds });
  if (task === 'getMany') return client.getGroups({ group_ids: ids });
  return client.addAdmin({ group_id: groupId, newadmin: `m${index}` });
}

function users(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `m${from + index}`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
