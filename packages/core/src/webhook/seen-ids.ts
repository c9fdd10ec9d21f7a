import { aFunction, checkOptions, positiveInteger, strict } from '@imgroups/core/adapter';
import * as v from 'valibot';

/**
 * Remembers which events were handled, so that a second delivery of a callback does nothing: in this process, or shared
 * through a database (`@imgroups/redis`).
 */
export interface SeenIds {
  /**
   * Takes an event, at once: of several deliveries side by side one gets `new`, or `again` where an earlier one took it and did
   * not get through. The others get `running` until the lease ends, and `done` once it was handled.
   */
  claim(id: string, leaseSeconds: number): Promise<'new' | 'again' | 'running' | 'done'>;
  /** Notes that an event was handled. */
  done(id: string, keepSeconds: number): Promise<void>;
  /** Gives an event back that was not handled. */
  release(id: string): Promise<void>;
}

/** The number of ids that are kept, and the clock. */
export interface SeenIdsInMemoryOptions {
  /** The oldest ids are forgotten above it. @default 100000 */
  readonly maxIds?: number | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

interface Seen {
  readonly state: 'running' | 'done' | 'released';
  readonly until: number;
}

const optionsSchema = strict({ maxIds: v.optional(positiveInteger), now: v.optional(aFunction) });

/** Keeps ids in this process. */
export function seenIdsInMemory(options: SeenIdsInMemoryOptions = {}): SeenIds {
  const { maxIds = 100_000, now = Date.now } = checkOptions(undefined, optionsSchema, options);
  const seen = new Map<string, Seen>();

  function note(id: string, entry: Seen): void {
    // The newest stand last, so that the first are the oldest.
    seen.delete(id);
    seen.set(id, entry);
    for (const oldest of seen.keys()) {
      if (seen.size <= maxIds) break;
      seen.delete(oldest);
    }
  }

  return {
    async claim(id, leaseSeconds) {
      const entry = seen.get(id);
      const isOver = entry === undefined || entry.until <= now();
      if (!isOver && entry.state !== 'released') return entry.state;
      note(id, { state: 'running', until: now() + leaseSeconds * 1000 });
      const wasTaken = entry !== undefined && entry.state !== 'done';
      return wasTaken ? 'again' : 'new';
    },
    async done(id, keepSeconds) {
      note(id, { state: 'done', until: now() + keepSeconds * 1000 });
    },
    async release(id) {
      note(id, { state: 'released', until: Number.POSITIVE_INFINITY });
    },
  };
}
