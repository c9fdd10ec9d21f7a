import { describe, expect, test } from 'vitest';
import { createEasemobProvider, type EasemobProviderOptions } from '../src/index.ts';
import {
  type Answer,
  lostAnswer,
  optionsFor,
  refusal,
  type ScriptedService,
  scriptedService,
} from './scripted-service.ts';

function providerOf(service: ScriptedService, options: Partial<EasemobProviderOptions> = {}) {
  return createEasemobProvider({ ...optionsFor(service), ...options });
}

const detail = {
  id: '12',
  name: 'Chess',
  description: 'Every Friday',
  public: true,
  membersonly: true,
  allowinvites: false,
  maxusers: 200,
  owner: 'alice',
  created: 1_700_000_000_000,
  mute: false,
  affiliations_count: 2,
  affiliations: [{ owner: 'alice' }, { member: 'bob' }],
};

describe('create', () => {
  const created = { 'POST /chatgroups': [{ data: { groupid: '12' } }] };

  test('always sends both policies', async () => {
    const service = scriptedService(created);

    const group = await providerOf(service).groups.create({ name: 'Chess', ownerId: 'Alice' });

    expect(service.calls.at(-1)?.body).toEqual({
      groupname: 'Chess',
      description: '',
      public: true,
      membersonly: true,
      allowinvites: false,
      owner: 'alice',
    });
    expect(group).toMatchObject({ id: '12', kind: 'standard' });
  });

  test('sends the older names in the legacy flavour', async () => {
    const service = scriptedService(created);

    await providerOf(service, { flavour: 'legacy' }).groups.create({
      name: 'Chess',
      ownerId: 'alice',
      description: 'x',
      joinPolicy: 'open',
    });

    expect(service.calls.at(-1)?.body).toMatchObject({ desc: 'x', members_only: false });
    expect(service.calls.at(-1)?.body).not.toHaveProperty('description');
  });

  test('sends the extras of the vendor', async () => {
    const service = scriptedService(created);

    await providerOf(service).groups.create(
      { name: 'Chess', ownerId: 'alice' },
      { providerOptions: { easemob: { custom: 'x', scale: 'large' } } },
    );

    expect(service.calls.at(-1)?.body).toMatchObject({ custom: 'x', scale: 'large' });
  });

  test.each([
    [{ invitePolicy: 'approval' }, 'invitePolicy'],
    [{ invitePolicy: 'open' }, 'invitePolicy'],
    [{ invitePolicy: 'open', joinPolicy: 'open' }, 'invitePolicy'],
    [{ kind: 'livestream' }, 'livestream'],
    [{ id: 'own1' }, 'customGroupIds'],
  ])('%o is unsupported before any call', async (input, word) => {
    const service = scriptedService(created);

    const call = providerOf(service).groups.create({
      name: 'x',
      ownerId: 'alice',
      ...(input as object),
    });

    await expect(call).rejects.toMatchObject({
      name: 'UnsupportedError',
      provider: 'easemob',
      operation: 'groups.create',
      message: expect.stringContaining(word),
    });
    expect(service.calls).toEqual([]);
  });

  test('is not repeated when its answer is lost', async () => {
    const service = scriptedService({ 'POST /chatgroups': [lostAnswer()] });

    const call = providerOf(service).groups.create({ name: 'x', ownerId: 'alice' });

    await expect(call).rejects.toMatchObject({ ambiguous: true, attempts: 1 });
    expect(service.routes()).toEqual(['POST /chatgroups']);
  });

  test('with an own id is read back after a lost answer', async () => {
    const taken = refusal(400, 'illegal_argument', 'group ID own1 already exists!');
    const service = scriptedService({
      'POST /chatgroups': [lostAnswer(), taken],
      'GET /chatgroups/own1': [{ data: [{ ...detail, id: 'own1', created: 1_700_000_000_500 }] }],
    });
    const provider = providerOf(service, { customGroupIds: true, now: () => 1_700_000_000_000 });

    const group = await provider.groups.create({ id: 'own1', name: 'Chess', ownerId: 'alice' });

    expect(group.id).toBe('own1');
    expect(service.routes()).toEqual([
      'POST /chatgroups',
      'POST /chatgroups',
      'GET /chatgroups/own1',
    ]);
  });

  test.each([
    ['another name', { name: 'Go' }],
    ['another owner', { owner: 'bob' }],
    ['an older group', { created: 1_600_000_000_000 }],
    ['no time of creation', { created: undefined }],
  ])('with an own id stays taken when the group there has %s', async (_, difference) => {
    const taken = refusal(400, 'illegal_argument', 'group ID own1 already exists!');
    const service = scriptedService({
      'POST /chatgroups': [lostAnswer(), taken],
      'GET /chatgroups/own1': [{ data: [{ ...detail, id: 'own1', ...difference }] }],
    });
    const provider = providerOf(service, { customGroupIds: true, now: () => 1_700_000_000_000 });

    const call = provider.groups.create({ id: 'own1', name: 'Chess', ownerId: 'alice' });

    await expect(call).rejects.toMatchObject({ reason: 'group_id_taken', afterAmbiguous: true });
  });

  test('an answer that cannot be read leaves open whether the group is there', async () => {
    const service = scriptedService({ 'POST /chatgroups': [{ data: {} }] });

    const call = providerOf(service).groups.create({ name: 'x', ownerId: 'alice' });

    await expect(call).rejects.toMatchObject({
      name: 'InvalidResponseError',
      field: 'data.groupid',
      ambiguous: true,
      provider: 'easemob',
      operation: 'groups.create',
    });
  });

  test('an answer with another id than the own one is refused', async () => {
    const service = scriptedService(created);
    const provider = providerOf(service, { customGroupIds: true });

    const call = provider.groups.create({ id: 'own1', name: 'x', ownerId: 'alice' });

    await expect(call).rejects.toMatchObject({
      name: 'InvalidResponseError',
      message: expect.stringMatching(/12.*own1/),
    });
  });
});

