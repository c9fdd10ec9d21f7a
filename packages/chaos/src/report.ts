import { type ChaosResult, transportNames, type VendorResult, violationsOf } from './chaos.ts';
import { type CrashResults, crashSection } from './crashes.ts';
import { type FaultName, serviceFaults, wireFaults } from './faults.ts';
import type { LostRepliesRow } from './lost-replies.ts';
import type { Cell, Hits, Row } from './matrix.ts';
import { cellText, type Language, operationText, texts } from './report-texts.ts';
import { type Column, runtimes } from './runtimes/column.ts';

/** The data of the page: nothing that differs between two runs with one seed. */
export interface Report {
  readonly result: ChaosResult;
  readonly seed: number;
  readonly columns: readonly Column[];
  readonly crashes: CrashResults;
}

/** The page on reliability in one language. */
export function reliabilityPage(report: Report, language: Language): string {
  const { result, seed, columns } = report;
  const text = texts[language];
  const violations = violationsOf(result);
  const kinds = Object.keys(text.claims) as (keyof typeof text.claims)[];
  const count = (kind: string) => violations.filter((each) => each.kind === kind).length;
  const { faults } = text;
  return `${[
    `# ${text.title}`,
    '',
    text.introduction(seed),
    '',
    ...tableHead(text.found),
    ...kinds.map((kind) => `| ${text.claims[kind]} | ${count(kind)} |`),
    '',
    text.runs,
    '',
    text.outOfReach,
    '',
    `## ${text.lostReplies.title}`,
    '',
    text.lostReplies.about,
    '',
    `| ${text.lostReplies.head.join(' | ')} |`,
    '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...lostReplies(result, language),
    '',
    text.lostReplies.note,
    '',
    `## ${text.runtimes.title}`,
    '',
    text.runtimes.about,
    '',
    ...protocolTable(columns, language),
    '',
    ...runtimeTables(report, language),
    ...crashSection(report.crashes, language),
    `## ${faults.title}`,
    '',
    ...(Object.keys(faults.about) as Cell[]).map(
      (cell) => `- **${text.cells[cell]}**${faults.colon}${faults.about[cell]}`,
    ),
    '',
    faults.severalWords,
    '',
    faults.beforeAndAfter,
    '',
    faults.inService,
    '',
    `- ${faults.serviceFaults(throttledTexts(result, language))}`,
    '',
    faults.onTheWay,
    '',
    ...faults.wireFaults.map((line) => `- ${line}`),
    '',
    `### ${faults.once}`,
    '',
    ...tables(result, 'once', language),
    `### ${faults.always}`,
    '',
    ...tables(result, 'always', language),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function throttledTexts(result: ChaosResult, language: Language): string[] {
  const { throttled } = texts[language].faults;
  return [...result.keys()].map(({ titles, throttledText }) =>
    throttled(titles[language], throttledText[language]),
  );
}

function lostReplies(result: ChaosResult, language: Language): string[] {
  return [...result].flatMap(([{ titles }, { transports }]) =>
    transportNames.flatMap((transport) =>
      transports[transport].lostReplies.rows.map((row) => {
        const call = operationText(row.operation, language);
        return `| ${titles[language]} | ${call} | ${transport} | ${countsOf(row).join(' | ')} |`;
      }),
    ),
  );
}

function countsOf({ calls, lostReplies: lost, endings }: LostRepliesRow): readonly number[] {
  return [calls, lost, endings.done, endings['in doubt'], endings['not done']];
}

function tables(result: ChaosResult, hits: Hits, language: Language): string[] {
  return [...result].flatMap(([{ titles }, vendor]) => [
    `#### ${titles[language]}`,
    '',
    ...[serviceFaults, wireFaults].flatMap((names) => table(vendor, hits, names, language)),
  ]);
}

function table(
  vendor: VendorResult,
  hits: Hits,
  names: readonly FaultName[],
  language: Language,
): string[] {
  const text = texts[language];
  const rowsOf = (name: (typeof transportNames)[number]) =>
    vendor.transports[name].matrices[hits]?.rows ?? [];
  return [
    ...tableHead([text.operation, text.endpoint, ...names.map((name) => text.names[name])]),
    ...rowsOf('fetch').map((fetch, index) => {
      const undici = rowsOf('undici')[index] ?? fetch;
      const cells = names.map((name) => cellOfBoth(fetch, undici, name, language));
      const operation = operationText(fetch.operation, language);
      return `| ${operation} | \`${fetch.endpoint}\` | ${cells.join(' | ')} |`;
    }),
    '',
  ];
}

/** Returns the result of a fault over both transports. */
function cellOfBoth(fetch: Row, undici: Row, name: FaultName, language: Language): string {
  const [one, other] = [fetch, undici].map((row) => cellText(row.cells[name] ?? '', language));
  return one === other ? `${one}` : texts[language].byTransport(`${one}`, `${other}`);
}

/** Which protocol each runtime speaks over TLS, by transport. */
function protocolTable(columns: readonly Column[], language: Language): string[] {
  const secure = columns.filter(({ tls }) => tls);
  const protocol = (runtime: string, transport: string) => {
    const found = secure.find((each) => each.runtime === runtime && each.transport === transport);
    return found ? `HTTP/${found.http.replace('.0', '')}` : '';
  };
  return [
    ...tableHead([
      texts[language].runtimes.overTls,
      ...runtimes.map((runtime) => titleOf(runtime, columns)),
    ]),
    ...transportNames.map(
      (transport) =>
        `| ${transport} | ${runtimes.map((runtime) => protocol(runtime, transport)).join(' | ')} |`,
    ),
  ];
}

/** `Node 22.1.0`, `Deno 2.9.6`. */
function titleOf(runtime: string, columns: readonly Column[]): string {
  const version = columns.find((column) => column.runtime === runtime)?.version ?? '';
  return `${runtime.split(' ')[0]} ${version}`;
}

/** For each vendor the writes, and a column for each runtime. */
function runtimeTables({ result, columns }: Report, language: Language): string[] {
  return [...result.keys()].flatMap(({ name: vendor, titles }) => [
    `### ${titles[language]}`,
    '',
    ...tableHead([texts[language].operation, ...runtimes]),
    ...Object.keys(columns[0]?.lostReplies[vendor] ?? {}).map((operation) => {
      const cells = runtimes.map((runtime) => {
        const ours = columns.filter((column) => column.runtime === runtime);
        return [...new Set(ours.map((each) => each.lostReplies[vendor]?.[operation]))].join(' / ');
      });
      const translated = cells.map((cell) => cellText(cell, language));
      return `| ${operationText(operation, language)} | ${translated.join(' | ')} |`;
    }),
    '',
  ]);
}

function tableHead(titles: readonly string[]): string[] {
  return [`| ${titles.join(' | ')} |`, `|${' --- |'.repeat(titles.length)}`];
}
