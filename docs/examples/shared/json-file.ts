import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Reads a JSON file that a person wrote; what is wrong with it is told with its place. */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new UsageError(`${path}: cannot be read`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path}: is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

export function readFields(value: unknown, place: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new UsageError(`${place}: must be an object`);
}

export function readList(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UsageError(`${place}: must be a list`);
}

export function readText(value: unknown, place: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new UsageError(`${place}: must be text`);
}

/** Texts, each once. */
export function readTexts(value: unknown, place: string): readonly string[] {
  return [...new Set(readList(value, place).map((item, at) => readText(item, `${place}.${at}`)))];
}
