import type { DatabaseSync } from 'node:sqlite';

/** Milliseconds for which writes of a busy journal are gathered: a commit costs as much for two hundred as for one. */
const longestWait = 20;

interface QueuedWrite {
  readonly write: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Queues writes, and commits those that came together in one transaction. */
export interface GroupCommit {
  /** Resolves when the write is on the disk. After a commit that failed nothing is written any more. */
  add(write: () => void): Promise<void>;
  /** Commits what is queued. */
  flush(): void;
}

/**
 * The first write after a pause is committed at once; a busy journal is committed every 20 ms at most. `toError` makes of what a
 * commit failed with what its writes reject with.
 */
export function createGroupCommit(
  database: DatabaseSync,
  toError: (thrown: unknown) => unknown,
): GroupCommit {
  let queue: QueuedWrite[] = [];
  let timer: NodeJS.Timeout | undefined;
  let committedAt = Number.NEGATIVE_INFINITY;
  let failure: { readonly error: unknown } | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const writes = queue;
    queue = [];
    if (writes.length === 0) return;
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const { write } of writes) write();
      database.exec('COMMIT');
    } catch (thrown) {
      failure = { error: toError(thrown) };
      if (database.isTransaction) database.exec('ROLLBACK');
      for (const { reject } of writes) reject(failure.error);
      return;
    }
    committedAt = performance.now();
    for (const { resolve } of writes) resolve();
  }

  return {
    add(write) {
      const committed = new Promise<void>((resolve, reject) => {
        if (failure) return reject(failure.error);
        queue.push({ write, resolve, reject });
        timer ??= setTimeout(flush, Math.max(0, committedAt + longestWait - performance.now()));
      });
      // Not every write is waited for; the next one that is tells of the failure.
      committed.catch(() => undefined);
      return committed;
    },
    flush,
  };
}
