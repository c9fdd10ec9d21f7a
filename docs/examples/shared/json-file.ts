import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Reads a JSON file that a person wrote; errors name the file and the field. */
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

export function readFields(value: unknown, field: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new UsageError(`${field}: must be an object`);
}

export function readList(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UsageError(`${field}: must be a list`);
}

export function readString(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new UsageError(`${field}: must be a string`);
}

/** Reads a list of strings, and returns each once. */
export function readStrings(value: unknown, field: string): readonly string[] {
  return [...new Set(readList(value, field).map((item, at) => readString(item, `${field}.${at}`)))];
}
