import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anyRules, group, groupPaths, guide, newest, type Row } from './easemob-error-rows.ts';
import { at, type Session, startSession } from './easemob-requests.ts';

const exceptionOf: Readonly<Record<string, string>> = {
  forbidden_op: 'com.easemob.group.exception.ForbiddenOpException',
  resource_not_found: 'com.easemob.group.exception.ResourceNotFoundException',
  service_resource_not_found: 'com.easemob.group.exception.ServiceResourceNotFoundException',
  invalid_parameter: 'com.easemob.group.exception.InvalidParameterException',
};

/** A group `g` of alice with the admin carol, the member bob and erin on its block list; dave is a user outside. */
async function makeWorld({ emulator, send }: Session): Promise<void> {
  emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave', 'erin']);
  await send('POST', '/chatgroups', {
    groupid: 'g',
    groupname: 'chess',
    public: true,
    owner: 'alice',
    members: ['bob', 'carol', 'erin'],
    maxusers: 5,
  });
  await send('POST', '/chatgroups/g/admin', { newadmin: 'carol' });
  await send('POST', '/chatgroups/g/blocks/users/erin');
}

/** A user may be in one group only, so that alice, bob and carol are at their limit; a group has one admin. */
const quotas = { groupsPerUser: 1, membersPerGroup: 8, adminsPerGroup: 1 };

describe.each<[rules: 'newest' | 'guide', rows: readonly Row[]]>([
  ['newest', [...anyRules, ...newest]],
  ['guide', [...anyRules, ...guide]],
])('under the %s rules', (rules, rows) => {
  let session: Session;
  let world: unknown;

  beforeAll(async () => {
    session = await startSession({ rules, quotas });
    await makeWorld(session);
    world = session.emulator.control.save();
  });
  beforeEach(() => session.emulator.control.load(world));
  afterAll(() => session.emulator.close());

  test.each(rows)('%s %s %j is %i %s %s', async (method, path, body, status, error, text) => {
    // The newest clients tell a missing user by the exception alone.
    const isMissingUser = rules === 'newest' && text === 'Service resource not found';
    const exception = isMissingUser ? 'UserNotFoundException' : exceptionOf[error];

    const answer = await session.send(method, path, body);

    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      error,
      ...(exception ? { exception } : {}),
      error_description: text,
      timestamp: expect.any(Number),
      duration: expect.any(Number),
    });
  });

  test.each(rows)('%s %s %j changes nothing', async (method, path, body) => {
    const before = session.emulator.control.snapshot();

    await session.send(method, path, body);

    expect(session.emulator.control.snapshot()).toEqual(before);
  });

  test.each(groupPaths)('%s %s %j tells that the group is missing', async (method, path, body) => {
    const answer = await session.send(method, path, body);

    expect(answer.status).toBe(404);
    expect(at(answer.body, 'error_description')).toBe(
      rules === 'newest' ? 'grpID 1 does not exist!' : 'Service resource not found',
    );
  });
});

test('an app that may not choose group ids is refused one', async () => {
  const session = await startSession({ customGroupIds: false });
  session.emulator.control.importAccounts(['alice']);

  const { status, body } = await session.send('POST', '/chatgroups', { ...group, groupid: 'g' });
  await session.emulator.close();

  expect(status).toBe(400);
  expect(at(body, 'error_description')).toBe('some of [groupid] are not valid fields');
});

test.each([
  ['newest', 'exceed_limit', 'appKey:acme#demo has create too many groups!'],
  ['guide', 'forbidden_op', 'this appKey has create too many groups/chatrooms!'],
] as const)(
  'an app with too many groups is told so under the %s rules',
  async (rules, error, text) => {
    const session = await startSession({ rules, quotas: { groupsPerApp: 1 } });
    await session.makeGroup();

    const { status, body } = await session.send('POST', '/chatgroups', group);
    await session.emulator.close();

    expect(status).toBe(403);
    expect(body).toMatchObject({ error, error_description: text });
  },
);

test.each(['/other/demo', '/acme/other', '/acme', '/'])(
  'the address %s is not of an app',
  async (path) => {
    const session = await startSession();

    const response = await fetch(`${session.emulator.baseUrl}${path}/chatgroups/1`);
    const body = await response.json();
    await session.emulator.close();

    expect(response.status).toBe(404);
    expect(body).toMatchObject({
      error: 'organization_application_not_found',
      exception: 'org.apache.usergrid.rest.exceptions.OrganizationApplicationNotFoundException',
      error_description: expect.stringMatching(/^Could not find application for .+ from URI: /),
    });
  },
);

describe('rate limits', () => {
  test('are answered with 429 and end with time', async () => {
    const session = await startSession({ rateScale: 1, now: () => 1_700_000_000_000 });
    const list = async () => session.send('GET', '/chatgroups/user/alice');
    session.emulator.control.importAccounts(['alice']);

    const answers = await Promise.all(Array.from({ length: 60 }, list));
    session.emulator.control.advanceClock(1);
    const later = await list();
    await session.emulator.close();

    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBe(52);
    expect(refused[0]?.body).toMatchObject({
      error: 'reach_limit',
      error_description: 'This request has reached api limit',
    });
    expect(later.status).toBe(200);
  });

  test('all calls about users share one of 100 per second', async () => {
    const session = await startSession({ rateScale: 1, now: () => 1_700_000_000_000 });
    session.emulator.control.importAccounts(['alice']);
    const calls = [
      () => session.send('GET', '/users/alice'),
      () => session.send('DELETE', '/users/ghost'),
      () => session.send('POST', '/users', { username: 'alice' }),
      () => session.send('POST', '/users', [{ username: 'alice' }]),
    ];

    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, index) => calls[index % calls.length]?.()),
    );
    const others = await session.send('GET', '/chatgroups/user/alice');
    await session.emulator.close();

    const refused = answers.filter((answer) => answer?.status === 429);
    expect(answers.length - refused.length).toBeLessThan(110);
    expect(others.status).toBe(200);
  });
});
