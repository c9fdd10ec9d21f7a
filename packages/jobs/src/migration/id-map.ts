import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MigrationContext } from './context.ts';
import { identityOf } from './phase.ts';

export type IdMapFormat = 'csv' | 'jsonl';

/** Writes the ids of all groups that were made, `source` and `target`, as CSV or JSON lines; tells how many. */
export async function exportIdMap(
  context: MigrationContext,
  path: string,
  format: IdMapFormat,
): Promise<number> {
  const { journal } = context;
  await journal.begin(identityOf(context));
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    if (format === 'csv') yield 'source,target\n';
    for await (const { source, target } of journal.idMap()) {
      count += 1;
      yield format === 'csv'
        ? `${[source, target].map(cell).join(',')}\n`
        : `${JSON.stringify({ source, target })}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return count;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
