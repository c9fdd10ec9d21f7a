import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseJson } from '@imgroups/core/adapter';
import { foldersOf, type NamedVendor } from '../../../packages/testing/src/vendor-folders.ts';

/** A request or an answer as the vendor's documentation shows it. */
export interface Sample {
  /** The difference from the first sample of the endpoint: `community`. */
  readonly variant: string | undefined;
  readonly text: string;
}

/** The samples of an endpoint, the plain one first. */
export function samplesOf(
  vendor: NamedVendor,
  method: string,
  side: 'request' | 'response',
): readonly Sample[] {
  const { fixtures } = foldersOf(vendor);
  const folders = fixtures.filter((folder) => existsSync(folder));
  if (folders.length === 0) throw new Error(`no samples of ${vendor.name}`);
  const byFolder = folders.map((folder) =>
    readdirSync(folder).flatMap((file) => {
      const [name, variant, ...rest] = file.replace(`.${side}.json`, '').split('.');
      const fits = file.endsWith(`.${side}.json`) && name === method && rest.length === 0;
      return fits ? [{ file: new URL(file, folder), variant }] : [];
    }),
  );
  const names = byFolder.find((found) => found.length > 0) ?? [];
  return names
    .sort((one, other) => one.file.href.length - other.file.href.length)
    .map(({ file, variant }) => ({
      variant,
      text: readFileSync(file, 'utf8').replaceAll('\r\n', '\n'),
    }));
}

/** A sample of a request as an argument in TypeScript. */
export function argumentOf(sample: Sample, int64: readonly string[] | undefined): string {
  return literal(parseJson(sample.text, int64), '');
}

const widest = 80;

function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if ('fileName' in value && 'text' in value) {
    return `new File([${text(String(value.text))}], ${text(String(value.fileName))})`;
  }
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value).map(([name, field]) => `${key(name)}: ${literal(field, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return `${open}${close}`;
  const space = Array.isArray(value) ? '' : ' ';
  const line = `${open}${space}${parts.join(', ')}${space}${close}`;
  if (line.length + indent.length <= widest && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : text(name);
}

function text(value: string): string {
  const quoted = JSON.stringify(value);
  if (value.includes("'")) return quoted;
  return `'${quoted.slice(1, -1).replaceAll('\\"', '"')}'`;
}
