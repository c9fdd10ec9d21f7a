import { readFileSync } from 'node:fs';
import type { FuzzedWebhooks } from '../../testing/src/fuzz-webhooks.ts';
import { createTencentWebhooks, signTencentCallback } from '../src/webhooks.ts';

type Body = Parameters<typeof signTencentCallback>[0]['body'];

const fixture = new URL('fixtures/webhooks/callbacks.json', import.meta.url);
const samples = JSON.parse(readFileSync(fixture, 'utf8')) as readonly { readonly body: Body }[];
const app = { sdkAppId: 1400000001 };
const token = 'token';

/** The receiver of Tencent's callbacks, for the fuzzer. */
export const fuzzedWebhooks: FuzzedWebhooks = {
  create: (onEvent) =>
    createTencentWebhooks({ ...app, tokens: ['older', token], onAny: onEvent, onError() {} }),
  samples: samples.map(({ body }) => body),
  sign(body) {
    // The command is in the query as well, where it cannot be spoilt.
    const { CallbackCommand } = { CallbackCommand: 'X', ...body };
    return signTencentCallback({
      ...app,
      token,
      body: {
        ...body,
        CallbackCommand: typeof CallbackCommand === 'string' ? CallbackCommand.toWellFormed() : 'X',
      },
    });
  },
  forge({ url, body }, random) {
    const forged = new URL(url);
    const query = forged.searchParams;
    const sign = query.get('Sign') ?? '';
    const changes: readonly (() => void)[] = [
      () => query.delete('Sign'),
      () => query.delete('RequestTime'),
      () => query.set('RequestTime', String(Number(query.get('RequestTime')) + 1)),
      () => query.set('Sign', `${sign}0`),
      () => query.set('Sign', sign.slice(1)),
      () => query.set('Sign', sign.toUpperCase().replace(/^\d*$/, 'x')),
      () => query.set('Sign', `${sign.slice(0, -1)}${sign.endsWith('0') ? '1' : '0'}`),
      () => query.set('SdkAppid', '1400000002'),
    ];
    random.pick(changes)();
    return { url: forged.href, body };
  },
};
