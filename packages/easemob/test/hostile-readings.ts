import type { GroupProvider, HttpResponse, Logger } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { neutral, type Reading } from '../../testing/src/hostile-answers.ts';
import { type ScriptedService, scriptedService } from './scripted-service.ts';

type Others = Readonly<Record<string, object>>;
type Run = (provider: GroupProvider) => Promise<unknown>;

/** Opens a provider of a brand of the service. */
export type Open = (
  service: ScriptedService,
  options: { readonly legacy: boolean; readonly logger: Logger | undefined },
) => GroupProvider;

/** Makes readings of a brand: its service answers one route with a text, and others as told. */
export function readingsFor(open: Open) {
  return function reading(
    route: string,
    parts: Omit<Reading, 'run' | 'answer'> & {
      readonly answer: object;
      readonly run: Run;
      readonly others?: Others;
      readonly legacy?: boolean;
    },
  ): Reading {
    const { run, others = {}, legacy = false, answer, ...rest } = parts;
    return {
      ...rest,
      answer: { action: 'any', duration: 3, timestamp: 1_700_000_000_000, ...answer },
      run: (text, logger) => {
        const hostile: HttpResponse = { status: 200, headers: {}, text };
        const scripts = Object.entries(others).map(([name, body]) => [name, [body]]);
        const service = scriptedService({ ...Object.fromEntries(scripts), [route]: [hostile] });
        return run(open(service, { legacy, logger }));
      },
    };
  };
}

export const detail = {
  id: '77',
  name: 'Club',
  description: 'about',
  avatar: 'https://host/face',
  owner: 'alice',
  public: true,
  membersonly: true,
  allowinvites: false,
  affiliations_count: 2,
  maxusers: 200,
  mute: false,
  created: 1_700_000_000_000,
  custom: '{}',
  affiliations: [{ member: 'bob' }, { owner: 'alice' }],
};
const detailFields = {
  data: 'list',
  'data.*': 'object',
  'data.id': 'text',
  'data.name': 'text',
  'data.description': 'text',
  'data.avatar': 'text',
  'data.owner': 'text',
  'data.public': 'boolean',
  'data.membersonly': 'boolean',
  'data.allowinvites': 'boolean',
  'data.affiliations_count': 'number',
  'data.maxusers': 'number',
  'data.mute': 'boolean',
  'data.created': 'number',
} as const;
const rosterFields = {
  data: 'list',
  'data.*': 'object',
  'data.id': 'text',
  'data.owner': 'text',
  'data.affiliations': 'list',
  'data.affiliations.*': 'object',
  'data.affiliations.member': 'text',
  'data.affiliations_count': 'number',
} as const;
const outcomes = (action: string) => [
  { result: true, action, user: 'bob', groupid: '77' },
  { result: false, action, user: 'carol', groupid: '77', reason: 'no' },
];
const outcomeFields = {
  'data.*': 'object',
  'data.result': 'boolean',
  'data.user': 'text',
  'data.reason': 'text',
} as const;
export const roster = {
  'GET /chatgroups/77': { data: [detail] },
  'GET /chatgroups/77/admin': { data: ['carol'] },
};

