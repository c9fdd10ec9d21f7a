/** One line on standard error that tells how far a long command is; none where that is no terminal. */
export interface ProgressLine {
  show(settled: number, failed: number): void;
  say(text: string): void;
  clear(): void;
}

export function createProgressLine(): ProgressLine {
  const { stderr } = process;
  // A command that is done at once shows none.
  let shownAt = performance.now();
  let isShown = false;
  function say(text: string): void {
    if (!stderr.isTTY || performance.now() - shownAt < 200) return;
    shownAt = performance.now();
    isShown = true;
    stderr.write(`\r\x1b[K${text.slice(0, (stderr.columns ?? 80) - 1)}`);
  }
  return {
    say,
    show: (settled, failed) => say(`${settled} users, ${failed} failed`),
    clear() {
      if (isShown) stderr.write('\r\x1b[K');
      isShown = false;
    },
  };
}
