/** Says something to the process that started this one. */
export function tell(message: object): void {
  process.send?.(message);
}

/** Answers questions, one after the other, until this process is stopped. */
export function answerWith(answer: (question: unknown) => Promise<object>): void {
  process.on('message', (question) => {
    // A failed measurement ends the worker, and with it the run.
    void answer(question).then(tell);
  });
}
