import {
  type HttpRequest,
  type HttpResponse,
  type Transport,
  TransportError,
  unlimited,
} from '@imgroups/core/adapter';
import type { EasemobProviderOptions } from '../src/index.ts';

/** One call as the service saw it. */
export interface SeenCall {
  /** `POST /chatgroups`: method and path below org and app. */
  readonly route: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export type Answer = Readonly<Record<string, unknown>> | HttpResponse | Error;
type Script = Readonly<Record<string, readonly Answer[] | ((call: SeenCall) => Answer)>>;

export interface ScriptedService {
  readonly transport: Transport;
  readonly calls: SeenCall[];
  /** The routes in the order of the calls, without those of tokens. */
  readonly routes: () => string[];
}

export const clientSecret = 'YXA6-a-secret-that-must-not-be-seen';

/** Answers each route from its script: a list is used up from its start, its last answer stays. */
export function scriptedService(script: Script): ScriptedService {
  const calls: SeenCall[] = [];
  const used: Record<string, number> = {};
  let tokens = 0;

  function answerTo(call: SeenCall): Answer {
    const answers = script[call.route];
    if (answers === undefined && call.route === 'POST /token') {
      tokens += 1;
      return { access_token: `YWMt-token-${tokens}`, expires_in: 5_184_000 };
    }
    if (answers === undefined) return refusal(500, 'web_application', `no ${call.route}`);
    if (typeof answers === 'function') return answers(call);
    const index = used[call.route] ?? 0;
    used[call.route] = index + 1;
    return answers[Math.min(index, answers.length - 1)] ?? {};
  }

  return {
    calls,
    routes: () => calls.map(({ route }) => route).filter((route) => route !== 'POST /token'),
    transport: {
      async send(request: HttpRequest): Promise<HttpResponse> {
        const url = new URL(request.url);
        const path = url.pathname.replace(/^.*\/acme\/testapp/, '');
        const body = typeof request.body === 'string' ? JSON.parse(request.body) : undefined;
        const call = { route: `${request.method} ${path}`, url, headers: request.headers, body };
        calls.push(call);
        const answer = answerTo(call);
        if (answer instanceof Error) throw answer;
        if (isResponse(answer)) return answer;
        return { status: 200, headers: {}, text: JSON.stringify(answer) };
      },
    },
  };
}

function isResponse(answer: object): answer is HttpResponse {
  return 'status' in answer && 'text' in answer;
}

/** A failure in the vendor's envelope. */
export function refusal(
  status: number,
  error: string,
  error_description = '',
  headers: Record<string, string> = {},
): HttpResponse {
  return { status, headers, text: JSON.stringify({ error, error_description, duration: 0 }) };
}

/** A connection that broke after the request was sent. */
export function lostAnswer(): Error {
  return new TransportError('the connection broke before an answer came (ECONNRESET)', {
    code: 'unavailable',
    retryable: true,
    ambiguous: true,
  });
}

/** Options of a provider that talks to the scripted service, without pauses. */
export function optionsFor({ transport }: ScriptedService): EasemobProviderOptions {
  return {
    appKey: 'acme#testapp',
    clientId: 'YXA6-client',
    clientSecret,
    transport,
    limiter: unlimited,
    retry: { baseDelay: 0, throttledDelay: 0 },
  };
}
