import {
  type EasemobEmulator,
  type EasemobEmulatorOptions,
  startEasemobEmulator,
} from '../src/vendors/easemob/index.ts';

/** An answer as a client without an SDK sees it. */
export interface RawAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface RawOptions {
  readonly headers?: Record<string, string>;
  /** Sent as it is, in place of a JSON body. */
  readonly text?: string;
  /** @default the app's token; `null` sends none */
  readonly token?: string | null;
}

/** An emulator and the bare means to call it. */
export interface Session {
  readonly emulator: EasemobEmulator;
  /** Of the app. */
  readonly token: string;
  /** `/org/app` */
  readonly app: string;
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    options?: RawOptions,
  ) => Promise<RawAnswer>;
  /** Makes a group of alice with the given members, and the users before it. */
  readonly makeGroup: (members?: readonly string[], more?: object) => Promise<string>;
}

/** Returns the value at a path in an answer; `undefined` where it ends before. */
export function at(body: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    body,
  );
}

/** The same, where it must be a text. */
export function textAt(body: unknown, ...path: readonly (string | number)[]): string {
  const text = at(body, ...path);
  if (typeof text === 'string') return text;
  throw new TypeError(`no text at ${path.join('.')} of ${JSON.stringify(body)}`);
}

/** The same, where it must be a list. */
export function listAt(body: unknown, ...path: readonly (string | number)[]): unknown[] {
  const list = at(body, ...path);
  if (Array.isArray(list)) return list;
  throw new TypeError(`no list at ${path.join('.')} of ${JSON.stringify(body)}`);
}

/** Starts an emulator for a test file; rates are not enforced unless the options say so. */
export async function startSession(options: EasemobEmulatorOptions = {}): Promise<Session> {
  const emulator = await startEasemobEmulator({
    appKey: 'acme#demo',
    clientId: 'id',
    clientSecret: 'secret',
    rateScale: 0,
    ...options,
  });
  const app = `/${emulator.appKey.replace('#', '/')}`;

  async function send(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, text, token = session.token }: RawOptions = {},
  ): Promise<RawAnswer> {
    const response = await fetch(`${emulator.baseUrl}${app}${path}`, {
      method,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined && text === undefined ? {} : { body: text ?? JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  async function makeGroup(members: readonly string[] = [], more: object = {}): Promise<string> {
    emulator.control.importAccounts(['alice', ...members]);
    const group = { groupname: 'chess', public: true, owner: 'alice', ...more };
    const withMembers = members.length > 0 ? { ...group, members } : group;
    const { body } = await send('POST', '/chatgroups', withMembers);
    return textAt(body, 'data', 'groupid');
  }

  const session: { -readonly [Key in keyof Session]: Session[Key] } = {
    emulator,
    token: '',
    app,
    send,
    makeGroup,
  };
  const { body } = await send(
    'POST',
    '/token',
    { grant_type: 'client_credentials', client_id: 'id', client_secret: 'secret' },
    { token: null },
  );
  session.token = textAt(body, 'access_token');
  return session;
}
