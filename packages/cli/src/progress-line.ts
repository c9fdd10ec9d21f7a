import type { Printed } from './host.ts';

/** One line that tells how far a long command is; none where it is printed on no terminal. */
export interface ProgressLine {
  show(settled: number, failed: number): void;
  say(text: string): void;
  clear(): void;
}

export function createProgressLine(stream: Printed): ProgressLine {
  // A command that is done at once shows none.
  let shownAt = performance.now();
  let isShown = false;
  function say(text: string): void {
    if (!stream.isTTY || performance.now() - shownAt < 200) return;
    shownAt = performance.now();
    isShown = true;
    stream.write(`\r\x1b[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
  }
  return {
    say,
    show: (settled, failed) => say(`${settled} users, ${failed} failed`),
    clear() {
      if (isShown) stream.write('\r\x1b[K');
      isShown = false;
    },
  };
}
