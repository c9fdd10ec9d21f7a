/** The progress of a job. */
export interface JobProgress {
  /** `planning` reads what is to be done, `working` does it, `waiting` pauses before failed units are tried again. */
  readonly phase: 'planning' | 'working' | 'waiting';
  readonly done: number;
  readonly failed: number;
  /** Units that are still to be done. While planning: those found so far. */
  readonly left: number;
  /** Calls per second of late. */
  readonly callsPerSecond: number;
  /** At the pace of this session; absent before any unit has ended. */
  readonly secondsLeft?: number | undefined;
}

/** Counts calls, by endpoint and of late. */
export interface CallMeter {
  note(endpoint: string, calls?: number): void;
  readonly perSecond: number;
  readonly byEndpoint: Readonly<Record<string, number>>;
}

/** Milliseconds that count as of late. */
const recently = 5000;

export function createCallMeter(now: () => number = () => performance.now()): CallMeter {
  const counts = new Map<string, number>();
  const startedAt = now();
  let since = startedAt;
  let before = 0;
  let current = 0;

  /** Two halves of the span: the one that runs, and the one before. */
  function turn(): void {
    const halves = Math.floor((now() - since) / (recently / 2));
    if (halves === 0) return;
    before = halves === 1 ? current : 0;
    current = 0;
    since += (halves * recently) / 2;
  }

  return {
    note(endpoint, calls = 1) {
      turn();
      current += calls;
      counts.set(endpoint, (counts.get(endpoint) ?? 0) + calls);
    },
    get perSecond() {
      turn();
      const span = Math.min(now() - startedAt, now() - since + recently / 2);
      return span === 0 ? 0 : ((before + current) * 1000) / span;
    },
    get byEndpoint() {
      return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}
