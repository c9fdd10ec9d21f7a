/** Says that this process is ready, waits for the others, works, and reports the result. */
export async function runWorker<Task>(work: (task: Task) => Promise<unknown>): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '');
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  process.send?.(await work(task));
}
