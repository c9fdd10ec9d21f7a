import { createUserSig } from '@imgroups/tencent';
import {
  startTencentEmulator,
  type TencentEmulator,
  type TencentEmulatorOptions,
} from '../src/vendors/tencent/index.ts';

/** The answer of the emulator: the envelope and whatever comes with it. */
interface Answer {
  readonly ActionStatus: string;
  readonly ErrorCode: number;
  readonly ErrorInfo: string;
  readonly [field: string]: unknown;
}

/** A running emulator, and calls to it as a foreign client would make them. */
export interface TencentSetup {
  readonly emulator: TencentEmulator;
  /** The query that signs a call as the administrator. */
  readonly query: string;
  /** Calls a command and returns the parsed answer. */
  readonly call: (command: string, body?: unknown) => Promise<Answer>;
  /** Calls a command and returns the text of the answer. */
  readonly callForText: (command: string, body: string) => Promise<string>;
}

let lastRandom = 0;

function nextRandom(): number {
  lastRandom += 1;
  return lastRandom;
}

/** Starts an emulator with alice, bob, carol and dave; rates are off unless a test is about them. */
export async function startTencent(options: TencentEmulatorOptions = {}): Promise<TencentSetup> {
  const emulator = await startTencentEmulator({ rateScale: 0, ...options });
  emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
  const query = await signedQuery(emulator, {}, options.now);
  async function callForText(command: string, body: string): Promise<string> {
    const path = command.includes('/') ? command : `group_open_http_svc/${command}`;
    const response = await fetch(`${emulator.baseUrl}/v4/${path}?${query}`, {
      method: 'POST',
      body,
    });
    return response.text();
  }
  return {
    emulator,
    query,
    callForText,
    call: async (command, body = {}) =>
      JSON.parse(await callForText(command, JSON.stringify(body))) as Answer,
  };
}

/** The five parameters of a call, with others in place of some. */
export async function signedQuery(
  { sdkAppId, secretKey, administrator }: TencentEmulator,
  others: Readonly<Record<string, string | undefined>> = {},
  now: () => number = Date.now,
): Promise<string> {
  const usersig = await createUserSig({
    sdkAppId,
    secretKey,
    userId: administrator,
    expireSeconds: 86_400,
    now,
  });
  const parameters = {
    sdkappid: String(sdkAppId),
    identifier: administrator,
    usersig,
    random: '42',
    contenttype: 'json',
    ...others,
  };
  const given = Object.entries(parameters).filter(
    (parameter): parameter is [string, string] => parameter[1] !== undefined,
  );
  return String(new URLSearchParams(given));
}

/** A group of a type with alice as its owner. */
export async function createGroup(
  { call }: TencentSetup,
  type: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const answer = await call('create_group', {
    Type: type,
    Name: 'Book club',
    Owner_Account: 'alice',
    ...more,
  });
  return String(answer.GroupId);
}

/** A text message with a number of its own, unless a test says otherwise. */
export function sendText(
  { call }: TencentSetup,
  groupId: string,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  return call('send_group_msg', {
    GroupId: groupId,
    Random: nextRandom(),
    From_Account: 'alice',
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
    ...more,
  });
}

/** A message as history shows it. */
export interface ReadMessage {
  readonly MsgSeq: number;
  readonly IsPlaceMsg: number;
  readonly From_Account: string;
  readonly MsgBody: readonly { readonly MsgContent: { readonly Text?: string } }[];
  readonly [field: string]: unknown;
}

/** The newest messages of a group, newest first, with place holders for recalled ones. */
export async function readHistory(
  { call }: TencentSetup,
  groupId: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<readonly ReadMessage[]> {
  const answer = await call('group_msg_get_simple', {
    GroupId: groupId,
    ReqMsgNumber: 20,
    WithRecalledMsg: 1,
    ...more,
  });
  return answer.RspMsgList as readonly ReadMessage[];
}
