import {
  type HttpRequest,
  type HttpResponse,
  type Transport,
  TransportError,
  unlimited,
} from '@imgroups/core/adapter';
import type { TencentProviderOptions } from '../src/index.ts';

/** One call as the service saw it. */
interface SeenCall {
  readonly command: string;
  readonly url: URL;
  readonly body: Record<string, unknown>;
  /** The body as it was written. */
  readonly text: string;
}

export type Answer = Readonly<Record<string, unknown>> | HttpResponse | Error;
type Script = Readonly<Record<string, readonly Answer[] | ((body: never) => Answer)>>;

export interface ScriptedService {
  readonly transport: Transport;
  readonly calls: SeenCall[];
  /** The commands in the order of the calls. */
  readonly commands: () => string[];
}

export const secretKey = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

/** Answers each command from its script: a list is used up from its start, its last answer stays. */
export function scriptedService(script: Script): ScriptedService {
  const calls: SeenCall[] = [];
  const used: Record<string, number> = {};

  function answerTo(call: SeenCall): Answer {
    const answers = script[call.command];
    if (answers === undefined) return refusal(60008, `no script for ${call.command}`);
    if (typeof answers === 'function') return answers(call.body as never);
    const index = used[call.command] ?? 0;
    used[call.command] = index + 1;
    return answers[Math.min(index, answers.length - 1)] ?? {};
  }

  return {
    calls,
    commands: () => calls.map(({ command }) => command),
    transport: {
      async send(request: HttpRequest): Promise<HttpResponse> {
        const url = new URL(request.url);
        const command = url.pathname.split('/').at(-1) ?? '';
        const text = String(request.body);
        const call = { command, url, body: JSON.parse(text), text };
        calls.push(call);
        const answer = answerTo(call);
        if (answer instanceof Error) throw answer;
        if ('status' in answer && 'text' in answer) return answer as unknown as HttpResponse;
        const envelope = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };
        return { status: 200, headers: {}, text: JSON.stringify({ ...envelope, ...answer }) };
      },
    },
  };
}

/** The envelope of a failure. */
export function refusal(code: number, text = 'refused'): Answer {
  return { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: text };
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
export function optionsFor({ transport }: ScriptedService): TencentProviderOptions {
  return {
    sdkAppId: 1400000001,
    secretKey,
    transport,
    limiter: unlimited,
    retry: { baseDelay: 0, throttledDelay: 0 },
    now: () => 1_700_000_000_000,
  };
}
