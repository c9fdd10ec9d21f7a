import { nativeMethod, testAnyArguments } from '../../testing/src/any-arguments.ts';
import { createEasemobProvider } from '../src/index.ts';
import { optionsFor, type SeenCall, scriptedService } from './scripted-service.ts';

const detail = {
  name: 'Club',
  public: true,
  owner: 'alice',
  affiliations: [{ owner: 'alice' }, { member: 'bob' }, { member: 'carol' }],
  affiliations_count: 3,
};

/** Returns the service's answer, whatever is named. */
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

testAnyArguments(provider, clientMethods, () => service.calls.length);
