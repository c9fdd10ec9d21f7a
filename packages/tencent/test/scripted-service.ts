import { unlimited } from '@imgroups/core/adapter';
import {
  type Answer,
  createScriptedService,
  type ScriptedService as Scripted,
  type Script as ScriptOf,
} from '../../testing/src/scripted-service.ts';
import type { TencentProviderOptions } from '../src/index.ts';

export { type Answer, lostAnswer } from '../../testing/src/scripted-service.ts';

/** One call as the service saw it. */
interface SeenCall {
  readonly command: string;
  readonly url: URL;
  readonly body: Record<string, unknown>;
  /** The body as it was written. */
  readonly text: string;
}

export type Script = ScriptOf<never>;

export interface ScriptedService extends Scripted<SeenCall> {
  /** The commands in the order of the calls. */
  readonly commands: () => string[];
}

export const secretKey = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

/** Answers each command from its script; a function gets the body. */
export function scriptedService(script: Script): ScriptedService {
  const service = createScriptedService<SeenCall, never>(
    {
      toCall({ url: address, body }) {
        const url = new URL(address);
        const text = String(body);
        return { command: url.pathname.split('/').at(-1) ?? '', url, body: JSON.parse(text), text };
      },
      nameOf: ({ command }) => command,
      toArgument: ({ body }) => body as never,
      answerUnscripted: ({ command }) => refusal(60008, `no script for ${command}`),
      toBody: (answer) => ({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...answer }),
    },
    script,
  );
  return { ...service, commands: () => service.calls.map(({ command }) => command) };
}

/** The envelope of a failure. */
export function refusal(code: number, text = 'refused'): Answer {
  return { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: text };
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
