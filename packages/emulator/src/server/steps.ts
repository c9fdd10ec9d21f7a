import type { Change, ChangeFeed } from './changes.ts';

/** Listens to changes together as they were made: those of one call, or of one command, at once. */
export function subscribeToSteps(
  feed: Pick<ChangeFeed, 'subscribe'>,
  listener: (changes: readonly Change[]) => void,
): void {
  let step: Change[] = [];
  feed.subscribe((change) => {
    // The feed tells all changes of a step in a row.
    if (step.length === 0) {
      queueMicrotask(() => {
        const changes = step;
        step = [];
        listener(changes);
      });
    }
    step.push(change);
  });
}
