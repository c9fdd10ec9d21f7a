import { type HttpResponse, unlimited } from '@imgroups/core/adapter';
import {
  createScriptedService,
  type Script,
  type ScriptedService as Scripted,
} from '../../testing/src/scripted-service.ts';
import type { EasemobProviderOptions } from '../src/index.ts';

export { type Answer, lostAnswer } from '../../testing/src/scripted-service.ts';

/** One call as the service saw it. */
export interface SeenCall {
  /** `POST /chatgroups`: method and path below the app. */
  readonly route: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ScriptedService extends Scripted<SeenCall> {
  /** The routes in the order of the calls, without those of tokens. */
  readonly routes: () => string[];
}

export const clientSecret = 'YXA6-a-secret-that-must-not-be-seen';

/** Answers each route from its script; a function gets the call. */
export function scriptedService(script: Script<SeenCall>): ScriptedService {
  let tokens = 0;
  const service = createScriptedService<SeenCall, SeenCall>(
    {
      toCall({ method, url: address, headers, body: text }) {
        const url = new URL(address);
        const path = url.pathname.replace(/^.*\/(acme\/testapp|app-id\/\w+)/, '');
        const body = typeof text === 'string' ? JSON.parse(text) : undefined;
        return { route: `${method} ${path}`, url, headers, body };
      },
      nameOf: ({ route }) => route,
      toArgument: (call) => call,
      answerUnscripted({ route }) {
        if (route !== 'POST /token') return refusal(500, 'web_application', `no ${route}`);
        tokens += 1;
        return { access_token: `YWMt-token-${tokens}`, expires_in: 5_184_000 };
      },
      toBody: (answer) => answer,
    },
    script,
  );
  const routes = () =>
    service.calls.map(({ route }) => route).filter((route) => route !== 'POST /token');
  return { ...service, routes };
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
