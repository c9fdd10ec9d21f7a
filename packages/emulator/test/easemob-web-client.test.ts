import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  at,
  listAt,
  type RawAnswer,
  type Session,
  startSession,
  textAt,
} from './easemob-requests.ts';

/** A method of the vendor's web client (easemob-websdk 4.21.1): its request, and the fields that it reads from the answer. */
interface ClientCall {
  readonly method: string;
  readonly request: string;
  readonly body?: object;
  readonly form?: string;
  readonly reads: Readonly<Record<string, string>>;
}

const calls: readonly ClientCall[] = JSON.parse(
  readFileSync(new URL('fixtures/easemob-web-client.json', import.meta.url), 'utf8'),
);

/** The callers: the owner, an admin, a member, and a user outside of the group. */
const kinds = ['alice', 'adam', 'mike', 'sam'] as const;
type Statuses = readonly [owner: number, admin: number, member: number, stranger: number];

const anyUser: Statuses = [200, 200, 200, 200];
const managers: Statuses = [200, 200, 401, 401];
const ownerAlone: Statuses = [200, 401, 401, 401];
const newcomers: Statuses = [403, 403, 403, 200];
/** Refusals of a stranger differ by what is asked for. */
const membersElse = (status: number): Statuses => [200, 200, 200, status];

const statuses: Readonly<Record<string, Statuses>> = {
  createGroup: anyUser,
  createGroupVNext: anyUser,
  getPublicGroups: anyUser,
  'getPublicGroups, first page': anyUser,
  getGroup: anyUser,
  getJoinedGroups: anyUser,
  'getJoinedGroups, with roles': anyUser,
  'getJoinedGroups, with roles alone': anyUser,
  getJoinedGroupsCount: anyUser,
  getGroupInfo: anyUser,
  'getGroupInfo, several': anyUser,
  modifyGroup: managers,
  'modifyGroup, avatar': managers,
  listGroupMembers: anyUser,
  getGroupMembers: anyUser,
  getGroupAdmin: anyUser,
  setGroupAdmin: ownerAlone,
  removeGroupAdmin: ownerAlone,
  inviteUsersToGroup: managers,
  acceptGroupInvite: newcomers,
  rejectGroupInvite: newcomers,
  joinGroup: newcomers,
  acceptGroupJoinRequest: managers,
  rejectGroupJoinRequest: managers,
  muteGroupMember: managers,
  'muteGroupMember, for ever': managers,
  getGroupMuteList: managers,
  isInGroupMutelist: membersElse(400),
  unmuteGroupMember: managers,
  'unmuteGroupMember, several': managers,
  disableSendGroupMsg: managers,
  enableSendGroupMsg: managers,
  addUsersToGroupAllowlist: managers,
  getGroupAllowlist: managers,
  isInGroupAllowlist: managers,
  removeGroupAllowlistMember: managers,
  updateGroupAnnouncement: managers,
  fetchGroupAnnouncement: anyUser,
  setGroupMemberAttributes: membersElse(404),
  getGroupMemberAttributes: anyUser,
  getGroupMembersAttributes: anyUser,
  uploadGroupSharedFile: membersElse(403),
  getGroupSharedFilelist: anyUser,
  downloadGroupSharedFile: anyUser,
  deleteGroupSharedFile: managers,
  blockGroup: membersElse(400),
  blockGroupMessages: membersElse(400),
  'blockGroupMessages, newest': membersElse(400),
  unblockGroupMessage: membersElse(400),
  getGroupMsgReadUser: membersElse(400),
  blockGroupMember: managers,
  getGroupBlocklist: managers,
  unblockGroupMember: managers,
  blockGroupMembers: managers,
  unblockGroupMembers: managers,
  removeGroupMember: managers,
  removeGroupMembers: managers,
  createChatThread: membersElse(404),
  getChatThreads: membersElse(404),
  getJoinedChatThreads: membersElse(404),
  'getJoinedChatThreads, of all groups': anyUser,
  getChatThreadDetail: membersElse(404),
  joinChatThread: membersElse(404),
  getChatThreadMembers: anyUser,
  getChatThreadLastMessage: membersElse(404),
  changeChatThreadName: managers,
  removeChatThreadMember: managers,
  leaveChatThread: membersElse(404),
  destroyChatThread: managers,
  changeGroupOwner: ownerAlone,
  leaveGroup: [403, 200, 200, 403],
  destroyGroup: ownerAlone,
};

