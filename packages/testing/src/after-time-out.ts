import { afterEach, beforeEach } from 'vitest';

/**
 * Vitest goes on when a test ran out of time, and the test goes on too: it can change what the next one works with. So
 * the others of its file are left out. The file has failed already.
 */
let late: string | undefined;

beforeEach(({ skip }) => {
  if (late) skip(`"${late}" ran out of time and may still run`);
});

afterEach(({ task }) => {
  const errors = task.result?.errors ?? [];
  if (errors.some(({ message }) => message.startsWith('Test timed out in'))) late = task.name;
});