describe('get', () => {
  test('reads the details', async () => {
    const service = scriptedService({ 'GET /chatgroups/12': [{ data: [detail] }] });

    const group = await providerOf(service).groups.get('12');

    expect(group).toEqual({
      id: '12',
      kind: 'standard',
      name: 'Chess',
      description: 'Every Friday',
      avatarUrl: undefined,
      ownerId: 'alice',
      joinPolicy: 'approval',
      invitePolicy: 'closed',
      memberCount: 2,
      maxMembers: 200,
      mutedAll: false,
      createdAt: new Date(1_700_000_000_000),
      raw: detail,
    });
  });

  test.each([
    [{ data: [] }],
    [{ data: [{ error: "group id doesn't exist" }] }],
    [refusal(404, 'service_resource_not_found', 'do not find this group:12')],
    [refusal(404, 'resource_not_found', 'grpID 12 does not exist!')],
    [refusal(404, 'service_resource_not_found', 'Service resource not found')],
  ])('a missing group is one neutral error (%#)', async (answer) => {
    const service = scriptedService({ 'GET /chatgroups/12': [answer as Answer] });

    await expect(providerOf(service).groups.get('12')).rejects.toMatchObject({
      code: 'not_found',
      reason: 'group_not_found',
      operation: 'groups.get',
    });
  });

  test('an answer about another group is refused', async () => {
    const service = scriptedService({
      'GET /chatgroups/12': [{ data: [{ ...detail, id: '13' }] }],
    });

    await expect(providerOf(service).groups.get('12')).rejects.toMatchObject({
      name: 'InvalidResponseError',
      message: expect.stringMatching(/13.*12/),
    });
  });

  test('a name of another form is told by its field', async () => {
    const service = scriptedService({ 'GET /chatgroups/12': [{ data: [{ ...detail, name: 7 }] }] });

    await expect(providerOf(service).groups.get('12')).rejects.toMatchObject({
      name: 'InvalidResponseError',
      endpoint: 'getGroups',
      field: 'data.name',
      message: "the answer's data.name is not a string but 7",
    });
  });

  test('another field of another form is left out, and told as drift', async () => {
    const odd = { ...detail, maxusers: 'many' };
    const service = scriptedService({ 'GET /chatgroups/12': [{ data: [odd] }] });
    const logged: string[] = [];
    const logger = { debug: () => undefined, warn: (line: string) => logged.push(line) };

    const group = await providerOf(service, { logger }).groups.get('12');

    expect(group).toMatchObject({ name: 'Chess', maxMembers: undefined, raw: odd });
    expect(logged).toEqual([
      'imgroups: easemob getGroups not as documented: data.maxusers: the answer\'s data.maxusers is not a number but "many"',
    ]);
  });
});

