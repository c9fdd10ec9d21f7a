import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** Reads the JSON that an option gives: as it is, in a file (`@path`), or on standard input (`-`). */
export function readJson(option: string, text: string): unknown {
  let json = text;
  try {
    if (text === '-') json = readFileSync(0, 'utf8');
    else if (text.startsWith('@')) json = readFileSync(text.slice(1), 'utf8');
  } catch (error) {
    throw new UsageError(`${option} ${text}: cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${option}: is not JSON: ${(error as Error).message}`);
  }
}
