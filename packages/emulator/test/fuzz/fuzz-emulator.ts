import { connect } from 'node:net';
import { createUserSig } from '@imgroups/tencent';
import type { Emulator } from '../../src/index.ts';
import { anyRequest, groups, randomFor, type Target, users } from './any-request.ts';

/** The addresses and credentials of an emulator that runs anywhere. */
export type Addresses = Readonly<{
  tencent: Pick<Emulator['tencent'], 'baseUrl' | 'sdkAppId' | 'secretKey' | 'administrator'>;
  easemob: Pick<Emulator['easemob'], 'baseUrl' | 'appKey' | 'clientId' | 'clientSecret'>;
}>;

export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  /** Number of the first request, to run one again. @default 0 */
  readonly from?: number;
  readonly onProgress?: (sent: number) => Promise<void> | void;
}

/** Requests after which everything is set up anew, because a run changes clock and state. */
const roundLength = 500;
const connectionsAtOnce = 8;
const requestsPerConnection = 5;
const answerTimeout = 20_000;

/** Sends generated requests to both vendors and the control API, and returns what was wrong with any answer. */
export async function fuzzEmulator(
  addresses: Addresses,
  { seed, requests, from = 0, onProgress }: FuzzOptions,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let start = from; start < from + requests; start += roundLength) {
    const targets = await setUp(addresses);
    const end = Math.min(start + roundLength, from + requests);
    await sendRound(targets, { seed, start, end }, faults);
    await onProgress?.(end - from);
  }
  await setUp(addresses);
  return faults;
}

interface Round {
  readonly seed: number;
  readonly start: number;
  readonly end: number;
}

async function sendRound(
  targets: readonly Target[],
  { seed, start, end }: Round,
  faults: string[],
): Promise<void> {
  let next = start;
  async function sendNext(): Promise<void> {
    while (next < end) {
      const first = next;
      const target = targets[randomFor(seed, first).below(targets.length)] ?? targets[0];
      if (!target) return;
      const pieces: Buffer[] = [];
      while (next < end && pieces.length < requestsPerConnection) {
        const { bytes, isLast } = anyRequest(randomFor(seed, next), target);
        next += 1;
        pieces.push(bytes);
        if (isLast) break;
      }
      const last = next - 1;
      const fault = faultOf(await exchange(target.baseUrl, Buffer.concat(pieces)));
      if (fault)
        faults.push(`seed ${seed}, requests ${first} to ${last}, ${target.vendor}: ${fault}`);
    }
  }
  await Promise.all(Array.from({ length: connectionsAtOnce }, sendNext));
}

/** Returns the part of an answer that no answer may show. */
function faultOf(answer: string): string | undefined {
  const shown =
    /emulatorDefect.{0,600}|defect in the emulator.{0,300}|root:x:0.{0,50}|no end$/s.exec(answer);
  return shown?.[0];
}

/** Sends bytes, ends the sending side, and collects what comes back until the other side ends too. */
function exchange(baseUrl: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.end(bytes);
    socket.on('data', (part) => received.push(part));
    // Cutting a connection is a way to refuse.
    socket.on('error', () => {});
    socket.setTimeout(answerTimeout, () => {
      received.push(Buffer.from('no end'));
      socket.destroy();
    });
    socket.on('close', () => resolve(Buffer.concat(received).toString()));
  });
}

/** Resets both emulators and fills them; throws when one of them does not answer as it should. */
async function setUp({ tencent, easemob }: Addresses): Promise<readonly Target[]> {
  for (const { baseUrl } of [tencent, easemob]) {
    const headers = { 'x-imgroups-control': '1' };
    await post(`${baseUrl}/_emulator/reset`, {}, headers);
    await post(`${baseUrl}/_emulator/accounts`, { userIds: users }, headers);
  }
  const tencentTarget = await setUpTencent(tencent);
  return [tencentTarget, await setUpEasemob(easemob)];
}

async function setUpTencent(tencent: Addresses['tencent']): Promise<Target> {
  const { baseUrl, sdkAppId, secretKey, administrator: userId } = tencent;
  const signature = await createUserSig({ sdkAppId, secretKey, userId, expireSeconds: 86_400 });
  const query = `sdkappid=${sdkAppId}&identifier=${userId}&usersig=${encodeURIComponent(signature)}&random=1&contenttype=json`;
  for (const GroupId of groups) {
    const Type = GroupId.startsWith('@TGS#_') ? 'Community' : 'Public';
    const answer = await post(`${baseUrl}/v4/group_open_http_svc/create_group?${query}`, {
      Type,
      Name: GroupId,
      GroupId,
      Owner_Account: 'alice',
    });
    if (answer.ErrorCode !== 0) throw new Error(`tencent answered ${JSON.stringify(answer)}`);
  }
  return { vendor: 'tencent', baseUrl, query, app: '', token: '' };
}

async function setUpEasemob(easemob: Addresses['easemob']): Promise<Target> {
  const { baseUrl, appKey, clientId, clientSecret } = easemob;
  const app = `/${appKey.replace('#', '/')}`;
  const { access_token: token } = await post(`${baseUrl}${app}/token`, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  if (typeof token !== 'string') throw new Error('easemob gave no token');
  for (const groupid of groups.filter((id) => /^\d+$/.test(id))) {
    const group = { groupid, groupname: groupid, description: '', public: true, owner: 'alice' };
    const headers = { authorization: `Bearer ${token}` };
    const answer = await post(`${baseUrl}${app}/chatgroups`, group, headers);
    if (!('data' in answer)) throw new Error(`easemob answered ${JSON.stringify(answer)}`);
  }
  return { vendor: 'easemob', baseUrl, query: '', app, token };
}

async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return JSON.parse(await response.text());
}
