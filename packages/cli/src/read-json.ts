import { readFileSync } from 'node:fs';
import { type Host, readInput } from './host.ts';
import { notJson, unreadable } from './usage-error.ts';

/** Reads the JSON that an option gives: as it is, in a file (`@path`), or on standard input (`-`). */
export async function readJson(host: Host, option: string, text: string): Promise<unknown> {
  let json = text;
  try {
    if (text === '-') json = await readInput(host);
    else if (text.startsWith('@')) json = readFileSync(text.slice(1), 'utf8');
  } catch (error) {
    throw unreadable(`${option} ${text}`, error);
  }
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw notJson(option, error);
  }
}
