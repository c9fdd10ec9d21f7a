import { readFileSync } from 'node:fs';
import type { FuzzedWebhooks } from '../../testing/src/fuzz-webhooks.ts';
import { createEasemobWebhooks, signEasemobCallback } from '../src/webhooks.ts';

type Body = Parameters<typeof signEasemobCallback>[0]['body'];

const samples = ['operations', 'legacy', 'messages'].flatMap((name) => {
  const fixture = new URL(`fixtures/webhooks/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(fixture, 'utf8')) as readonly { readonly body: Body }[];
});
const appKey = 'acme#demo';
const secret = 's3cr3t';

/** The receiver of Easemob's callbacks, for the fuzzer. */
export const fuzzedWebhooks: FuzzedWebhooks = {
  create: (onEvent) =>
    createEasemobWebhooks({ appKey, secrets: ['older', secret], onAny: onEvent, onError() {} }),
  samples: samples.map(({ body }) => body),
  sign: (body) =>
    signEasemobCallback({ appKey, secret, body: { ...body, callId: 'acme#demo_fuzz' } }),
  forge({ url, body }, random) {
    const { security, timestamp, ...rest } = JSON.parse(body);
    const changes: readonly object[] = [
      {},
      { security },
      { security, timestamp: timestamp + 1 },
      { security, timestamp: [timestamp] },
      { security: [security], timestamp },
      { security: `${security}0`, timestamp },
      { security: security.slice(1), timestamp },
      { security: `${security.slice(0, -1)}${security.endsWith('0') ? '1' : '0'}`, timestamp },
      { security, timestamp, callId: 'acme#demo_forged' },
      { security, timestamp, appkey: 'acme#other' },
    ];
    return { url, body: JSON.stringify({ ...rest, ...random.pick(changes) }) };
  },
};