/** The reads of every brand of the service. */
export function sharedReadings(open: Open): Readonly<Record<string, Reading>> {
  const reading = readingsFor(open);
  return {
    'groups.create': reading('POST /chatgroups', {
      writes: true,
      answer: { data: { groupid: '77' } },
      reads: { data: 'object', 'data.groupid': 'text' },
      result: neutral.created,
      run: ({ groups }) => groups.create({ name: 'Club', ownerId: 'alice' }),
    }),
    'groups.get': reading('GET /chatgroups/77', {
      writes: false,
      answer: { data: [detail] },
      reads: detailFields,
      result: neutral.group,
      run: ({ groups }) => groups.get('77'),
    }),
    'groups.get of an older cluster': reading('GET /chatgroups/77', {
      writes: false,
      answer: { data: [{ ...detail, owner: undefined }] },
      reads: {
        ...detailFields,
        'data.affiliations': 'list',
        'data.affiliations.*': 'object',
        'data.affiliations.owner': 'text',
      },
      result: neutral.group,
      run: ({ groups }) => groups.get('77'),
    }),
    'groups.getMany': reading('GET /chatgroups/77,78', {
      writes: false,
      answer: { data: [detail, { ...detail, id: '78' }] },
      reads: detailFields,
      result: v.map(v.string(), neutral.group),
      items: 'data',
      run: ({ groups }) => groups.getMany(['77', '78']),
    }),
    'groups.list': reading('GET /chatgroups', {
      writes: false,
      answer: {
        data: [
          { groupid: '77', groupname: 'Club', owner: 'acme#testapp_alice', affiliations: 2 },
          { groupid: '78', groupname: 'Chess', owner: 'acme#testapp_bob', affiliations: 1 },
        ],
        cursor: 'next',
      },
      items: 'data',
      reads: {
        data: 'list',
        'data.groupid': 'text',
        'data.groupname': 'text',
        'data.owner': 'text',
        'data.affiliations': 'number',
        cursor: 'text',
      },
      result: neutral.page(neutral.summary),
      run: ({ groups }) => groups.list().first(),
    }),
    'groups.update': reading('PUT /chatgroups/77', {
      writes: true,
      answer: { data: { groupname: true, description: true } },
      reads: { data: 'object', 'data.groupname': 'boolean', 'data.description': 'boolean' },
      result: neutral.nothing,
      run: ({ groups }) => groups.update('77', { name: 'Club', description: 'about' }),
    }),
    'groups.getAnnouncement': reading('GET /chatgroups/77/announcement', {
      writes: false,
      answer: { data: { announcement: 'news' } },
      reads: { data: 'object', 'data.announcement': 'text' },
      result: neutral.text,
      run: ({ groups }) => groups.getAnnouncement('77'),
    }),
    'groups.setAnnouncement': reading('POST /chatgroups/77/announcement', {
      writes: true,
      answer: { data: { id: '77', result: true } },
      reads: { data: 'object', 'data.result': 'boolean' },
      result: neutral.nothing,
      run: ({ groups }) => groups.setAnnouncement('77', 'news'),
    }),
    'groups.delete': reading('DELETE /chatgroups/77', {
      writes: true,
      answer: { data: { success: true, groupid: '77' } },
      reads: { data: 'object', 'data.success': 'boolean' },
      result: neutral.nothing,
      run: ({ groups }) => groups.delete('77'),
    }),
    'groups.transfer': reading('PUT /chatgroups/77', {
      writes: true,
      answer: { data: { newowner: true } },
      reads: { data: 'object', 'data.newowner': 'boolean' },
      result: neutral.nothing,
      run: ({ groups }) => groups.transfer('77', 'bob'),
    }),
    'members.list': reading('GET /chatgroups/77/users', {
      writes: false,
      answer: { data: [{ member: 'bob', joined_time: 1_700_000_000_000 }, { owner: 'alice' }] },
      items: 'data',
      reads: {
        data: 'list',
        'data.member': 'text',
        'data.owner': 'text',
        'data.joined_time': 'number',
      },
      result: neutral.page(neutral.member),
      run: ({ members }) => members.list('77').first(),
      others: { 'GET /chatgroups/77/admin': { data: ['carol'] } },
    }),
    'admins in members.list': reading('GET /chatgroups/77/admin', {
      writes: false,
      answer: { data: ['bob', 'carol'] },
      items: 'data',
      reads: { data: 'list', 'data.*': 'text' },
      result: neutral.page(neutral.member),
      run: ({ members }) => members.list('77').first(),
      others: { 'GET /chatgroups/77/users': { data: [{ member: 'bob' }, { member: 'carol' }] } },
    }),
    'members.getRoles': reading('GET /chatgroups/77', {
      writes: false,
      answer: { data: [detail] },
      reads: rosterFields,
      result: neutral.roles,
      run: ({ members }) => members.getRoles('77', ['bob', 'dave']),
      others: {
        ...roster,
        'GET /chatgroups/77/user/bob/is_joined': { data: false },
        'GET /chatgroups/77/user/dave/is_joined': { data: false },
      },
    }),
    'is_joined in members.getRoles': reading('GET /chatgroups/77/user/dave/is_joined', {
      writes: false,
      answer: { data: true },
      reads: { data: 'boolean' },
      result: neutral.roles,
      run: ({ members }) => members.getRoles('77', ['dave']),
      others: { ...roster, 'GET /chatgroups/77': { data: [{ ...detail, affiliations_count: 9 }] } },
    }),
    'members.add': reading('POST /chatgroups/77/users', {
      writes: true,
      answer: { data: { newmembers: ['bob'], action: 'add_member', groupid: '77' } },
      reads: { data: 'object', 'data.newmembers': 'list' },
      result: neutral.batch,
      run: ({ members }) => members.add('77', ['bob', 'carol']),
    }),
    'members.remove': reading('DELETE /chatgroups/77/users/bob,carol', {
      writes: true,
      answer: { data: outcomes('remove_member') },
      reads: outcomeFields,
      result: neutral.batch,
      run: ({ members }) => members.remove('77', ['bob', 'carol']),
    }),
    'members.setRole': reading('POST /chatgroups/77/admin', {
      writes: true,
      answer: { data: { result: 'success', newadmin: 'bob' } },
      reads: { data: 'object', 'data.result': 'text' },
      result: neutral.batch,
      run: ({ members }) => members.setRole('77', ['bob'], 'admin'),
      others: roster,
    }),
    'mutes.add': reading('POST /chatgroups/77/mute', {
      writes: true,
      answer: {
        data: [
          { result: true, expire: 1_700_000_060_000, user: 'bob' },
          { result: false, reason: 'no', user: 'carol' },
        ],
      },
      reads: outcomeFields,
      result: neutral.batch,
      run: ({ mutes }) => mutes.add('77', ['bob', 'carol'], { seconds: 60 }),
    }),
    'mutes.remove': reading('DELETE /chatgroups/77/mute/bob,carol', {
      writes: true,
      answer: { data: outcomes('remove_mute').map(({ groupid: _, ...item }) => item) },
      reads: outcomeFields,
      result: neutral.batch,
      run: ({ mutes }) => mutes.remove('77', ['bob', 'carol']),
    }),
    'mutes.list': reading('GET /chatgroups/77/mute', {
      writes: false,
      answer: {
        data: [
          { user: 'bob', expire: 4_000_000_000_000 },
          { user: 'carol', expire: -1 },
        ],
      },
      items: 'data',
      reads: {
        data: 'list',
        'data.user': 'text',
        'data.expire': 'number',
        timestamp: 'number',
      },
      result: neutral.page(neutral.ending),
      run: ({ mutes }) => mutes.list('77').first(),
    }),
    'mutes.muteAll': reading('POST /chatgroups/77/ban', {
      writes: true,
      answer: { data: { mute: true } },
      reads: {},
      result: neutral.nothing,
      run: ({ mutes }) => mutes.muteAll('77'),
    }),
    'mutes.unmuteAll': reading('DELETE /chatgroups/77/ban', {
      writes: true,
      answer: { data: { mute: false } },
      reads: {},
      result: neutral.nothing,
      run: ({ mutes }) => mutes.unmuteAll('77'),
    }),
    'blacklist.add': reading('POST /chatgroups/77/blocks/users', {
      writes: true,
      answer: { data: outcomes('add_blocks') },
      reads: outcomeFields,
      result: neutral.batch,
      run: ({ blacklist }) => blacklist.add('77', ['bob', 'carol']),
    }),
    'blacklist.remove': reading('DELETE /chatgroups/77/blocks/users/bob,carol', {
      writes: true,
      answer: { data: outcomes('remove_blocks') },
      reads: outcomeFields,
      result: neutral.batch,
      run: ({ blacklist }) => blacklist.remove('77', ['bob', 'carol']),
    }),
    'blacklist.list': reading('GET /chatgroups/77/blocks/users', {
      writes: false,
      answer: { data: ['bob', 'carol'] },
      items: 'data',
      reads: { data: 'list', 'data.*': 'text' },
      result: neutral.page(neutral.ending),
      run: ({ blacklist }) => blacklist.list('77').first(),
    }),
  };
}
