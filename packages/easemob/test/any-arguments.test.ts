import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  argumentLists,
  faultOfCall,
  methodsOf,
  nativeMethod,
  spoiltArguments,
} from '../../core/test/any-arguments.ts';
import { createEasemobProvider } from '../src/index.ts';
import { optionsFor, type SeenCall, scriptedService } from './scripted-service.ts';

const detail = {
  name: 'Club',
  public: true,
  owner: 'alice',
  affiliations: [{ owner: 'alice' }, { member: 'bob' }, { member: 'carol' }],
  affiliations_count: 3,
};

/** What the service answers, whoever and whatever is named. */
function answerTo({ route, url, body }: SeenCall): Readonly<Record<string, unknown>> {
  const [last = ''] = url.pathname.split('/').slice(-1);
  const names = last.split(',').map(decodeURIComponent);
  if (/^GET .chatgroups.[^/]+$/.test(route))
    return { data: names.map((id) => ({ ...detail, id })) };
  if (/^(DELETE|POST) .*(users|mute)/.test(route)) return { data: outcomesOf(route, names, body) };
  if (route === 'POST /chatgroups') return { data: { groupid: '77', ...Object(body) } };
  if (route === 'POST /token') return { access_token: 'YWMt-token', expires_in: 0 };
  if (route.endsWith('/is_joined')) return { data: false };
  return /^GET .*(announcement)$/.test(route) || !route.startsWith('GET')
    ? { data: {} }
    : { data: [], entities: [] };
}

function outcomesOf(route: string, names: readonly string[], body: unknown): unknown {
  const asked = route.startsWith('POST') ? (body as { usernames: string[] }).usernames : names;
  if (/^POST .chatgroups.[^/]+.users$/.test(route)) return { newmembers: asked };
  return asked.map((user) => ({ user, result: true }));
}

const service = scriptedService(
  new Proxy(
    {},
    {
      get: (_, route) => (typeof route === 'string' ? answerTo : undefined),
    },
  ),
);
const provider = createEasemobProvider({
  ...optionsFor(service),
  clientId: undefined,
  clientSecret: undefined,
  token: () => 'token',
  customGroupIds: true,
});

const { client } = provider;
const clientMethods = [
  nativeMethod('createGroup', client.createGroup, {
    groupname: 'Club',
    description: '',
    public: true,
    owner: 'alice',
  }),
  nativeMethod('getGroups', client.getGroups, { group_ids: ['77'] }),
  nativeMethod('listGroups', client.listGroups, { limit: 5, cursor: 'x' }),
  nativeMethod('addMembers', client.addMembers, { group_id: '77', usernames: ['bob'] }),
  nativeMethod('removeMembers', client.removeMembers, { group_id: '77', usernames: ['bob'] }),
  nativeMethod('setAnnouncement', client.setAnnouncement, { group_id: '77', announcement: 'news' }),
  nativeMethod('uploadSharedFile', client.uploadSharedFile, {
    group_id: '77',
    file: new Blob(['x']),
  }),
];

const sent = () => service.calls.length;

describe('a public method that is called with anything', () => {
  test.each(methodsOf(provider).map((method) => [method.name, method] as const))(
    '%s settles, and tells what is wrong in an error of the library before anything is sent',
    async (_, method) => {
      const faults: string[] = [];

      for (const [what, make] of spoiltArguments(method)) {
        const fault = await faultOfCall(method, make(), sent);
        if (fault !== undefined) faults.push(`${what}: ${fault}`);
      }

      expect(faults).toEqual([]);
    },
  );

  test('so does any method with any list of arguments', async () => {
    const anyMethod = fc.constantFrom(...methodsOf(provider), ...clientMethods);

    await fc.assert(
      fc.asyncProperty(anyMethod, argumentLists, async (method, args) => {
        const made = args.map(([, make]) => make());

        expect(await faultOfCall(method, made, sent)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  test('no prototype was changed', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});

describe('a method of the native client that is called with anything', () => {
  test.each(clientMethods.map((method) => [method.name, method] as const))(
    '%s settles, and tells what is wrong in an error of the library before anything is sent',
    async (_, method) => {
      const faults: string[] = [];

      for (const [what, make] of spoiltArguments(method)) {
        const fault = await faultOfCall(method, make(), sent);
        if (fault !== undefined) faults.push(`${what}: ${fault}`);
      }

      expect(faults).toEqual([]);
    },
  );
});
