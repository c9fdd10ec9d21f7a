/** Works through a list in so many lanes, each taking the next item when it is done with one. */
export async function inLanes<Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  async function lane(): Promise<void> {
    for (let item = waiting.shift(); item; item = waiting.shift()) await work(item);
  }
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Trials after which the time of all is estimated. */
const firstLaps = 4;

/** Prints how long a trial takes, and from that how long all of them will. */
export function startTimer(title: string, trials: number): { readonly lap: () => void } {
  const startedAt = performance.now();
  let laps = 0;
  return {
    lap() {
      laps += 1;
      if (laps !== firstLaps) return;
      const seconds = (performance.now() - startedAt) / 1000 / laps;
      const minutes = ((seconds * trials) / 60).toFixed(0);
      console.log(
        `${title}: ${seconds.toFixed(1)} s a trial, about ${minutes} minutes for ${Math.ceil(trials)}`,
      );
    },
  };
}
