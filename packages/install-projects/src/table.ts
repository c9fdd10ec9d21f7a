import { markdownTable } from 'markdown-table';
import type { Check } from './run-project.ts';

/** The checks as lines of text. */
export function toTable(checks: readonly Check[]): string {
  return markdownTable([
    ['project', 'check', 'result', 'time'],
    ...checks.map(({ project, name, ok, seconds }) => [
      project,
      name,
      ok ? 'ok' : 'FAILED',
      `${seconds.toFixed(1)} s`,
    ]),
  ]);
}
