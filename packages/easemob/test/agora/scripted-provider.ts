import { unlimited } from '@imgroups/core/adapter';
import {
  type AgoraChatProvider,
  type AgoraChatProviderOptions,
  createAgoraChatProvider,
} from '../../src/agora/index.ts';
import type { ScriptedService } from '../scripted-service.ts';

export const app = {
  appId: '970CA35de60c44645bbae8a215061b33',
  appCertificate: '5CFd2fd1755d40ecb72977518be15d3b',
  baseUrl: 'https://agora.test',
};

/** A provider that talks to a scripted service, without pauses. */
export function providerOf(
  { transport }: ScriptedService,
  options: Partial<AgoraChatProviderOptions> = {},
): AgoraChatProvider {
  return createAgoraChatProvider({
    ...app,
    transport,
    limiter: unlimited,
    retry: { baseDelay: 0, throttledDelay: 0 },
    ...options,
  });
}
