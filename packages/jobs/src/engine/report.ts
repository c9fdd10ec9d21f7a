import { configure, readArgument } from '@imgroups/core/adapter';
import type { FailureRecord, Finding, RunIdentity } from '../journal/journal.ts';

/** The result of a job so far. */
export interface JobReport extends RunIdentity {
  /**
   * `complete`: every unit is done. `partly failed`: some failed for good, or still failed when they were tried again.
   * `stopped` by its signal or `limited` by its `limit`: the next run goes on.
   */
  readonly status: 'complete' | 'partly failed' | 'stopped' | 'limited';
  readonly revision: number;
  /** Groups by what came of them, in all sessions. */
  readonly groups: {
    readonly done: number;
    readonly failed: number;
    readonly skipped: number;
    readonly left: number;
  };
  /** The first groups that failed, and why. */
  readonly failures: readonly (FailureRecord & { readonly group: string })[];
  readonly findingCounts: Readonly<Record<Finding['severity'], number>>;
  /** The first findings, the worst first. */
  readonly findings: readonly Finding[];
  /** Calls of this session, by endpoint. */
  readonly calls: Readonly<Record<string, number>>;
  /** ISO 8601; of this session. */
  readonly startedAt: string;
  readonly seconds: number;
}

/** A report as Markdown, for people. */
export function reportToMarkdown(report: JobReport): string {
  return configure(undefined, () => readArgument('report', () => toMarkdown(report)));
}

function toMarkdown(report: JobReport): string {
  const { job, source, target, status, revision, groups, startedAt, seconds } = report;
  const lines = [
    `# ${job}: ${status}`,
    '',
    ...table(
      ['', ''],
      [
        ...(source === undefined ? [] : [['from', source]]),
        ...(target === undefined ? [] : [['to', target]]),
        ['revision', String(revision)],
        ['started', startedAt],
        ['seconds', seconds.toFixed(1)],
        ['groups done', String(groups.done)],
        ['groups failed', String(groups.failed)],
        ['groups skipped', String(groups.skipped)],
        ['groups left', String(groups.left)],
      ],
    ),
    ...section(
      'Failed groups',
      groups.failed,
      report.failures.length,
      ['group', 'code', 'tried again', 'why'],
      report.failures.map(({ group, code, reason, passing, message }) => [
        group,
        reason ?? code,
        passing ? 'next time' : 'no',
        message,
      ]),
    ),
    ...section(
      'Findings',
      Object.values(report.findingCounts).reduce((sum, count) => sum + count, 0),
      report.findings.length,
      ['severity', 'kind', 'group', 'user', ''],
      report.findings.map(({ severity, kind, unit, userId = '', text }) => [
        severity,
        kind,
        unit,
        userId,
        text,
      ]),
    ),
    ...section(
      'Calls of this session',
      Object.keys(report.calls).length,
      Object.keys(report.calls).length,
      ['endpoint', 'calls'],
      Object.entries(report.calls).map(([endpoint, count]) => [endpoint, String(count)]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function section(
  title: string,
  count: number,
  shown: number,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (count === 0) return [];
  const more = shown < count ? [`The first ${shown} of ${count}.`, ''] : [];
  return ['', `## ${title}`, '', ...more, ...table(head, rows)];
}

/** Lines of a table in Markdown. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`);
}

/** Texts of applications may hold anything. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
