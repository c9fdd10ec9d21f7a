import { Failure } from '@imgroups/core/adapter';

/** Milliseconds until Redis has to answer at first; later it may be away for as long as it wants. */
const patience = 10_000;

interface Connecting {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
}

/** Waits until BullMQ has reached Redis; fails with the reason where it does not. */
export async function reachRedis(
  connecting: Connecting,
  giveUp: () => Promise<unknown>,
): Promise<void> {
  let reason = 'no answer';
  connecting.on('error', ({ message }) => {
    reason = message;
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, patience, 'late');
  });
  const ready = connecting.waitUntilReady();
  ready.catch(() => undefined);
  const first = await Promise.race([ready, tooLate]).finally(() => clearTimeout(timer));
  if (first !== 'late') return;
  giveUp().catch(() => undefined);
  const text = `connection: Redis cannot be reached: ${reason}`;
  throw new Failure('ImGroupsError', text, { code: 'unavailable', field: 'connection' }).toError();
}