describe('getMany', () => {
  test('asks for a hundred at a time and each once', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => String(1000 + index));
    const service = scriptedService({
      [`GET /chatgroups/${ids.slice(0, 100).join(',')}`]: [
        { data: [{ ...detail, id: '1001' }, { ...detail, id: '1000' }, {}] },
      ],
      'GET /chatgroups/1100': [refusal(404, 'resource_not_found', 'grpID 1100 does not exist!')],
    });

    const groups = await providerOf(service).groups.getMany([...ids, '1000']);

    expect([...groups.keys()]).toEqual(['1000', '1001']);
    expect(service.routes()).toHaveLength(2);
  });

  test('a number and a second text are kept on the error', async () => {
    const answer = {
      status: 403,
      headers: {},
      text: JSON.stringify({ error: 'metadata_error', error_code: 60_004, desc: 'not open' }),
    };
    const service = scriptedService({ 'GET /chatgroups/12': [answer] });

    await expect(providerOf(service).groups.get('12')).rejects.toMatchObject({
      code: 'unsupported',
      reason: 'feature_disabled',
      vendorCode: 'metadata_error',
      vendorNumber: 60_004,
      vendorDetail: 'not open',
      message: 'not open (403 metadata_error)',
    });
  });

  test('an unknown app is no missing group', async () => {
    const service = scriptedService({
      'GET /chatgroups/12': [refusal(404, 'organization_application_not_found', 'Could not find')],
    });

    await expect(providerOf(service).groups.getMany(['12'])).rejects.toMatchObject({
      reason: 'app_not_found',
    });
  });
});

