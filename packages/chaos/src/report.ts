import { type ChaosResult, type VendorResult, violationsOf } from './chaos.ts';
import { faultNames } from './faults.ts';
import type { LostRepliesRow } from './lost-replies.ts';
import type { Row } from './matrix.ts';
import { type Column, runtimes } from './runtimes/column.ts';

/** The page on reliability. It holds nothing that differs between two runs with one seed. */
export function reliabilityPage(
  result: ChaosResult,
  seed: number,
  columns: readonly Column[],
): string {
  const violations = violationsOf(result);
  const count = (kind: string) => violations.filter((each) => each.kind === kind).length;
  return `${[
    '# Reliability',
    '',
    `Written by \`pnpm chaos --seed ${seed}\`: every adapter against its emulator while the network and the service fail. After it, what the SDK reported is compared with what the service has.`,
    '',
    '| claim | found |',
    '| --- | --- |',
    `| effects that happened twice | ${count('doubled')} |`,
    `| effects that happened and were reported as surely not done, or not at all | ${count('unreported')} |`,
    `| effects that were reported as done and did not happen | ${count('lost')} |`,
    `| other contradictions between reports and state | ${count('wrong')} |`,
    '',
    'One thing is out of reach of any client, and not in it: a service that acts on a request after the client gave up on it and did something else.',
    '',
    '## Lost replies',
    '',
    'Every twentieth reply to a write was lost after the write took effect: the connection was cut before or within the answer, the answer was spoilt, or a gateway answered 5xx in its place.',
    '',
    '| vendor | call | calls | lost replies | reported done | reported `ambiguous` | reported failed |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...lines(result, ({ lostReplies }) => lostReplies.rows.map(toLostReplies)),
    '',
    'A create without an id of your own is never sent twice: whether it took effect cannot be known, and the error says so.',
    '',
    '## Lost replies on every runtime',
    '',
    'The connection was cut after a write was read, on a kept-alive connection where the runtime keeps any: before its effect, and after it. `pnpm install-projects --write runtimes` runs this with the packed packages over every transport of a runtime (fetch, and undici where there is one), in plain text and over TLS, and counts that no request arrives more often than it was sent. A cell holds all that came of it.',
    '',
    ...protocolTable(columns),
    '',
    ...runtimeTables(result, columns),
    '## Faults and what comes of them',
    '',
    '- **done**: nothing else was needed.',
    '- **retried**: done, by sending the call again.',
    '- **read back**: done, as a read showed after the failure.',
    '- **in doubt**: failed with `ambiguous: true`; the effect may be there.',
    '- **not done**: failed with `ambiguous: false`; the effect is surely not there.',
    '',
    `“Before” and “after” are seen from the effect of the call. *refused*: nobody takes the connection. *throttled*: ${throttledTexts(result)}. *web page*: the HTML of a gateway, with status 200 or 502. *slow body*: the answer stops in the middle until the time-out. *expired*: the credentials are refused.`,
    '',
    '### The first attempt fails',
    '',
    ...tables(result, 'once'),
    '### Every attempt fails',
    '',
    ...tables(result, 'always'),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function throttledTexts(result: ChaosResult): string {
  return [...result.keys()].map(({ title, throttled }) => `on ${title} ${throttled}`).join(', ');
}

function lines(result: ChaosResult, rows: (vendor: VendorResult) => readonly string[]): string[] {
  return [...result].flatMap(([{ title }, of]) => rows(of).map((row) => `| ${title} ${row}`));
}

function toLostReplies({ operation, calls, lostReplies, endings }: LostRepliesRow): string {
  const cells = [calls, lostReplies, endings.done, endings['in doubt'], endings['not done']];
  return `| ${operation} | ${cells.join(' | ')} |`;
}

function tables(result: ChaosResult, hits: 'once' | 'always'): string[] {
  return [...result].flatMap(([{ title }, { matrices }]) => {
    const matrix = matrices[hits];
    if (!matrix) return [];
    return [
      `#### ${title}`,
      '',
      `| operation | endpoint | ${faultNames.join(' | ')} |`,
      `| --- | --- |${' --- |'.repeat(faultNames.length)}`,
      ...matrix.rows.map(toLine),
      '',
    ];
  });
}

/** Which protocol each runtime speaks over TLS, by transport. */
function protocolTable(columns: readonly Column[]): string[] {
  const secure = columns.filter(({ tls }) => tls);
  const protocol = (runtime: string, transport: string) => {
    const found = secure.find((each) => each.runtime === runtime && each.transport === transport);
    return found ? `HTTP/${found.http.replace('.0', '')}` : '';
  };
  return [
    `| over TLS | ${runtimes.map((runtime) => titleOf(runtime, columns)).join(' | ')} |`,
    `| --- |${' --- |'.repeat(runtimes.length)}`,
    ...(['fetch', 'undici'] as const).map(
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
function runtimeTables(result: ChaosResult, columns: readonly Column[]): string[] {
  return [...result.keys()].flatMap(({ name: vendor, title }) => [
    `### ${title}`,
    '',
    `| operation | ${runtimes.join(' | ')} |`,
    `| --- |${' --- |'.repeat(runtimes.length)}`,
    ...Object.keys(columns[0]?.lostReplies[vendor] ?? {}).map((operation) => {
      const cells = runtimes.map((runtime) => {
        const ours = columns.filter((column) => column.runtime === runtime);
        return [...new Set(ours.map((each) => each.lostReplies[vendor]?.[operation]))].join(' / ');
      });
      return `| ${operation} | ${cells.join(' | ')} |`;
    }),
    '',
  ]);
}

function toLine({ operation, endpoint, cells }: Row): string {
  const shown = faultNames.map((name) => cells[name]);
  return `| ${operation} | \`${endpoint}\` | ${shown.join(' | ')} |`;
}
