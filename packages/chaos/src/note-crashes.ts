import { readFileSync, writeFileSync } from 'node:fs';
import { type CrashResults, crashSection } from './crashes.ts';
import { languages, pageOf } from './report-texts.ts';

const results = new URL('../crashes.json', import.meta.url);
const docs = new URL('../../../docs/', import.meta.url);

type Keys = Readonly<Record<'vendor' | 'groupIds' | 'from' | 'to' | 'phase', string | undefined>>;

const appsOf = ({ vendor, groupIds, from, to }: Keys): string =>
  [vendor, groupIds, from, to].join(' ');

/** Puts what came of one kind of runs in place of what came of it before, in the results and on the pages. */
export function noteCrashes<Kind extends keyof CrashResults>(
  kind: Kind,
  made: CrashResults[Kind][number],
): void {
  const before = JSON.parse(readFileSync(results, 'utf8')) as CrashResults;
  const rows: readonly object[] = withRow(before[kind], made);
  const after: CrashResults = { ...before, [kind]: rows };
  writeFileSync(results, `${JSON.stringify(after, undefined, 2)}\n`);
  for (const language of languages) {
    const page = new URL(pageOf[language], docs);
    const section = crashSection(after, language);
    writeFileSync(page, withSection(readFileSync(page, 'utf8'), section));
  }
}

/** Rows of the same apps stay in the order in which they were made first: that of the phases. */
function withRow(rows: readonly object[], made: object): readonly object[] {
  const keys = made as Keys;
  const isSame = (row: object): boolean =>
    appsOf(row as Keys) === appsOf(keys) && (row as Keys).phase === keys.phase;
  const index = rows.findIndex(isSame);
  const all = index === -1 ? [...rows, made] : rows.with(index, made);
  return all.toSorted((one, other) => appsOf(one as Keys).localeCompare(appsOf(other as Keys)));
}

/** Puts a section, which begins with its title, in place of the one of that title. */
function withSection(page: string, section: readonly string[]): string {
  const begin = page.indexOf(`${section[0]}\n`);
  const end = page.indexOf('\n## ', begin) + 1;
  return `${page.slice(0, begin)}${section.join('\n')}\n${page.slice(end)}`;
}
