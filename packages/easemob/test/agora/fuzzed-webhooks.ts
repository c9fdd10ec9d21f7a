import type { FuzzedWebhooks } from '../../../testing/src/fuzz-webhooks.ts';
import { createAgoraChatWebhooks } from '../../src/agora/webhooks.ts';
import { fuzzedWebhooks as ofEasemob } from '../fuzzed-webhooks.ts';

/** The receiver of Agora Chat's callbacks, for the fuzzer. */
export const fuzzedWebhooks: FuzzedWebhooks = {
  ...ofEasemob,
  create: (onEvent) =>
    createAgoraChatWebhooks({
      appKey: 'acme#demo',
      secrets: ['older', 's3cr3t'],
      onAny: onEvent,
      onError() {},
    }),
};
