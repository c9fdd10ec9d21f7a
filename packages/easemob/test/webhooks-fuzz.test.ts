import { expect, test } from 'vitest';
import { fuzzWebhooks } from '../../testing/src/fuzz-webhooks.ts';
import { fuzzedWebhooks } from './fuzzed-webhooks.ts';

// `pnpm fuzz:webhooks` sends a hundred thousand.
test.each([
  ['a fixed seed', 20_261_128],
  ['a fresh seed', Math.floor(Math.random() * 2 ** 32)],
])('with %s (%i) every callback is read or refused, and no false one accepted', async (_, seed) => {
  expect(await fuzzWebhooks(fuzzedWebhooks, { seed, bodies: 500 })).toEqual([]);
});
