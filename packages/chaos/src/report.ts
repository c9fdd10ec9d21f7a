import { type ChaosResult, transportNames, type VendorResult, violationsOf } from './chaos.ts';
import { type FaultName, serviceFaults, wireFaults } from './faults.ts';
import type { LostRepliesRow } from './lost-replies.ts';
import type { Hits, Row } from './matrix.ts';
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
    `Written by \`pnpm chaos --seed ${seed}\`: every adapter against its emulator while the network and the service fail, once over the default transport (fetch) and once over \`undiciTransport()\`. After it, what the SDK reported is compared with what the service has.`,
    '',
    '| claim | found |',
    '| --- | --- |',
    `| effects that happened twice | ${count('doubled')} |`,
    `| effects that happened and were reported as surely not done, or not at all | ${count('unreported')} |`,
    `| effects that were reported as done and did not happen | ${count('lost')} |`,
    `| other contradictions between reports and state | ${count('wrong')} |`,
    '',
    'The figures hold for three kinds of runs: the lost replies and the faults below, storms of thousands of operations in which any of these faults hits every seventh request, and two processes that change the same members at the same time in such a storm.',
    '',
    'One thing is out of reach of any client, and not in it: a service that acts on a request after the client gave up on it and did something else.',
    '',
    '## Lost replies',
    '',
    'Every twentieth reply to a write was lost after the write took effect: the connection was cut before or within the answer, the answer was spoilt, or a gateway gave another status in its place.',
    '',
    '| vendor | call | transport | calls | lost replies | reported done | reported `ambiguous` | reported failed |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...lostReplies(result),
    '',
    'A create without an id of your own, and an increase of a counter, are never sent twice: whether they took effect cannot be known, and the error says so.',
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
    'A cell has several words where the forms of a fault end differently, and names the transports where they do.',
    '',
    '“Before” and “after” are seen from the effect of the call.',
    '',
    'In the service, or in a gateway before it:',
    '',
    `- *refused*: nobody takes the connection. *throttled*: ${throttledTexts(result)}. *web page*: the HTML of a gateway, with status 200 or 502. *slow body*: the answer stops in the middle until the time-out. *expired*: the credentials are refused.`,
    '',
    'On the way, by a proxy at the level of TCP:',
    '',
    '- *cut in request*: the connection is reset when it is made, within the head or body of the request, or once all of it was read. *cut after*: the service acted, and the connection is reset or ended without an answer. *cut in answer*: likewise within the head or the body of the answer.',
    '- *stale*: the request goes over a connection that was kept from an earlier one, and is cut as it arrives.',
    '- *byte by byte*: request and answer arrive in pieces of one byte. *wrong length*: the answer is longer or shorter than it says, says two lengths or none, or has a broken chunk. *encoded*: it is compressed without being asked, is no gzip or half of one though it says so, or has an unknown encoding.',
    '- *other status*: the service acted, and its answer comes with 202, 203, 204, 206, 302, 304, 307 or 408. *not HTTP*: another protocol, a head of 100 kB, or early hints before the answer. *error after*: the service acted, and the runtime reports `EHOSTUNREACH`, `ENETUNREACH` or `ECONNREFUSED` on reading or writing.',
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
  return [...result.keys()]
    .map(({ title, throttledText }) => `on ${title} ${throttledText}`)
    .join(', ');
}

function lostReplies(result: ChaosResult): string[] {
  return [...result].flatMap(([{ title }, { transports }]) =>
    transportNames.flatMap((transport) =>
      transports[transport].lostReplies.rows.map((row) => toLostReplies(title, transport, row)),
    ),
  );
}

function toLostReplies(title: string, transport: string, row: LostRepliesRow): string {
  const { operation, calls, lostReplies: lost, endings } = row;
  const cells = [calls, lost, endings.done, endings['in doubt'], endings['not done']];
  return `| ${title} | ${operation} | ${transport} | ${cells.join(' | ')} |`;
}

function tables(result: ChaosResult, hits: Hits): string[] {
  return [...result].flatMap(([{ title }, vendor]) => [
    `#### ${title}`,
    '',
    ...table(vendor, hits, serviceFaults),
    ...table(vendor, hits, wireFaults),
  ]);
}

function table(vendor: VendorResult, hits: Hits, names: readonly FaultName[]): string[] {
  const rowsOf = (name: (typeof transportNames)[number]) =>
    vendor.transports[name].matrices[hits]?.rows ?? [];
  return [
    `| operation | endpoint | ${names.join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(names.length)}`,
    ...rowsOf('fetch').map((row, index) => toLine(row, rowsOf('undici')[index] ?? row, names)),
    '',
  ];
}

/** A row for both transports. */
function toLine(fetch: Row, undici: Row, names: readonly FaultName[]): string {
  const cells = names.map((name) => {
    const [one, other] = [fetch.cells[name], undici.cells[name]];
    return one === other ? one : `${one} (fetch), ${other} (undici)`;
  });
  return `| ${fetch.operation} | \`${fetch.endpoint}\` | ${cells.join(' | ')} |`;
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
