import { createUserSig } from '@imgroups/tencent';
import type { Emulator } from './index.ts';

/** Users who are there from the start, so that the examples work as they are. */
export const exampleUsers: readonly string[] = ['alice', 'bob', 'carol'];

const userSigSeconds = 86_400;

/** What a person needs to begin: addresses, credentials, and calls to paste into a shell. */
export async function toBanner(emulator: Emulator): Promise<string> {
  return [
    'Emulators of two group chat services are running. Stop them with Ctrl+C.',
    '',
    await tencentPart(emulator),
    '',
    easemobPart(emulator),
    '',
    `Users there from the start: ${exampleUsers.join(', ')}. More, to either service:`,
    '',
    curl(`${emulator.tencent.baseUrl}/_emulator/accounts`, { userIds: ['dave'] }),
    '',
    'Other commands below /_emulator: reset, snapshot, clock, journal, faults.',
    '',
  ].join('\n');
}

async function tencentPart({ tencent }: Emulator): Promise<string> {
  const { baseUrl, sdkAppId, secretKey, administrator } = tencent;
  const userSig = await createUserSig({
    sdkAppId,
    secretKey,
    userId: administrator,
    expireSeconds: userSigSeconds,
  });
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier: administrator,
    usersig: userSig,
    random: '1',
    contenttype: 'json',
  });
  const url = `${baseUrl}/v4/group_open_http_svc/create_group?${query}`;
  return [
    'Tencent Cloud Chat',
    `  base URL       ${baseUrl}`,
    `  sdkAppId       ${sdkAppId}`,
    `  secretKey      ${secretKey}`,
    `  administrator  ${administrator}`,
    '',
    'Create a group (the signature in the URL is good for a day):',
    '',
    curl(url, { Type: 'Public', Name: 'Chess', Owner_Account: 'alice' }),
  ].join('\n');
}

function easemobPart({ easemob }: Emulator): string {
  const { baseUrl, appKey, clientId, clientSecret } = easemob;
  const appUrl = `${baseUrl}/${appKey.replace('#', '/')}`;
  const credentials = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  };
  const group = { groupname: 'Chess', public: true, owner: 'alice', members: ['bob'] };
  return [
    'Easemob',
    `  base URL      ${baseUrl}`,
    `  appKey        ${appKey}`,
    `  clientId      ${clientId}`,
    `  clientSecret  ${clientSecret}`,
    '',
    'Get a token, then create a group with it:',
    '',
    curl(`${appUrl}/token`, credentials),
    '',
    curl(`${appUrl}/chatgroups`, group, ['Authorization: Bearer <access_token>']),
  ].join('\n');
}

function curl(url: string, body: unknown, headers: readonly string[] = []): string {
  const options = ['Content-Type: application/json', ...headers].map((header) => ` -H '${header}'`);
  return `curl -s '${url}'${options.join('')} -d '${JSON.stringify(body)}'`;
}