const members = ['adam', 'mike', 'bob', 'frank', 'grace', 'heidi', 'ivan', 'judy', 'mallory'];
const others = ['sam', 'carol', 'dave', 'erin'];

let session: Session;
let emulatorUrl: string;
let world: unknown;
/** Of the file and the thread of group 1000. */
let fileId: string;
let threadId: string;

beforeAll(async () => {
  session = await startSession({ readReceipts: true });
  emulatorUrl = `${session.emulator.baseUrl}${session.app}`;
  await makeWorld();
  world = session.emulator.control.save();
});
beforeEach(() => session.emulator.control.load(world));
afterAll(() => session.emulator.close());

/** Groups 1000 and 2000 of alice; in the first there is something of everything. */
async function makeWorld(): Promise<void> {
  session.emulator.control.importAccounts(['alice', ...members, ...others]);
  await session.makeGroup(members, { groupid: '1000', membersonly: true });
  await session.makeGroup([], { groupid: '2000' });
  await session.send('POST', '/chatgroups/1000/admin', { newadmin: 'adam' });
  const { body } = await session.send('POST', '/thread', {
    name: 't',
    msg_id: '1',
    group_id: '1000',
    owner: 'alice',
  });
  threadId = textAt(body, 'data', 'thread_id');
  fileId = textAt((await upload(session.token)).body, 'data', 'file_id');
}

/** The token with which a user's client calls. */
async function tokenOf(username: string): Promise<string> {
  const { body } = await session.send('POST', '/token', { grant_type: 'inherit', username });
  return textAt(body, 'access_token');
}

