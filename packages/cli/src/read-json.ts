import { readFileSync } from 'node:fs';
import { notJson, unreadable } from './usage-error.ts';

/** Reads the JSON that an option gives: as it is, in a file (`@path`), or on standard input (`-`). */
export function readJson(option: string, text: string): unknown {
  let json = text;
  try {
    if (text === '-') json = readFileSync(0, 'utf8');
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
