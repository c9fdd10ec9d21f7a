import { readFileSync } from 'node:fs';
import { createEasemobClient, type EasemobClient } from '@imgroups/easemob';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, type RawAnswer, type Session, startSession } from './easemob-requests.ts';

interface Sample {
  readonly operation: keyof EasemobClient;
  /** The argument of the client's method. */
  readonly arguments: object;
  readonly request: { readonly method: string; readonly url: string; readonly body?: unknown };
  readonly response: Readonly<Record<string, unknown>>;
}

interface NewGroup {
  readonly groupid: string;
  readonly owner: string;
  readonly members?: readonly string[];
  readonly groupname?: string;
  readonly public?: boolean;
  readonly approval?: boolean;
}

/** The state that a sample needs. */
interface World {
  /** The oldest first. */
  readonly groups: readonly NewGroup[];
  /** Users outside all groups. */
  readonly users?: readonly string[];
  readonly calls?: readonly (readonly [method: string, path: string, body?: unknown])[];
}

const file = new URL('../../easemob/test/fixtures/recorded-samples.json', import.meta.url);
const samples: readonly Sample[] = JSON.parse(readFileSync(file, 'utf8'));
const app = '/easemob-demo/chatdemoui';

/** A group with the id in the path of the sample. */
const oneGroup = (
  groupid: string,
  members: readonly string[] = [],
  users: string[] = [],
): World => ({
  groups: [{ groupid, owner: 'owner1', members }],
  users,
});

const listed: World = {
  groups: [
    { groupid: '1', owner: 'jianxin1' },
    {
      groupid: '1432966654926530',
      owner: 'jianxin1',
      groupname: 'testrestgrp11',
      members: ['a', 'b'],
    },
    {
      groupid: '1432966654513221',
      owner: 'jianxin1',
      groupname: 'testrestgrp12',
      members: ['a', 'b'],
    },
    { groupid: '100973270123152176', owner: 'hxt004', groupname: 'hxt004ht' },
    { groupid: '100743775617286960', owner: 'user001', groupname: 'user001g', members: ['a'] },
  ],
};

const blocked = ['hxt001', 'hxt002', 'hxt003', 'hxt004'];
const blockGroup = '91340342439182920';
const muteGroup = '10130212061185';

const worlds: Readonly<Record<string, World>> = {
  listGroups: listed,
  listJoinedGroups: {
    groups: [
      { groupid: '1413211974686981', groupname: '5cxhactgdjgr', owner: 'kenshinn' },
      { groupid: '141327925742855', groupname: 'kenshinngro', owner: 'kenshinn' },
      { groupid: '1413026100974', groupname: '18192976732 的地图', owner: 'kenshinn' },
      { groupid: '1413601924284', groupname: 'kenshinngroup002', owner: 'kenshinn' },
      { groupid: '1413194058403881', groupname: 'kenshinngr1', owner: 'kenshinn' },
      { groupid: '1413193977786197', groupname: 'kenshingrou', owner: 'kenshinn' },
    ],
  },
  getGroups: {
    groups: [
      { groupid: '1410511142870', groupname: 'abc', owner: 'u366', public: false, approval: true },
      {
        groupid: '1408518613503',
        groupname: 'Jay13800138000',
        owner: '13800138001',
        members: ['v3y0kf9arx', 'xc6xrnbzci'],
        public: false,
        approval: true,
      },
    ],
  },
  createGroup: { groups: [], users: ['2ewcgkhhxf', 'zh9w1hc49q'] },
  updateGroup: oneGroup('1412957434136'),
  deleteGroup: oneGroup('1411527886490154'),
  listMembers: oneGroup(muteGroup, ['user2', 'user1', 'user3', 'user4']),
  addMember: oneGroup('1411816013089', [], ['q4xpsfjfvf']),
  addMembers: oneGroup('1411816013089', [], ['5cxhactgdj', 'mh2kbjyop1']),
  removeMember: oneGroup('1411816013089', ['q4xpsfjfvf']),
  removeMembers: oneGroup('1433495614983', ['user2', 'user3']),
  listAdmins: {
    ...oneGroup(muteGroup, ['z1']),
    calls: [['POST', `/chatgroups/${muteGroup}/admin`, { newadmin: 'z1' }]],
  },
  addAdmin: oneGroup(muteGroup, ['z1']),
  removeAdmin: {
    ...oneGroup(muteGroup, ['z1']),
    calls: [['POST', `/chatgroups/${muteGroup}/admin`, { newadmin: 'z1' }]],
  },
  transferOwnership: oneGroup('1433495614983', ['username1']),
  listBlacklist: {
    ...oneGroup(blockGroup, blocked),
    calls: [['POST', `/chatgroups/${blockGroup}/blocks/users`, { usernames: blocked }]],
  },
  addToBlacklist: oneGroup(blockGroup, blocked),
  addManyToBlacklist: oneGroup(blockGroup, ['hxt002', 'hxt003']),
  removeFromBlacklist: {
    ...oneGroup(blockGroup, blocked),
    calls: [['POST', `/chatgroups/${blockGroup}/blocks/users`, { usernames: blocked }]],
  },
  removeManyFromBlacklist: {
    ...oneGroup(blockGroup, blocked),
    calls: [['POST', `/chatgroups/${blockGroup}/blocks/users`, { usernames: blocked }]],
  },
  muteMembers: oneGroup(muteGroup, ['z1', 'z2', 'z3']),
  unmuteMembers: oneGroup(muteGroup, ['z1', 'z2', 'z3']),
  listMutes: {
    ...oneGroup(muteGroup, ['z1', 'z2', 'z3']),
    calls: [
      [
        'POST',
        `/chatgroups/${muteGroup}/mute`,
        { usernames: ['z3', 'z1', 'z2'], mute_duration: 86_400_000 },
      ],
    ],
  },
};

