import { fromBase64 } from '@imgroups/core/adapter';
import { openFixtures } from '../../testing/src/fixtures.ts';

/** Opens the samples of the documentation of a brand of the service. */
export function openSamples(...folders: readonly URL[]) {
  const { readText, ofEndpoints } = openFixtures(...folders);
  return {
    /** One per vintage of an answer. */
    samples: ofEndpoints,
    /** A sample as a request or an answer has it. */
    readSample: (name: string): unknown => JSON.parse(readText(name), revive),
  };
}

export const { samples, readSample } = openSamples(new URL('./fixtures/', import.meta.url));

/** Values that JSON cannot hold stand in samples as `{ fileName, text }` for a file and `{ bytes }` in base64. */
function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('fileName' in value && 'text' in value) {
    return new File([String(value.text)], String(value.fileName));
  }
  return 'bytes' in value ? new Blob([fromBase64(String(value.bytes))]).stream() : value;
}
