import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Column } from '@imgroups/chaos/runtimes/column';
import type { RuntimeResult } from '@imgroups/chaos/runtimes/runtime-suite';

/** From here `pnpm chaos` takes the table of docs/reliability.md. */
const file = new URL('../../chaos/runtimes.json', import.meta.url);

/** The output of the suites, each on its runtime. */
interface SuiteResult extends RuntimeResult {
  readonly httpVersion: string;
  readonly tests: { readonly passed: number; readonly failures: readonly string[] };
}

/** Reads what the suites printed, if they came to their end. */
export function readResult(output: string): SuiteResult | undefined {
  const [, json] = /^RESULT (.*)$/m.exec(output) ?? [];
  return json === undefined ? undefined : JSON.parse(json);
}

/** Keeps the results of all runtimes for the documentation. */
export function writeColumns(columns: readonly Column[]): void {
  writeFileSync(file, `${JSON.stringify(columns, null, 2)}\n`);
}

/** Returns the differences from the results that the documentation shows. */
export function differences(columns: readonly Column[]): readonly string[] {
  const documented: readonly Column[] = JSON.parse(readFileSync(file, 'utf8'));
  return columns
    .filter((column) => !documented.some((each) => isDeepStrictEqual(each, column)))
    .map(({ runtime, transport, tls }) => `${runtime}, ${transport}${tls ? ' over TLS' : ''}`);
}