/** Places where the guide's samples were edited by hand and contradict themselves. */
const slips: readonly (readonly [edited: string, original: string])[] = [
  // The second page is asked for with a limit of 10 and shows `params` and the items of a limit of 2.
  ['limit=10&', 'limit=2&'],
  ['"limit":10', '"limit":2'],
  // Removing several members: another group and another user in the answer than in the request.
  ['1433492852257879', '1433495614983'],
  ['ttestuser0015981', 'user1'],
];

/** True for a value that differs from run to run: times, and the id of a new group. */
function isChanging(key: string, holder: object): boolean {
  return ['last_modified', 'expire'].includes(key) || Object.keys(holder).join() === 'groupid';
}

function withoutSlips<Value>(value: Value): Value {
  const text = slips.reduce(
    (json, [edited, original]) => json.replaceAll(edited, original),
    JSON.stringify(value),
  );
  return JSON.parse(text);
}

/** Their types in place of the values that differ from run to run. */
function withoutChanging(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), function (this: object, key, field: unknown) {
    return isChanging(key, this) ? typeof field : field;
  });
}

function typesOf(answer: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answer ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? 'array' : typeof value]),
  );
}

let session: Session;

beforeAll(async () => {
  session = await startSession({ appKey: 'easemob-demo#chatdemoui', rules: 'guide' });
});
beforeEach(() => session.emulator.control.reset());
afterAll(() => session.emulator.close());

async function build({ groups, users = [], calls = [] }: World): Promise<void> {
  const inGroups = groups.flatMap(({ owner, members = [] }) => [owner, ...members]);
  session.emulator.control.importAccounts([...inGroups, ...users]);
  for (const group of groups) {
    const { status } = await session.send('POST', '/chatgroups', {
      public: true,
      groupname: 'group',
      ...group,
    });
    expect(status).toBe(200);
  }
  for (const [method, path, body] of calls) await session.send(method, path, body);
}

const rows = samples.map(
  (sample) => [`${sample.operation} ${sample.request.url}`, sample] as const,
);

/** Asks for what the sample asks, in a world where it can be answered. */
async function replay({
  operation,
  request,
}: Pick<Sample, 'operation' | 'request'>): Promise<RawAnswer> {
  await build(worlds[operation] ?? { groups: [] });
  return session.send(request.method, request.url.replace(app, ''), request.body);
}

describe('a recorded call of the guide', () => {
  test.each(rows)('gets the recorded data: %s', async (_title, recorded) => {
    const sample = withoutSlips(recorded);

    const { status, body } = await replay(sample);

    expect(status).toBe(200);
    expect(withoutChanging(at(body, 'data'))).toEqual(withoutChanging(sample.response.data));
    expect(at(body, 'cursor')).toBe(sample.response.cursor);
  });

  test.each(rows)('gives the recorded data to the client: %s', async (_title, recorded) => {
    const { operation, arguments: request, response } = withoutSlips(recorded);
    await build(worlds[operation] ?? { groups: [] });
    const client = createEasemobClient({ ...session.emulator });
    const method = client[operation] as (request: object) => Promise<unknown>;

    const answer = await method(request);

    expect(withoutChanging(at(answer, 'data'))).toEqual(withoutChanging(response.data));
    expect(at(answer, 'cursor')).toBe(response.cursor);
  });

  test.each(rows)('gets the recorded envelope: %s', async (_title, recorded) => {
    const { response, ...sample } = withoutSlips(recorded);

    const { body } = await replay(sample);

    // The emulator sends `params` with every answer and `count` with every list; the guide shows them in some samples only.
    const { params = {}, count = at(body, 'count'), ...others } = response;
    expect(typesOf(body)).toEqual({ ...typesOf(others), ...typesOf({ params, count }) });
    expect(body).toMatchObject({ action: response.action, params });
    expect(at(body, 'count')).toBe(count);
  });
});
