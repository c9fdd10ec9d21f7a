import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fromBase64 } from '@imgroups/core/adapter';

const folder = new URL('./fixtures/', import.meta.url);

/** A sample as the vendor's documentation shows it, by its file name without `.json`. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'), revive);
}

/** What JSON cannot hold stands in samples as `{ fileName, text }` for a file and `{ bytes }` in base64. */
function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('fileName' in value && 'text' in value) {
    return new File([String(value.text)], String(value.fileName));
  }
  return 'bytes' in value ? new Blob([fromBase64(String(value.bytes))]).stream() : value;
}

/** Names of the samples that begin so: an endpoint has one per vintage of its answer. */
export function fixturesOf(prefix: string, suffix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.startsWith(prefix) && file.endsWith(`${suffix}.json`))
    .map((file) => file.slice(0, -'.json'.length));
}
