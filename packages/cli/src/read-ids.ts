import { createReadStream } from 'node:fs';
import type { Input } from './host.ts';
import { didYouMean, UsageError, unreadable } from './usage-error.ts';

/** The source of the ids of users. */
export interface IdSource {
  readonly ids: readonly string[];
  /** Path of a file; `-` is standard input. */
  readonly file?: string | undefined;
  /** Column of a CSV file that holds the ids. */
  readonly column?: string | undefined;
}

/** Tells whether ids are read from standard input. */
export function isStdin({ ids, file }: IdSource): boolean {
  return (
    file === '-' || (ids.length === 1 && ids[0] === '-') || (ids.length === 0 && file === undefined)
  );
}

/** Refuses a source that cannot be meant, before anything is asked or sent. */
export function checkSource(source: IdSource, stdin: Input): void {
  const { ids, file, column } = source;
  if (ids.length > 0 && file !== undefined) {
    throw new UsageError({
      en: '--file: ids are given as arguments too: give the one or the other',
      zh: '--file：ID 也作为参数给出了，两者只能选一',
    });
  }
  if (isStdin(source) && stdin.isTTY) {
    throw new UsageError({
      en: 'userIds: give ids as arguments, with --file, or through a pipe',
      zh: 'userIds：请以参数、--file 或管道给出 ID',
    });
  }
  if (column !== undefined && ids.length > 0 && !isStdin(source)) {
    throw new UsageError({
      en: '--column: names a column of a CSV file, and the ids are arguments',
      zh: '--column：指定 CSV 文件的列，而 ID 是以参数给出的',
    });
  }
}

/**
 * Reads ids as they come: a line each, CSV with a named column, or JSON lines, which may be the output of another command;
 * lines of that which are done already are passed over.
 */
export async function* readIds(source: IdSource, stdin: Input): AsyncGenerator<string> {
  const { ids, file, column } = source;
  if (!isStdin(source) && file === undefined) {
    yield* ids;
    return;
  }
  const name = isStdin(source) ? 'standard input' : (file ?? '');
  const lines = linesOf(isStdin(source) ? stdin : createReadStream(name), name);
  if (column === undefined) yield* idsInLines(lines, name);
  else yield* idsInColumn(lines, column, name);
}

/** Cuts ids into lists of at most so many. */
export async function* windowsOf(
  ids: AsyncIterable<string>,
  size: number,
): AsyncGenerator<string[]> {
  let window: string[] = [];
  for await (const id of ids) {
    window.push(id);
    if (window.length < size) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}

interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

async function* linesOf(stream: NodeJS.ReadableStream, name: string): AsyncGenerator<Line> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  try {
    for await (const text of lines) {
      number += 1;
      yield { text: number === 1 ? text.replace(/^\uFEFF/, '') : text, number };
    }
  } catch (error) {
    throw unreadable(name, error);
  }
}

async function* idsInLines(lines: AsyncIterable<Line>, name: string): AsyncGenerator<string> {
  for await (const { text, number } of lines) {
    const line = text.trim();
    if (line === '') continue;
    if (!/^[{"]/.test(line)) {
      yield line;
      continue;
    }
    const id = idInJson(line, `${name}, line ${number}`);
    if (id !== undefined) yield id;
  }
}

/** The id in a line of JSON; nothing where the line says that it is done. */
function idInJson(line: string, where: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError({
      en: `${where}: begins like JSON and is none`,
      zh: `${where}：像 JSON 开头，但不是 JSON`,
    });
  }
  if (typeof value === 'string') return value;
  const { userId, status } = value as { readonly userId?: unknown; readonly status?: unknown };
  if (typeof userId !== 'string' || userId === '') {
    throw new UsageError({ en: `${where}: has no userId`, zh: `${where}：没有 userId` });
  }
  return status === 'done' ? undefined : userId;
}

async function* idsInColumn(
  lines: AsyncIterable<Line>,
  column: string,
  name: string,
): AsyncGenerator<string> {
  let at: number | undefined;
  let statusAt = -1;
  for await (const { cells, number } of recordsOf(lines, name)) {
    if (at === undefined) {
      at = cells.indexOf(column);
      statusAt = cells.indexOf('status');
      if (at === -1) throw await unknownColumn(column, cells, name);
      continue;
    }
    const id = cells[at]?.trim();
    if (id === undefined) {
      throw new UsageError({
        en: `${name}, line ${number}: has no column ${column}`,
        zh: `${name} 第 ${number} 行：没有列 ${column}`,
      });
    }
    if (id !== '' && cells[statusAt] !== 'done') yield id;
  }
}

async function unknownColumn(
  column: string,
  known: readonly string[],
  name: string,
): Promise<UsageError> {
  const hint = (await didYouMean(column, known)) ?? {
    en: `; the columns are ${known.join(', ')}`,
    zh: `；现有的列为 ${known.join('、')}`,
  };
  return new UsageError({
    en: `--column ${column}: unknown column of ${name}${hint.en}`,
    zh: `--column ${column}：${name} 中没有这一列${hint.zh}`,
  });
}

/** The records of a CSV file; a quoted cell may hold line breaks. */
async function* recordsOf(
  lines: AsyncIterable<Line>,
  name: string,
): AsyncGenerator<{ readonly cells: readonly string[]; readonly number: number }> {
  let begun: Line | undefined;
  for await (const line of lines) {
    const text = begun === undefined ? line.text : `${begun.text}\n${line.text}`;
    const number = begun?.number ?? line.number;
    begun = undefined;
    if (text.split('"').length % 2 === 0) begun = { text, number };
    else if (text.trim() !== '') yield { cells: cellsOf(text), number };
  }
  if (begun) {
    throw new UsageError({
      en: `${name}, line ${begun.number}: a quotation mark is not closed`,
      zh: `${name} 第 ${begun.number} 行：引号没有闭合`,
    });
  }
}

function cellsOf(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    ([, quoted, plain = '']) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')),
  );
}
