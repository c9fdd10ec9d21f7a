import type { EndpointTable } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { EndpointFixture } from './fixtures.ts';

/** The endpoints of a vendor beside the samples of its documentation. */
export interface EndpointContract {
  readonly endpoints: EndpointTable;
  readonly samples: readonly EndpointFixture[];
  /** Reads a sample as the client gives it to the schema. */
  readonly readSample: (name: string) => unknown;
}

/** Compares every endpoint of a vendor with the samples of its documentation. */
export function testEndpointContract({ endpoints, samples, readSample }: EndpointContract): void {
  describe.each(Object.entries(endpoints))('%s', (name, { request, response, limits }) => {
    const ownSamples = samples.filter(({ endpoint }) => endpoint === name);

    test('has the samples of the documentation', () => {
      expect(ownSamples.map((sample) => sample.name)).toEqual(
        expect.arrayContaining([`${name}.request`, `${name}.response`]),
      );
    });

    test.each(ownSamples)('accepts the sample $name', (sample) => {
      const schema = sample.side === 'request' ? request : response;

      expect(v.safeParse(schema, readSample(sample.name)).issues).toBeUndefined();
    });

    test('checks and never rewrites', () => {
      const sample = readSample(`${name}.request`);

      expect(v.safeParse(request, sample).output).toEqual(sample);
    });

    test('tolerates fields that are not documented yet', () => {
      const newer = { ...Object(readSample(`${name}.request`)), NewField: { a: 1 } };

      expect(v.safeParse(request, newer).success).toBe(true);
    });

    test('declares a list limit that the documented request keeps', () => {
      const { field = '', max = 0 } = limits?.items ?? {};
      const list: unknown = Object(readSample(`${name}.request`))[field] ?? [];

      if (limits?.items) expect(request).toHaveProperty(['entries', field]);
      expect(list).toSatisfy((items: readonly unknown[]) => items.length <= max);
    });
  });
}
