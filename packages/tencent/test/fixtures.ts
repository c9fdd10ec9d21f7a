import { type AnyEndpoint, type EndpointTable, parseJson } from '@imgroups/core/adapter';
import { openFixtures } from '../../testing/src/fixtures.ts';
import { tencentEndpoints } from '../src/endpoints.ts';

const { readText, ofEndpoints } = openFixtures(new URL('./fixtures/', import.meta.url));
const table: EndpointTable = tencentEndpoints;

/** The samples of the vendor's documentation. */
export const samples = ofEndpoints;

/** A sample as it stands in the documentation. */
export const readSampleText = readText;

/** A sample as the client reads it: 64-bit integers are decimal strings. */
export function readSample(name: string): unknown {
  const endpoint: AnyEndpoint | undefined = table[name.split('.')[0] ?? ''];
  return parseJson(readText(name), endpoint?.int64);
}
