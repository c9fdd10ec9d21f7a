import { neutral, testHostileAnswers } from '../../../testing/src/hostile-answers.ts';
import { type Open, readingsFor, sharedReadings } from '../hostile-readings.ts';
import { providerOf } from './scripted-provider.ts';

const open: Open = (service, { logger }) =>
  providerOf(service, {
    retry: { maxRetries: 0 },
    logger,
    // Making a token for each of thousands of providers would take most of the time.
    appCertificate: undefined,
    token: () => 'token',
  });
const reading = readingsFor(open);

const { 'groups.list': list, 'blacklist.list': blacklist, ...shared } = sharedReadings(open);

testHostileAnswers({
  ...shared,
  'groups.list': {
    ...Object(list),
    answer: {
      data: [
        { groupid: '77', groupname: 'Club', owner: 'ORG#APP_alice', affiliations: 2 },
        { groupid: '78', groupname: 'Chess', owner: 'ORG#APP_bob', affiliations: 1 },
      ],
      cursor: 'next',
    },
  },
  'groups.listJoined': reading('GET /users/alice/joined_chatgroups', {
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
  }),
  'blacklist.list': {
    ...Object(blacklist),
    answer: { data: ['bob', 'carol'], cursor: 'next' },
    reads: { data: 'list', 'data.*': 'text', cursor: 'text' },
  },
});
