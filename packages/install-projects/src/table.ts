import type { Check } from './run-project.ts';

/** The checks as lines of text. */
export function toTable(checks: readonly Check[]): string {
  const rows = checks.map(({ project, name, ok, seconds }) => [
    project,
    name,
    ok ? 'ok' : 'FAILED',
    `${seconds.toFixed(1)} s`,
  ]);
  const table = [['project', 'check', 'result', 'time'], ...rows];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}