describe('lists', () => {
  test('owners are told without the app, and names may hold underscores', async () => {
    const service = scriptedService({
      'GET /chatgroups': [
        {
          data: [
            { groupid: '1', groupname: 'a', owner: 'acme#testapp_user_1', affiliations: 2 },
            { groupid: '2', groupname: 'b', owner: 'plain_name' },
          ],
        },
      ],
    });

    const groups = await providerOf(service).groups.list().toArray({ maxItems: 10 });

    expect(groups.map(({ ownerId }) => ownerId)).toEqual(['user_1', 'plain_name']);
  });

  test('the groups of a user end at an empty page, whatever size the service gives', async () => {
    const page = (...ids: string[]) => ({ entities: ids.map((groupId) => ({ groupId })) });
    const service = scriptedService({
      'GET /chatgroups/user/bob': [page('1', '2'), page('3', '4'), page()],
    });

    const groups = await providerOf(service).groups.listJoined('Bob').toArray({ maxItems: 10 });

    expect(groups.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    expect(service.calls.slice(1).map(({ url }) => url.searchParams.get('pagenum'))).toEqual([
      '0',
      '1',
      '2',
    ]);
  });

  test('a resumed list keeps its page size, without which page numbers mean nothing', async () => {
    const page = { entities: [{ groupId: '1' }, { groupId: '2' }] };
    const service = scriptedService({ 'GET /chatgroups/user/bob': [page, { entities: [] }] });
    const provider = providerOf(service);
    const { nextCursor } = await provider.groups.listJoined('bob', { pageSize: 2 }).first();

    await provider.groups.listJoined('bob', { cursor: nextCursor }).first();

    expect(service.calls.at(-1)?.url.search).toBe('?pagesize=2&pagenum=1');
  });

  test('the legacy flavour takes the old path, which gives all at once', async () => {
    const service = scriptedService({
      'GET /users/bob/joined_chatgroups': [{ data: [{ groupid: '1', groupname: 'a' }] }],
    });

    const list = providerOf(service, { flavour: 'legacy' }).groups.listJoined('bob');

    expect(await list.toArray({ maxItems: 10 })).toMatchObject([{ id: '1', name: 'a' }]);
    expect(service.routes()).toHaveLength(1);
  });

  test('nothing is sent before a list is used', () => {
    const service = scriptedService({});

    providerOf(service).groups.list();

    expect(service.calls).toEqual([]);
  });
});

describe('update', () => {
  test('a field that the service did not change is told in the words of the patch', async () => {
    const service = scriptedService({
      'PUT /chatgroups/12': [{ data: { groupname: true, public: true, membersonly: false } }],
    });

    const call = providerOf(service).groups.update('12', { name: 'Go', joinPolicy: 'open' });

    await expect(call).rejects.toMatchObject({
      code: 'failed_precondition',
      operation: 'groups.update',
      fields: { changed: ['name'], refused: ['joinPolicy'] },
    });
  });

  test.each([
    [{ joinPolicy: 'open' }, { public: true, membersonly: false }],
    [{ joinPolicy: 'approval' }, { public: true, membersonly: true }],
    [{ joinPolicy: 'closed' }, { public: false }],
    [{ invitePolicy: 'open' }, { allowinvites: true }],
    [{ avatarUrl: 'https://x/y.png' }, { avatar: 'https://x/y.png' }],
  ])('%o is sent as %o', async (patch, body) => {
    const service = scriptedService({ 'PUT /chatgroups/12': [{ data: {} }] });

    await providerOf(service).groups.update('12', patch as object);

    expect(service.calls.at(-1)?.body).toEqual(body);
  });
});

describe('delete', () => {
  const gone = refusal(404, 'resource_not_found', 'grpID 12 does not exist!');

  test('a missing group is an error', async () => {
    const service = scriptedService({ 'DELETE /chatgroups/12': [gone] });

    await expect(providerOf(service).groups.delete('12')).rejects.toMatchObject({
      reason: 'group_not_found',
    });
  });

  test('a group that is missing after a lost answer was deleted', async () => {
    const service = scriptedService({ 'DELETE /chatgroups/12': [lostAnswer(), gone] });

    await expect(providerOf(service).groups.delete('12')).resolves.toBeUndefined();
  });

  test('a page of some other server proves no deletion', async () => {
    const page = { status: 404, headers: {}, text: '<html>not here</html>' };
    const service = scriptedService({ 'DELETE /chatgroups/12': [lostAnswer(), page] });

    await expect(providerOf(service).groups.delete('12')).rejects.toMatchObject({
      httpStatus: 404,
    });
  });
});

describe('transfer', () => {
  test('to the owner is no error', async () => {
    const same = refusal(403, 'forbidden_op', 'new owner and old owner are the same');
    const service = scriptedService({ 'PUT /chatgroups/12': [same] });

    await expect(providerOf(service).groups.transfer('12', 'alice')).resolves.toBeUndefined();
  });

  test('is read back after a lost answer', async () => {
    const service = scriptedService({
      'PUT /chatgroups/12': [lostAnswer()],
      'GET /chatgroups/12': [{ data: [{ ...detail, owner: 'bob' }] }],
    });
    const provider = providerOf(service, { retry: { maxRetries: 0 } });

    await expect(provider.groups.transfer('12', 'Bob')).resolves.toBeUndefined();
  });
});
