import * as v from 'valibot';
import {
  type CallContext,
  type ClientOptions,
  checkOptions,
  clientOptionEntries,
  configure,
  createCallContext,
  type ErrorMeaning,
  endpoint,
  type HttpRequest,
  type HttpResponse,
  type Protocol,
  refused,
  strict,
  type Transport,
  unlimited,
} from '../src/adapter.ts';

/** A vendor made up for tests: answers `{ ok: true }` or `{ fail: name }`. */
const meanings: Record<string, ErrorMeaning> = {
  throttled: { code: 'rate_limited', retryable: true },
  expired: { code: 'unauthenticated', renew: true },
  vague: { code: 'unavailable', retryable: true, ambiguous: true },
  missing: { code: 'not_found', reason: 'group_not_found' },
  long: { code: 'invalid_argument', reason: 'batch_too_long' },
};

export const endpoints = {
  read: endpoint<{ id: string }, object>({
    method: 'GET',
    path: '/things/{id}',
    request: v.object({ id: v.string() }),
    response: v.object({ ok: v.boolean(), count: v.optional(v.number()) }),
    repeat: 'read',
  }),
  put: endpoint<{ id: string; names?: string[]; note?: string }, object>({
    method: 'PUT',
    path: '/things/{id}',
    request: v.object({
      id: v.string(),
      names: v.optional(v.array(v.string())),
      note: v.optional(v.pipe(v.string(), v.maxBytes(9))),
    }),
    response: v.object({ ok: v.boolean() }),
    repeat: 'safe',
    limits: { items: { field: 'names', max: 3 }, rate: { requests: 10, perSeconds: 1 } },
  }),
  list: endpoint<{ from: number }, { items?: number[]; next?: number }, 'page' | 'failures'>({
    method: 'GET',
    path: '/things',
    request: v.object({ from: v.number() }),
    response: v.object({ items: v.optional(v.array(v.number())), next: v.optional(v.number()) }),
    repeat: 'read',
    page: (request, { next }) => (next === undefined ? undefined : { ...request, from: next }),
    failures: ({ items = [] }) =>
      items.filter((item) => item < 0).map((item) => ({ item: `${item}`, code: item })),
  }),
  each: endpoint<{ names: string[] }, { wrong?: string[] }, 'failures'>({
    method: 'POST',
    path: '/each',
    request: v.object({ names: v.array(v.string()) }),
    response: v.object({ wrong: v.optional(v.array(v.string())) }),
    repeat: 'safe',
    failures: ({ wrong = [] }) => ({
      call: 'accepted',
      items: wrong.map((item) => ({ item, code: 'wrong' })),
    }),
  }),
  post: endpoint<object, object>({
    method: 'POST',
    path: '/things',
    request: v.object({}),
    response: v.object({ ok: v.boolean() }),
    repeat: 'never',
  }),
};

export type Reply = (
  request: HttpRequest,
  signal: AbortSignal | undefined,
) => Promise<HttpResponse>;

export const accept: Reply = async () => ({ status: 200, headers: {}, text: '{"ok":true}' });
export const refuse =
  (name: string, headers: Record<string, string> = {}): Reply =>
  async () => ({ status: 200, headers, text: JSON.stringify({ fail: name }) });
export const hang: Reply = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

/** A transport that gives one reply after the other, the last one for ever, and keeps what was sent. */
export function scriptedTransport(...replies: Reply[]): Transport & { sent: HttpRequest[] } {
  const sent: HttpRequest[] = [];
  return {
    sent,
    send(request, options) {
      sent.push(request);
      const reply = replies[Math.min(sent.length, replies.length) - 1] ?? accept;
      return reply(request, options?.signal);
    },
  };
}

export function fakeContext(transport: Transport, options: ClientOptions = {}): CallContext {
  let tokens = 0;
  let token: string | undefined;
  const protocol: Protocol = {
    provider: 'fake',
    app: 'app-1',
    async prepare(request) {
      token ??= `token-${++tokens}`;
      const query = new URLSearchParams(request.query).toString();
      return {
        method: request.method,
        url: `https://vendor.test${request.path}${query && `?${query}`}`,
        headers: { authorization: token },
        body: request.body,
        credential: token,
        requestId: `request-${tokens}`,
      };
    },
    decode({ text, headers }) {
      const body = JSON.parse(text) as { fail?: string };
      const meaning = body.fail ? meanings[body.fail] : undefined;
      if (!meaning) return body;
      const wait = headers['retry-after'];
      throw refused(`refused: ${body.fail}`, {
        ...meaning,
        vendorCode: body.fail,
        retryAfterSeconds: wait === undefined ? undefined : Number(wait),
      });
    },
    renew(error) {
      if (error.vendorCode !== 'expired') return false;
      token = undefined;
      return true;
    },
    isThrottled: ({ code }) => code === 'rate_limited',
  };
  const defaults = { transport, limiter: unlimited, retry: { baseDelay: 1, throttledDelay: 1 } };
  const checked = checkOptions('fake', strict(clientOptionEntries(endpoints)), {
    ...defaults,
    ...options,
  });
  return configure('fake', () => createCallContext(protocol, checked));
}
