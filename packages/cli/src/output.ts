import { styleText } from 'node:util';
import type { Printed } from './host.ts';
import { cellOf, createTable, type Row } from './table.ts';

/** The formats of results. */
export const formats = ['table', 'jsonl', 'csv'] as const;
export type Format = (typeof formats)[number];

/** Prints results on standard output: the only place that does. */
export interface Output {
  /** Prints a line of a list whose fields are these, in this order; others are printed in JSON lines only. */
  row(row: Row): Promise<void>;
  /** Prints what is still held back. */
  end(): Promise<void>;
}

/** Prints a list with these columns. */
export function createOutput(
  stream: Printed,
  format: Format,
  columns: readonly string[],
  isOpen: () => boolean,
): Output {
  const write = (text: string) => (isOpen() ? print(stream, text) : Promise.resolve());
  const table = createTable(columns, {
    width: stream.columns,
    head: (text) => styled('bold', text, stream),
  });
  let isFirst = true;
  return {
    async row(row) {
      if (format === 'jsonl') return write(`${JSON.stringify(row)}\n`);
      if (format === 'table') return write(table.add(row));
      const head = isFirst ? `${columns.join(',')}\r\n` : '';
      isFirst = false;
      const cells = columns.map((column) => csvCell(cellOf(row, column)));
      return write(`${head}${cells.join(',')}\r\n`);
    },
    async end() {
      if (format === 'table') await write(table.end());
    },
  };
}

/** Prints a text; where its reader is slower, waits for it. */
export async function print(stream: Printed, text: string): Promise<void> {
  if (text === '' || stream.errored) return;
  // Called also where the reader went away.
  const { promise, resolve } = Promise.withResolvers<void>();
  if (!stream.write(text, () => resolve())) await promise;
}

/** A text in a style where it is printed on a terminal, and nobody asked for none. */
export function styled(style: 'bold' | 'red', text: string, stream: Printed): string {
  return styleText(style, text, { stream });
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
