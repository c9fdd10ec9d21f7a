import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';

/** The process that works with a journal, as messages name it. */
export interface Holder {
  readonly actor: string;
  /** ISO 8601. */
  readonly since: string;
}

/** This process, for people: `li@worker-3, process 4711`. */
export function thisActor(): string {
  return `${userName()}@${hostname()}, process ${process.pid}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user without a name.
    return 'somebody';
  }
}

/** Writes beside a journal who holds it. The lock itself is SQLite's, and goes with the process. */
export function nameHolder(path: string, now: Date): void {
  writeFileSync(holderPath(path), JSON.stringify({ actor: thisActor(), since: now.toISOString() }));
}

/** Returns the process that holds a locked journal; undefined where it cannot be told. */
export function readHolder(path: string): Holder | undefined {
  try {
    const { actor, since } = JSON.parse(readFileSync(holderPath(path), 'utf8'));
    return typeof actor === 'string' && typeof since === 'string' ? { actor, since } : undefined;
  } catch {
    return undefined;
  }
}

export function forgetHolder(path: string): void {
  rmSync(holderPath(path), { force: true });
}

function holderPath(path: string): string {
  return `${path}.holder`;
}
