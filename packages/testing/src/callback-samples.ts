import type { EventSupport, GroupEvent } from '@imgroups/core/webhooks';
import { reviveEvent } from '@imgroups/core/webhooks';
import { describe, expect, test } from 'vitest';

/** A callback as the vendor documents it, with what its events say beside the envelope. */
export interface CallbackSample {
  readonly body: object;
  readonly events: readonly object[];
}

export interface CallbackSamples<Sample extends CallbackSample> {
  readonly samples: readonly Sample[];
  readonly titleOf: (sample: Sample) => string;
  /** The vendor's own names of events, each of which must be in the samples. */
  readonly vendorNames: readonly string[];
  /** The neutral events that the vendor has. */
  readonly support: EventSupport;
  /** Signs a sample and reads it; `sent` is the body with its signature. */
  readonly read: (
    sample: Sample,
  ) => Promise<{ readonly events: readonly GroupEvent[]; readonly sent: unknown }>;
}

/** Defines the tests that every documented callback is read as it should be. */
export function testCallbackSamples<Sample extends CallbackSample>({
  samples,
  titleOf,
  vendorNames,
  support,
  read,
}: CallbackSamples<Sample>): void {
  describe('each documented callback', () => {
    test.each(samples.map((sample) => [titleOf(sample), sample] as const))(
      'is read: %s',
      async (_, sample) => {
        const { events, sent } = await read(sample);

        const told = events.map(
          ({ id, provider, appId, occurredAt, actor, raw, ...event }) => event,
        );
        expect(JSON.parse(JSON.stringify(told))).toEqual(sample.events);
        expect(events.map(({ raw }) => Object(raw).body)).toEqual(events.map(() => sent));
      },
    );

    test('is in the samples, as is each neutral event that the vendor has', () => {
      const types = samples.flatMap(({ events }) => events.map((event) => Object(event).type));
      const names = samples.flatMap(({ events }) => events.map((event) => Object(event).name));

      expect(names).toEqual(expect.arrayContaining([...vendorNames]));
      for (const [type, has] of Object.entries(support)) {
        expect([type, types.includes(type)]).toEqual([type, has !== 'no']);
      }
    });

    test('survives JSON', async () => {
      const all = await Promise.all(samples.map(read));
      const events = all.flatMap((each) => each.events);

      expect(events.map((event) => reviveEvent(JSON.stringify(event)))).toEqual(events);
    });
  });
}
