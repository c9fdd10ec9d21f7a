import { gathered } from './gathered.ts';

/** Users of one window: a multiple of what vendors take in one call. */
const windowSize = 480;

/** Windows on their way at the same time, so that none waits for the last answer of the one before. */
const windowsAtOnce = 2;

export interface WindowWork {
  run(userIds: readonly string[]): Promise<void>;
  /** Notes how many users are done, from the first on. */
  note(progress: number): Promise<void>;
  /** Throws when no further window may begin. */
  mayGoOn(): void;
}

/**
 * Works through any number of users in windows, behind those who are done. The memory that it takes does not grow with their
 * number, and at most two windows are on their way.
 */
export async function inWindows(
  userIds: Iterable<string> | AsyncIterable<string>,
  done: number,
  { run, note, mayGoOn }: WindowWork,
): Promise<void> {
  const running: Promise<void>[] = [];
  let failure: { readonly thrown: unknown } | undefined;
  let progress = done;

  /** Each is noted behind the one before. */
  function start(window: readonly string[], before: Promise<void> | undefined): void {
    const one = run(window).then(
      async () => {
        await before;
        if (failure) return;
        progress += window.length;
        await note(progress);
      },
      (thrown: unknown) => {
        failure ??= { thrown };
      },
    );
    running.push(
      one.catch((thrown: unknown) => {
        failure ??= { thrown };
      }),
    );
  }

  try {
    for await (const window of gathered(behind(userIds, done), windowSize)) {
      if (running.length >= windowsAtOnce) await running.shift();
      if (failure) break;
      mayGoOn();
      start(window, running.at(-1));
    }
  } catch (thrown) {
    failure ??= { thrown };
  }
  await Promise.all(running);
  if (failure) throw failure.thrown;
}

async function* behind(
  userIds: Iterable<string> | AsyncIterable<string>,
  done: number,
): AsyncGenerator<string> {
  let skipped = 0;
  for await (const userId of userIds) {
    if (skipped < done) skipped += 1;
    else yield userId;
  }
}
