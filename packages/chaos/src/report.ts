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
    'The connection was cut after a write was read, on a kept-alive connection where the runtime keeps any: before its effect, and after it. Written by `pnpm install-projects --write runtimes`, which runs the packed packages; it also counts that no request arrives more often than it was sent. With both transports (over fetch, and undici where the runtime has it) the same came of it.',
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

/** For each vendor the writes, and a column for each runtime. */
function runtimeTables(result: ChaosResult, columns: readonly Column[]): string[] {
  const [first] = columns;
  return [...result.keys()].flatMap(({ name: vendor, title }) => {
    const operations = first?.lostReplies.filter((each) => each.vendor === vendor) ?? [];
    return [
      `### ${title}`,
      '',
      `| operation | ${runtimes.join(' | ')} |`,
      `| --- |${' --- |'.repeat(runtimes.length)}`,
      ...operations.map(({ operation }) => {
        const cells = runtimes.map((runtime) => {
          const found = columns
            .filter((column) => column.runtime === runtime)
            .flatMap(({ lostReplies }) => lostReplies)
            .filter((each) => each.vendor === vendor && each.operation === operation)
            .map(({ before, after }) => (before === after ? before : `${before}, ${after}`));
          return [...new Set(found)].join(' / ');
        });
        return `| ${operation} | ${cells.join(' | ')} |`;
      }),
      '',
    ];
  });
}

function toLine({ operation, endpoint, cells }: Row): string {
  const shown = faultNames.map((name) => cells[name]);
  return `| ${operation} | \`${endpoint}\` | ${shown.join(' | ')} |`;
}
