/** The part of a stream that a progress line needs. */
export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** One line that tells how far a program is. */
export interface ProgressLine {
  readonly show: (text: string) => void;
  /** Takes the line away, so that other output can follow. */
  readonly clear: () => void;
}

const logIntervalMs = 5_000;

/** On a terminal the line is written over; in a log there is a new one every five seconds, without control characters. */
export function createProgressLine(
  output: ProgressOutput,
  now: () => number = Date.now,
): ProgressLine {
  if (output.isTTY) {
    return {
      show: (text) => output.write(`\r${text}\u001b[K`),
      clear: () => output.write('\r\u001b[K'),
    };
  }
  let shownAt = now();
  return {
    show(text) {
      if (now() - shownAt < logIntervalMs) return;
      shownAt = now();
      output.write(`${text}\n`);
    },
    clear() {},
  };
}
