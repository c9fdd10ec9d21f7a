import { unlimited } from '@imgroups/core/adapter';
import { describe, expect, test } from 'vitest';
import {
  neutral,
  testAnswersAsBytes,
  testHostileAnswers,
} from '../../testing/src/hostile-answers.ts';
import { createEasemobProvider } from '../src/index.ts';
import { detail, type Open, readingsFor, roster, sharedReadings } from './hostile-readings.ts';
import { optionsFor, scriptedService } from './scripted-service.ts';

const open: Open = (service, { legacy, logger }) =>
  createEasemobProvider({
    ...optionsFor(service),
    retry: { maxRetries: 0 },
    logger,
    ...(legacy ? { flavour: 'legacy' } : {}),
  });
const reading = readingsFor(open);

testHostileAnswers({
  ...sharedReadings(open),
  'groups.listJoined': reading('GET /chatgroups/user/alice', {
    writes: false,
    answer: {
      entities: [
        { groupId: '77', name: 'Club', owner: 'alice' },
        { groupId: '78', name: 'Chess', owner: 'bob' },
      ],
      total: 2,
    },
    items: 'entities',
    reads: {
      entities: 'list',
      'entities.groupId': 'text',
      'entities.name': 'text',
      'entities.owner': 'text',
    },
    result: neutral.page(neutral.summary),
    run: ({ groups }) => groups.listJoined('alice').first(),
  }),
  'groups.listJoined of an older cluster': reading('GET /users/alice/joined_chatgroups', {
    writes: false,
    answer: {
      data: [
        { groupid: '77', groupname: 'Club' },
        { groupid: '78', groupname: 'Chess' },
      ],
    },
    items: 'data',
    reads: { data: 'list', 'data.groupid': 'text', 'data.groupname': 'text' },
    result: neutral.page(neutral.summary),
    run: ({ groups }) => groups.listJoined('alice').first(),
    legacy: true,
  }),
  'the app token': reading('POST /token', {
    writes: false,
    answer: { access_token: 'YWMt-token', expires_in: 5_184_000, application: 'any' },
    reads: { access_token: 'text', expires_in: 'number' },
    result: neutral.group,
    run: ({ groups }) => groups.get('77'),
    others: roster,
  }),
});

testAnswersAsBytes({ data: [{ ...detail, name: '北京' }] }, async (answer) => {
  const provider = createEasemobProvider({
    appKey: 'acme#testapp',
    token: () => 'token',
    limiter: unlimited,
    retry: { maxRetries: 0 },
    fetch: async () => answer(),
  });
  return (await provider.groups.get('77')).name;
});

describe('a refusal with a text without end', () => {
  test.each([
    ['brackets', '['],
    ['white space', ' '],
    ['apostrophes', '’'],
    ['beginnings of a known text', 'username '],
  ])('of %s is still a refusal of the users', async (_, piece) => {
    const error_description = `${piece.repeat(200_000)} doesn't exist in group`;
    const text = JSON.stringify({ error: 'any', error_description });
    const service = scriptedService({
      'DELETE /chatgroups/77/users/bob,carol': [{ status: 404, headers: {}, text }],
      'DELETE /chatgroups/77/users/bob': [{ data: { result: true, user: 'bob' } }],
      'DELETE /chatgroups/77/users/carol': [{ status: 404, headers: {}, text }],
    });
    const provider = createEasemobProvider(optionsFor(service));

    const { outcomes } = await provider.members.remove('77', ['bob', 'carol']);

    expect(outcomes).toEqual([
      { userId: 'bob', status: 'done', changed: true },
      { userId: 'carol', status: 'done', changed: false },
    ]);
  });
});
