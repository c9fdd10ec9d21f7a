/** Milliseconds for which a busy journal gathers what it sends: a transaction costs little more for fifty writes than for one. */
const longestWait = 50;

/** So much that waits is sent before. */
const enough = 64;

/** Lets one journey begin after the other. */
export interface Pace {
  /** Waits until the next one may begin: the first after a pause at once, others `longestWait` after the one before. */
  next(): Promise<void>;
  /** Tells how much waits for it. */
  waiting(count: number): void;
}

export function createPace(): Pace {
  let begunAt = Number.NEGATIVE_INFINITY;
  let isEnough = false;
  let begin = (): void => undefined;
  return {
    async next() {
      const wait = begunAt + longestWait - performance.now();
      // What comes in the same turn comes along in any case.
      await (wait > 0 && !isEnough ? pause(wait) : undefined);
      begunAt = performance.now();
      isEnough = false;
    },
    waiting(count) {
      isEnough = count >= enough;
      if (isEnough) begin();
    },
  };

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      begin = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
