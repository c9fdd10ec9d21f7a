import { randomInt } from 'node:crypto';
import { type Transport, TransportError } from '@imgroups/core';
import { createRandom } from '@imgroups/testing/random';
import { hasRedisServer } from '@imgroups/testing/redis-server';
import { describe, expect, test } from 'vitest';
import { on, over, transportNames, twoProcessesOnRedis } from '../src/chaos.ts';
import type { Forms } from '../src/faults.ts';
import { lostReplies } from '../src/lost-replies.ts';
import { matrix } from '../src/matrix.ts';
import { storm } from '../src/storm.ts';
import { rateScale, twoProcesses } from '../src/two-processes.ts';
import type { Vendor } from '../src/vendor.ts';
import { vendors } from '../src/vendors.ts';

const fixed = 20_261_122;
const fresh = randomInt(2 ** 31);

/** `pnpm chaos` has more of everything. */
const runs = [
  { transport: 'fetch', kind: 'a fresh seed', seed: fresh },
  { transport: 'undici', kind: 'a fixed seed', seed: fixed },
] as const;

describe.each(vendors)('$name', (chaosVendor) => {
  const { start } = chaosVendor;

  test.each(runs)(
    'keeps its word in a storm of faults over $transport, with $kind: $seed',
    async ({ transport, seed }) => {
      const { violations, endings } = await on(start, (vendor) =>
        storm(over(transport, vendor), { seed, operations: 360 }),
      );

      expect({ seed, violations }).toEqual({ seed, violations: [] });
      expect(endings.done).toBeGreaterThan(0);
    },
  );

  test.each(transportNames)(
    'does nothing twice and reports everything when replies are lost over %s',
    async (transport) => {
      const { violations, rows } = await on(start, (vendor) =>
        lostReplies(over(transport, vendor), { seed: 1, calls: 480 }),
      );

      expect(violations).toEqual([]);
      expect(rows.map(({ lostReplies: lost }) => lost > 0)).toEqual(rows.map(() => true));
    },
  );

  test.each(runs)(
    'keeps its word whatever happens to the first attempt of any call over $transport, with $kind: $seed',
    async ({ transport, seed }) => {
      const random = createRandom(seed);
      // One form of each fault; `pnpm chaos` has them all.
      const choose = (forms: Forms) => [random.pick(forms)];

      const { violations, rows } = await on(start, (vendor) =>
        matrix(over(transport, vendor), { hits: 'once', choose }),
      );

      expect({ seed, violations }).toEqual({ seed, violations: [] });
      expect(rows.length).toBeGreaterThanOrEqual(24);
    },
  );

  test(`keeps its word to two processes that change the same members, with seeds ${fixed} and ${fresh}`, async () => {
    const { violations, steps } = await on(start, (vendor) =>
      twoProcesses(vendor, { seeds: [fixed, fresh], operations: 240 }),
    );

    expect(violations).toEqual([]);
    expect(steps).toBeGreaterThan(0);
  });

  test.skipIf(!hasRedisServer)(
    `keeps its word, and to the rates of the service, when two processes share their limits, with seeds ${fixed} and ${fresh}`,
    async () => {
      const { violations, steps } = await twoProcessesOnRedis(chaosVendor, {
        seeds: [fixed, fresh],
        operations: 40,
      });

      expect(violations).toEqual([]);
      expect(steps).toBeGreaterThan(0);
    },
  );

  test('catches processes that keep to no rates', async () => {
    const { violations } = await on(
      () => start({ rateScale }),
      (vendor) => twoProcesses(vendor, { seeds: [1, 2], operations: 80 }),
    );

    expect(violations.map(({ text }) => text).join()).toContain('was refused for its rate');
  });

  test('catches a client that sends again what may have taken effect', async () => {
    const { violations } = await on(start, (vendor) => {
      const connect: Vendor['connect'] = (options) =>
        vendor.connect({ ...options, network: sendingAgain });
      return lostReplies({ ...vendor, connect }, { seed: 1, calls: 240 });
    });

    expect(new Set(violations.map(({ kind }) => kind))).toContain('doubled');
  });

  test('catches a client that takes a lost reply for a refusal', async () => {
    const { violations } = await on(start, (vendor) => {
      const connect: Vendor['connect'] = (options) =>
        vendor.connect({ ...options, network: neverInDoubt });
      return lostReplies({ ...vendor, connect }, { seed: 1, calls: 240 });
    });

    expect(new Set(violations.map(({ kind }) => kind))).toContain('unreported');
  });
});

/** Does what many clients do: a request without an answer is sent once more. */
function sendingAgain(transport: Transport): Transport {
  return {
    send: (request, options) =>
      transport.send(request, options).catch(() => transport.send(request, options)),
  };
}

/** Says of every request without an answer that it was surely not sent. */
function neverInDoubt(transport: Transport): Transport {
  return {
    async send(request, options) {
      try {
        return await transport.send(request, options);
      } catch {
        throw new TransportError('not sent', { code: 'unavailable', ambiguous: false });
      }
    },
  };
}
