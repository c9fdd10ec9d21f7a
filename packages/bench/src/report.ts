import { markdownTable } from 'markdown-table';
import { explanations } from './explanations.ts';
import type { Profile, ProfileLine } from './workers/profile.ts';

/** A table of measurements, with what a reader must know to read it. */
export interface Section {
  readonly title: string;
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The meaning of the figures, where that is not obvious. */
  readonly remarks?: readonly string[];
  readonly budgets?: readonly Budget[];
}

/** The target of a figure, and its value. */
export interface Budget {
  readonly what: string;
  readonly budget: string;
  readonly measured: string;
  readonly met: boolean;
  /** The peers of the same run. */
  readonly beside: string;
}

/** The page with all results; `others` are sections that other programs wrote. */
export function writeReport(
  machine: readonly (readonly string[])[],
  sections: readonly Section[],
  others: readonly string[],
): string {
  const budgets = sections.flatMap((section) => section.budgets ?? []);
  const parts = [
    '# What imgroups costs',
    'Written by `pnpm bench`: do not edit. All figures are of one run on one machine; every peer was measured in the same run, in turn with ours, each in a process of its own. Compare figures of this page with each other, not with those of another machine.',
    table(['', ''], machine),
    '## Budgets',
    describeBudgets(budgets),
    ...explain(budgets.filter(({ met }) => !met)),
    ...sections.map(writeSection),
    ...others,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Budgets with what was measured. */
export function describeBudgets(budgets: readonly Budget[]): string {
  return table(
    ['what', 'budget', 'measured', '', 'beside, in the same run'],
    budgets.map(({ what, budget, measured, met, beside }) => [
      what,
      budget,
      measured,
      met ? 'met' : '**missed**',
      beside,
    ]),
  );
}

/** Why budgets were missed. */
function explain(missed: readonly Budget[]): string[] {
  const reasons = explanations.filter(({ about }) => missed.some(({ what }) => about.test(what)));
  if (reasons.length === 0) return [];
  return ['Why budgets were missed:', reasons.map(({ why }) => `- ${why}`).join('\n')];
}

/** One section: to print when it is done, and for the page. */
export function writeSection({ title, about, columns, rows, remarks = [] }: Section): string {
  return [`## ${title}`, about, table(columns, rows), ...remarks].join('\n\n');
}

const startOfSection = /\n\n(?=## )/;

/** A page with one section as it is now, in the place of the old one or at the end. */
export function withSection(page: string, section: Section): string {
  const parts = page.trimEnd().split(startOfSection);
  const place = parts.findIndex((part) => isSection(part, section.title));
  parts[place < 0 ? parts.length : place] = writeSection(section);
  return `${parts.join('\n\n')}\n`;
}

/** Returns the section of a page under a title. */
export function sectionIn(page: string, title: string): string | undefined {
  return page
    .trimEnd()
    .split(startOfSection)
    .find((part) => isSection(part, title));
}

function isSection(part: string, title: string): boolean {
  return part.startsWith(`## ${title}\n`);
}

/** A Markdown table, which reads well in a terminal too; figures stand at the right. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const align = columns.map((_, index) => (index === 0 ? null : 'right'));
  return markdownTable([columns, ...rows], { align });
}

/** The main lines of a profile, in one paragraph. */
export function describeProfile(what: string, { packages, functions }: Profile): string {
  const list = (lines: readonly ProfileLine[]) =>
    lines
      .map(({ where, share }) => `${where} ${figure(share * 100, share < 0.1 ? 1 : 0)} %`)
      .join(', ');
  return `Profile of ${what}, own time. By package: ${list(packages)}. Largest functions: ${list(functions)}.`;
}

/** A number with thousands apart and no more digits than it is worth. */
export function figure(value: number, digits = value < 10 ? 1 : 0): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
