import { exitCodes } from './exit-codes.ts';
import type { Host } from './host.ts';

/** Why a command stops early. */
type StopCause = 'signal' | 'closed pipe';

/** Tells a command that it is to stop: by a signal, or because nobody reads its output any more. */
export interface Stop {
  readonly cause: StopCause | undefined;
  /** Aborted as soon as reads are to end; writes that are on their way are waited for. */
  readonly reads: AbortSignal;
  /** Aborted by a second signal, for those who do not want to wait. */
  readonly writes: AbortSignal;
  now(cause: StopCause): void;
}

/** Listens to signals and to standard output. */
export function listenForStop(host: Host): Stop {
  const reads = new AbortController();
  const writes = new AbortController();
  let cause: StopCause | undefined;
  const stop = {
    get cause() {
      return cause;
    },
    reads: reads.signal,
    writes: writes.signal,
    now(why: StopCause) {
      if (cause === 'signal' && why === 'signal') {
        writes.abort();
        // Something else may be waited for, such as a pipe that nobody closes.
        setTimeout(() => host.exit(exitCodes.interrupted), 1000).unref();
      }
      if (cause !== 'signal') cause = why;
      reads.abort();
    },
  };
  host.onSignal(() => stop.now('signal'));
  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    stop.now('closed pipe');
  });
  // Nobody can be told where messages cannot be written.
  host.stderr.on('error', () => {});
  return stop;
}
