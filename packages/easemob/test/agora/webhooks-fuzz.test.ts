import { expect, test } from 'vitest';
import { fuzzWebhooks } from '../../../testing/src/fuzz-webhooks.ts';
import { fuzzedWebhooks } from './fuzzed-webhooks.ts';

test('every callback is read or refused, and no false one accepted', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);

  expect({ seed, faults: await fuzzWebhooks(fuzzedWebhooks, { seed, bodies: 500 }) }).toEqual({
    seed,
    faults: [],
  });
});
