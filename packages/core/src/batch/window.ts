/** Why the number of calls on their way changed. */
type WindowChange = 'answered' | 'slow' | 'throttled';

/** The end of one attempt of a call. */
interface AttemptEnd {
  /** When it was sent, and how long the answer took, in milliseconds. */
  readonly sentAt: number;
  readonly durationMs: number;
  readonly outcome: 'answered' | 'failed' | 'throttled';
  /** True if as many calls as allowed were under way meanwhile. */
  readonly isFull: boolean;
}

/** The number of calls that may be under way at the same time. */
export interface Window {
  readonly limit: number;
  /** Milliseconds that answers take of late. */
  readonly answerMs: number;
  /** Takes in how an attempt ended; tells why the limit is another one now, if it is. */
  note(end: AttemptEnd): WindowChange | undefined;
}

export interface WindowOptions {
  /** The most calls that are ever on their way. */
  readonly most: number;
  /** Milliseconds that an attempt may take. */
  readonly timeout: number;
}

/** Calls that may be on their way before anything is known of the answers. */
const startLimit = 16;

/** Slowness alone never leaves fewer: a vendor who is always slow is not helped by one call at a time. */
const leastWhenSlow = 4;

/** The share of the limit that remains after a refusal, and at least after answers became slow. */
const leftShare = 0.5;

/** Answers count as slow when they take so many times as long as usual, or so much of the time that an attempt has. */
const slowFactor = 2;
const slowShareOfTimeout = 0.2;

/** Answers faster than this are never slow, in milliseconds: on short ways everything varies by more than its double. */
const neverSlow = 100;

/**
 * The number of answers whose mean is the recent time, and the number for the usual time: a single late answer changes neither.
 */
const recentAnswers = 20;
const usualAnswers = 256;

/**
 * Finds how many calls may be on their way. It grows while all of them are used and answers come as fast as usual, is halved by
 * a refusal for the rate, after which it grows one by one, and shrinks while answers are slow. Runtimes that open few
 * connections make calls wait as if answers were slow, so it shrinks there too, long before an attempt times out unsent.
 */
export function createWindow({ most, timeout }: WindowOptions): Window {
  let limit = Math.min(startLimit, most);
  let recent = 0;
  let usual = 0;
  let answers = 0;
  let wasRefused = false;
  /** Calls that were sent before know nothing of the last cut. */
  let cutAt = Number.NEGATIVE_INFINITY;

  function learn(durationMs: number): void {
    answers += 1;
    recent += (durationMs - recent) / Math.min(answers, recentAnswers);
    usual += (durationMs - usual) / Math.min(answers, usualAnswers);
  }

  /** Answers that take longer are slow. */
  function slowFrom(): number {
    return Math.max(neverSlow, Math.min(usual * slowFactor, timeout * slowShareOfTimeout));
  }

  function cut(to: number, endedAt: number): void {
    cutAt = endedAt;
    limit = to;
  }

  function adapt(end: AttemptEnd): WindowChange {
    const { sentAt, durationMs, outcome, isFull } = end;
    const endedAt = sentAt + durationMs;
    const isNews = sentAt >= cutAt;
    if (outcome === 'throttled') {
      wasRefused = true;
      if (isNews) cut(Math.max(1, limit * leftShare), endedAt);
      return 'throttled';
    }
    learn(durationMs);
    const slow = slowFrom();
    if (recent > slow) {
      if (isNews && limit > leastWhenSlow) {
        cut(Math.max(leastWhenSlow, limit * Math.max(leftShare, slow / recent)), endedAt);
      }
      return 'slow';
    }
    if (outcome === 'answered' && isFull) {
      limit = Math.min(most, limit + (wasRefused ? 1 / limit : 1));
    }
    return 'answered';
  }

  return {
    get limit() {
      return Math.floor(limit);
    },
    get answerMs() {
      return recent;
    },
    note(end) {
      const before = Math.floor(limit);
      const why = adapt(end);
      return Math.floor(limit) === before ? undefined : why;
    },
  };
}
