import { randomInt } from 'node:crypto';
import { type Transport, TransportError } from '@imgroups/core';
import { undiciTransport } from '@imgroups/core/undici';
import { describe, expect, test } from 'vitest';
import { on, stormOf } from '../src/chaos.ts';
import { lostReplies } from '../src/lost-replies.ts';
import { matrix } from '../src/matrix.ts';
import { storm } from '../src/storm.ts';
import type { Vendor } from '../src/vendor.ts';
import { vendors } from '../src/vendors.ts';

describe.each(vendors)('$name', ({ start }) => {
  test.each([
    ['a fixed seed', 20_261_122],
    ['a fresh seed', randomInt(2 ** 31)],
  ])('keeps its word in a storm of faults, with %s: %i', async (_kind, seed) => {
    const { violations, endings } = await stormOf(start, { seed, operations: 480 });

    expect({ seed, violations }).toEqual({ seed, violations: [] });
    expect(endings.done).toBeGreaterThan(0);
  });

  test('does nothing twice and reports everything when replies are lost', async () => {
    const { violations, rows } = await on(start, (vendor) =>
      lostReplies(vendor, { seed: 1, calls: 900 }),
    );

    expect(violations).toEqual([]);
    expect(rows.map(({ lostReplies: lost }) => lost > 0)).toEqual(rows.map(() => true));
  });

  test.each([
    ['groups', 8],
    ['members', 7],
    ['mutes', 5],
    ['blacklist', 3],
    ['client', 1],
  ])(
    'keeps its word whatever happens to the first attempt of a call of %s',
    async (part, least) => {
      const { violations, rows } = await on(start, (vendor) =>
        matrix(vendor, 'once', ({ name }) => name.startsWith(`${part}.`)),
      );

      expect(violations).toEqual([]);
      expect(rows.length).toBeGreaterThanOrEqual(least);
    },
  );

  test('keeps its word over the undici transport', async () => {
    const sender = undiciTransport();
    const found = await on(start, async (vendor) => {
      const connect: Vendor['connect'] = (options) => vendor.connect({ ...options, sender });
      const { violations } = await storm({ ...vendor, connect }, { seed: 7, operations: 480 });
      return violations;
    });
    await sender.close?.();

    expect(found).toEqual([]);
  });

  test('catches a client that sends again what may have taken effect', async () => {
    const { violations } = await on(start, (vendor) => {
      const connect: Vendor['connect'] = (options) =>
        vendor.connect({ ...options, network: sendingAgain });
      return lostReplies({ ...vendor, connect }, { seed: 1, calls: 900 });
    });

    expect(new Set(violations.map(({ kind }) => kind))).toContain('doubled');
  });

  test('catches a client that takes a lost reply for a refusal', async () => {
    const { violations } = await on(start, (vendor) => {
      const connect: Vendor['connect'] = (options) =>
        vendor.connect({ ...options, network: neverInDoubt });
      return lostReplies({ ...vendor, connect }, { seed: 1, calls: 900 });
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