async function upload(token: string, path = '/chatgroups/1000/share_files'): Promise<RawAnswer> {
  const form = new FormData();
  form.set('file', new Blob(['e4 e5']), 'game.pgn');
  const response = await fetch(`${emulatorUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: response.status, body: await response.json() };
}

/** Does what a call takes for granted. */
async function prepare(method: string, me: string): Promise<void> {
  const [name] = method.split(',');
  switch (name) {
    case 'removeGroupAdmin':
      await session.send('POST', '/chatgroups/1000/admin', { newadmin: 'bob' });
      return;
    case 'acceptGroupInvite':
    case 'rejectGroupInvite':
      await session.send('POST', '/chatgroups/1000/invite', { usernames: [me] });
      return;
    case 'acceptGroupJoinRequest':
    case 'rejectGroupJoinRequest': {
      const token = await tokenOf('erin');
      await session.send('POST', '/chatgroups/1000/apply', { message: 'hi' }, { token });
      return;
    }
    case 'getGroupMuteList':
      await session.send('POST', '/chatgroups/1000/mute', {
        usernames: ['bob'],
        mute_duration: -1,
      });
      return;
    case 'getGroupAllowlist':
      await session.send('POST', '/chatgroups/1000/white/users/bob');
      return;
    case 'getGroupMembersAttributes':
      await session.send('PUT', '/metadata/chatgroup/1000/user/bob', { metaData: { nick: 'B' } });
      return;
    case 'getGroupBlocklist':
    case 'unblockGroupMember':
      await session.send('POST', '/chatgroups/1000/blocks/users/frank');
      return;
    case 'unblockGroupMembers':
      await session.send('POST', '/chatgroups/1000/blocks/users', {
        usernames: ['grace', 'heidi'],
      });
      return;
    case 'leaveChatThread':
      await session.send('POST', `/thread/${threadId}/user/${me}/join`);
      return;
  }
}

/** Sends the request of a method with the token of a user. */
async function callAs(me: string, { method, request, body, form }: ClientCall): Promise<RawAnswer> {
  const filled = (text: string) =>
    text.replaceAll('{me}', me).replaceAll('{thread}', threadId).replaceAll('{file}', fileId);
  await prepare(method, me);
  const token = await tokenOf(me);
  const [verb = '', path = ''] = filled(request).split(' ');
  if (form) return upload(token, path);
  const response = await fetch(`${emulatorUrl}${path}`, {
    method: verb,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: filled(JSON.stringify(body)) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

test('every method of the web client has an outcome', () => {
  expect(calls.map(({ method }) => method)).toEqual(Object.keys(statuses));
});

describe.each(calls)('$method', (call) => {
  test.each(kinds.map((me, index) => [me, statuses[call.method]?.[index]] as const))(
    'called by %s is answered with %i',
    async (me, status) => {
      const answer = await callAs(me, call);

      expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
      if (status !== 200) return;
      const read = Object.keys(call.reads).map((path) => {
        const value = at(answer.body, ...path.split('.'));
        return [path, typeOf(value)];
      });
      expect(Object.fromEntries(read)).toEqual(call.reads);
    },
  );
});

/** Sends a call as a user. */
async function as(username: string, method: string, path: string, body?: object) {
  return session.send(method, path, body, { token: await tokenOf(username) });
}

async function memberNames(): Promise<unknown[]> {
  const { body } = await session.send('GET', '/chatgroups/1000/users');
  return listAt(body, 'data').map((item) => at(item, 'member') ?? at(item, 'owner'));
}

describe('users come and go by themselves', () => {
  test('an invited user is a member once they accept', async () => {
    await as('alice', 'POST', '/chatgroups/1000/invite', { usernames: ['carol', 'dave'] });
    const before = await memberNames();
    const answer = (invitee: string, verifyResult: boolean) =>
      as(invitee, 'POST', '/chatgroups/1000/invite_verify', { invitee, verifyResult });

    await answer('carol', true);
    await answer('dave', false);

    expect(before).not.toContain('carol');
    expect(await memberNames()).toContain('carol');
    expect(await memberNames()).not.toContain('dave');
    expect((await answer('dave', true)).status).toBe(403);
  });

  test('nobody answers for another user', async () => {
    await as('alice', 'POST', '/chatgroups/1000/invite', { usernames: ['carol'] });

    const { status } = await as('dave', 'POST', '/chatgroups/1000/invite_verify', {
      invitee: 'carol',
      verifyResult: true,
    });

    expect(status).toBe(401);
    expect(await memberNames()).not.toContain('carol');
  });

  test('invited users join at once where no consent is needed', async () => {
    await session.send('PUT', '/chatgroups/1000', { invite_need_confirm: false });

    await as('alice', 'POST', '/chatgroups/1000/invite', { usernames: ['carol'] });

    expect(await memberNames()).toContain('carol');
  });

  test('members invite where the group lets them', async () => {
    await session.send('PUT', '/chatgroups/1000', { allowinvites: true });

    const { status } = await as('mike', 'POST', '/chatgroups/1000/invite', {
      usernames: ['carol'],
    });

    expect(status).toBe(200);
  });

  test('who applies waits for an admin', async () => {
    await as('erin', 'POST', '/chatgroups/1000/apply', { message: 'hi' });
    const before = await memberNames();

    await as('adam', 'POST', '/chatgroups/1000/apply_verify', {
      applicant: 'erin',
      verifyResult: true,
      reason: 'no clue',
    });

    expect(before).not.toContain('erin');
    expect(await memberNames()).toContain('erin');
  });

  test('who applies to an open group is in', async () => {
    await session.send('PUT', '/chatgroups/1000', { membersonly: false });

    await as('erin', 'POST', '/chatgroups/1000/apply', { message: 'hi' });

    expect(await memberNames()).toContain('erin');
  });

  test('who leaves is out', async () => {
    await as('mike', 'DELETE', '/chatgroups/1000/quit');

    expect(await memberNames()).not.toContain('mike');
  });

  test('a group of a user belongs to nobody else', async () => {
    const group = { groupname: 'go', public: true, owner: 'alice' };

    expect((await as('sam', 'POST', '/chatgroups', group)).status).toBe(401);
  });

  test('a hidden group says so to the user who hid it', async () => {
    const hidden = async (username: string) =>
      at((await as(username, 'GET', '/chatgroups/1000')).body, 'data', 0, 'shieldgroup');

    await as('mike', 'PUT', '/users/mike', { entities: [{ notification_ignore_1000: true }] });
    const after = [await hidden('mike'), await hidden('bob')];
    await as('mike', 'DELETE', '/chatgroups/1000/shield?version=v3');

    expect(after).toEqual([true, false]);
    expect(await hidden('mike')).toBe(false);
  });
});

describe('lists that the web client pages through', () => {
  test('pages of the third version have an end', async () => {
    const pages: unknown[][] = [];
    for (let page = 1; page <= 6; page += 1) {
      const { body } = await as(
        'mike',
        'GET',
        `/chatgroups/1000/users?version=v3&pagenum=${page}&pagesize=3`,
      );
      pages.push(listAt(body, 'data'));
    }

    expect(pages.map((page) => page.length)).toEqual([3, 3, 3, 1, 0, 0]);
    expect(pages.flat()).toContainEqual({ owner: 'alice' });
  });

  test('the newest list tells owner, admins and members', async () => {
    const { body } = await as(
      'mike',
      'GET',
      '/chatgroups/1000/users?cursor=undefined&limit=50&joined_time=true',
    );

    const roles = listAt(body, 'data').map((item) => Object.keys(item ?? {})[0]);
    expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
    expect(roles.filter((role) => role === 'admin')).toHaveLength(1);
    expect(roles.filter((role) => role === 'member')).toHaveLength(members.length - 1);
  });

  test('a joined group tells the role', async () => {
    const { body } = await as('adam', 'GET', '/users/adam/joined_chatgroups?version=v3&pagenum=0');

    expect(at(body, 'data')).toEqual([
      { id: '1000', name: 'chess', disabled: false, permission: 'admin' },
    ]);
  });

  test('public groups come by cursor', async () => {
    const first = await as('sam', 'GET', '/publicchatgroups?version=v3&limit=1');
    const cursor = textAt(first.body, 'cursor');

    const second = await as('sam', 'GET', `/publicchatgroups?version=v3&limit=1&cursor=${cursor}`);

    expect([at(first.body, 'data', 0, 'id'), at(second.body, 'data', 0, 'id')]).toEqual([
      '2000',
      '1000',
    ]);
    expect(at(second.body, 'cursor')).toBeUndefined();
  });
});

describe('refusals that the web client tells apart', () => {
  type Refused = readonly [
    what: string,
    run: () => Promise<RawAnswer>,
    status: number,
    expected: Readonly<Record<string, unknown>>,
  ];
  const text = (description: string) => ({
    error_description: expect.stringContaining(description),
  });
  const fill = () => session.send('PUT', '/chatgroups/1000', { maxusers: members.length + 1 });

  test.each<Refused>([
    [
      'a full group, for whoever applies',
      async () => {
        await fill();
        return as('sam', 'POST', '/chatgroups/1000/apply', { message: '' });
      },
      403,
      text('group member list is full!'),
    ],
    [
      'a full group, for whoever invites',
      async () => {
        await fill();
        return as('alice', 'POST', '/chatgroups/1000/invite', { usernames: ['sam'] });
      },
      403,
      text('members size is greater than max user size !'),
    ],
    [
      'an invitation of a member',
      () => as('alice', 'POST', '/chatgroups/1000/invite', { usernames: ['bob'] }),
      403,
      text('invite users to join group failed, reason: user: bob already in group: 1000'),
    ],
    [
      'a mute of a stranger',
      () =>
        as('alice', 'POST', '/chatgroups/1000/mute', { usernames: ['sam'], mute_duration: 1000 }),
      403,
      text('are not members of this group'),
    ],
    [
      'a stranger who asks about themselves',
      () => as('sam', 'GET', '/sdk/chatgroups/1000/mute/sam?version=v3'),
      400,
      text('The user not in this group!'),
    ],
    [
      'a disabled group',
      async () => {
        await session.send('POST', '/chatgroups/1000/disable');
        return as('alice', 'DELETE', '/chatgroups/1000?version=v3');
      },
      403,
      text('can not operate this group, reason: group is disabled'),
    ],
    [
      'a group that is not there, to read',
      () => as('sam', 'GET', '/chatgroups/3000'),
      404,
      text('do not find this group'),
    ],
    [
      'a group that is not there, to write',
      () => as('sam', 'POST', '/chatgroups/3000/apply', { message: '' }),
      404,
      text('does not exist'),
    ],
    [
      'a user who is not there',
      () => as('sam', 'GET', '/users/nobody'),
      404,
      { ...text('Service resource not found'), exception: 'UserNotFoundException' },
    ],
    [
      'a log-in of a user who is not there',
      () =>
        session.send('POST', '/token', {
          grant_type: 'password',
          username: 'nobody',
          password: 'x',
          timestamp: 1_795_825_480_776,
        }),
      404,
      text('user not found'),
    ],
    [
      'a group id that the client forgot',
      () => as('alice', 'GET', '/chatgroups/undefined/mute'),
      400,
      text('groupId can not be null!'),
    ],
    [
      'a thread of a stranger',
      () => as('sam', 'GET', `/thread/${threadId}`),
      404,
      { error_code: 20_004 },
    ],
    [
      'a thread that is not there',
      () => as('mike', 'GET', '/thread/1'),
      404,
      { error_code: 40_011 },
    ],
    [
      'a second thread of a message',
      () =>
        as('mike', 'POST', '/thread', { name: 't', msg_id: '1', group_id: '1000', owner: 'mike' }),
      403,
      { error_code: 40_004 },
    ],
    [
      'a thread of another user',
      () => as('mike', 'PUT', `/thread/${threadId}`, { name: 'x' }),
      401,
      { error_code: 40_001 },
    ],
    [
      'a thread that the user is not in',
      () => as('mike', 'DELETE', `/thread/${threadId}/user/mike/quit`),
      404,
      { error_code: 40_012 },
    ],
    [
      'attributes of a stranger',
      () => as('sam', 'PUT', '/sdk/metadata/chatgroup/1000/user/sam', { metaData: { nick: 'S' } }),
      404,
      { error_code: 60_003 },
    ],
    [
      'attributes of another member',
      () => as('mike', 'PUT', '/sdk/metadata/chatgroup/1000/user/bob', { metaData: { nick: 'B' } }),
      401,
      { error_code: 60_001 },
    ],
    [
      'an attribute that is too long',
      () =>
        as('mike', 'PUT', '/sdk/metadata/chatgroup/1000/user/mike', {
          metaData: { nick: 'x'.repeat(513) },
        }),
      400,
      { error_code: 60_010 },
    ],
  ])('%s', async (_what, run, status, expected) => {
    const answer = await run();

    expect(answer).toMatchObject({ status, body: expected });
  });

  test.each([
    ['threads', { threads: false }, '/threads/chatgroups/1000', { error_code: 40_000 }],
    [
      'attributes',
      { memberAttributes: false },
      '/sdk/metadata/chatgroup/1000/user/alice',
      { error_code: 60_004 },
    ],
    ['receipts', { readReceipts: false }, '/chatgroups/1000/acks/1', text('service not open!')],
  ])('%s that are not switched on', async (_what, options, path, expected) => {
    const other = await startSession(options);
    await other.makeGroup([], { groupid: '1000' });

    const answer = await other.send('GET', path);
    await other.emulator.close();

    expect(answer).toMatchObject({ status: 403, body: expected });
  });

  test.each([
    [400, 40_002],
    [400, 40_009],
    [400, 60_005],
    [400, 91_104],
    [403, 15_002],
    [403, 60_002],
    [403, 91_002],
    [403, 91_101],
    [404, 91_001],
    [406, 90_004],
    [500, 40_006],
    [500, 99_999],
  ])('%i %i, which only a fault brings about', async (status, number) => {
    session.emulator.control.addFault({ kind: 'status', code: number, times: 1 });

    const answer = await session.send('GET', '/chatgroups/1000');

    expect(answer).toMatchObject({ status, body: { error_code: number } });
  });

  test('a quota, which only a fault brings about', async () => {
    const message = 'The request has reached the maximum limit';
    session.emulator.control.addFault({ kind: 'status', status: 429, message, times: 1 });

    const answer = await session.send('GET', '/chatgroups/1000');

    expect(answer).toMatchObject({ status: 429, body: { error_description: message } });
  });
});
