import { stripVTControlCharacters } from 'node:util';

/** A line of output: an object of plain values. */
export type Row = object;

/** Lines up rows as they come. */
export interface Table {
  /** The text that can be printed after this row, which may be none. */
  add(row: Row): string;
  /** Returns the rest, when no row follows. */
  end(): string;
}

/** Rows from which the widths of the columns are taken. */
const sample = 200;

/** Makes a table of these columns; those that stay empty in the first rows are left out. */
export function createTable(
  columns: readonly string[],
  {
    width = 0,
    head,
  }: { readonly width?: number | undefined; readonly head: (text: string) => string },
): Table {
  const held: (readonly string[])[] = [];
  let widths: readonly number[] | undefined;

  function lineOf(cells: readonly string[]): string {
    const shown = cells.flatMap((cell, index) => {
      const most = widths?.[index] ?? 0;
      return most === 0 ? [] : [padded(cell, most)];
    });
    const line = shown.join('  ').trimEnd();
    return width > 0 ? cut(line, width) : line;
  }

  function release(): string {
    if (widths === undefined) {
      const filled = columns.map((_, index) =>
        Math.max(0, ...held.map((row) => widthOf(row[index] ?? ''))),
      );
      widths = filled.map((most, index) =>
        most === 0 ? 0 : Math.max(most, (columns[index] ?? '').length),
      );
      if (held.length === 0) return '';
      return [head(lineOf(columns)), ...held.splice(0).map(lineOf)]
        .map((line) => `${line}\n`)
        .join('');
    }
    return held
      .splice(0)
      .map((row) => `${lineOf(row)}\n`)
      .join('');
  }

  return {
    add(row) {
      held.push(columns.map((column) => oneLine(cellOf(row, column))));
      return widths !== undefined || held.length >= sample ? release() : '';
    },
    end: release,
  };
}

/** A field of a row as text. */
export function cellOf(row: Row, column: string): string {
  const value = (row as Readonly<Record<string, unknown>>)[column];
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Texts of strangers may hold line breaks, and sequences that move the cursor. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text).replaceAll(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu,
    ' ',
  );
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Columns of the terminal that a text takes: Chinese characters and most emoji take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

function columnsOf(character: string): number {
  if (/\p{Mn}|\p{Cf}/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u.test(
    character,
  )
    ? 2
    : 1;
}

function cut(line: string, width: number): string {
  if (widthOf(line) <= width) return line;
  let used = 1;
  let end = 0;
  for (const character of line) {
    used += columnsOf(character);
    if (used > width) break;
    end += character.length;
  }
  return `${line.slice(0, end)}…`;
}
