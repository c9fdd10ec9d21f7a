import { fromBase64 } from '@imgroups/core/adapter';
import { openFixtures } from '../../testing/src/fixtures.ts';

const { readText, ofEndpoints } = openFixtures(new URL('./fixtures/', import.meta.url));

/** The samples of the vendor's documentation, one per vintage of an answer. */
export const samples = ofEndpoints;

/** A sample as a request or an answer has it. */
export function readSample(name: string): unknown {
  return JSON.parse(readText(name), revive);
}

/** What JSON cannot hold stands in samples as `{ fileName, text }` for a file and `{ bytes }` in base64. */
function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('fileName' in value && 'text' in value) {
    return new File([String(value.text)], String(value.fileName));
  }
  return 'bytes' in value ? new Blob([fromBase64(String(value.bytes))]).stream() : value;
}
