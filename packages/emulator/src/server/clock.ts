/** The emulator's time: the machine's, moved ahead on demand. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Moves the time ahead, so that mutes, bans, tokens and signatures end. */
  readonly advance: (seconds: number) => void;
  /** Seconds that it was moved ahead. */
  readonly ahead: () => number;
  /** Back to the machine's time. */
  readonly reset: () => void;
}

/** A clock over the given time source. */
export function createClock(machineNow: () => number = Date.now): Clock {
  let offset = 0;
  return {
    now: () => machineNow() + offset,
    advance(seconds) {
      offset += seconds * 1000;
    },
    ahead: () => offset / 1000,
    reset() {
      offset = 0;
    },
  };
}
