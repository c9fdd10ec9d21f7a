import type { Rate } from '@imgroups/core/adapter';
import type { RedisLink } from './redis-link.ts';

/** Turns of a process to send. */
export interface Slots {
  /** When each is due, in order, on the clock of `performance.now()`. Empty when all slots that can be had are taken. */
  readonly due: readonly number[];
  /** When there will be some again, if there are none. */
  readonly askAt: number;
  /** Milliseconds that the answer took. */
  readonly trip: number;
}

/** The number of queue slots to ask for. */
export interface Wanted {
  /** As many as are due now, up to this number. */
  readonly due: number;
  /** So many also when they are not due yet. */
  readonly ahead: number;
}

/** So much of the rate may go at once. Slots are taken ahead of time, so that this need not make up for late timers. */
export const burstShare = 0.02;

/**
 * The generic cell rate algorithm on the clock of Redis: as many slots as are due now, and at least those wanted ahead.
 * Times are in microseconds.
 *
 * Slots are given for one period at most. Thus what lies further ahead was not given on this clock: it was set back.
 */
const takeScript = `
local interval, burst, period = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local wanted, ahead = tonumber(ARGV[4]), tonumber(ARGV[5])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local last = now + period
local at = math.max(tonumber(redis.call('GET', KEYS[1]) or 0) or 0, now)
if not (at <= last + interval) then at = last end
local open = math.floor((last - at) / interval) + 1
if open < 1 then return { 0, math.ceil(at - last) } end
local due = math.floor((now + burst - at) / interval) + 1
local count = math.min(math.max(math.min(due, wanted), ahead), open)
local nextAt = at + count * interval
redis.call('SET', KEYS[1], string.format('%.0f', nextAt), 'PX', math.ceil((nextAt - now) / 1000))
return { count, math.ceil(at - burst - now) }
`;

/** Takes slots that all processes share. */
export async function takeSharedSlots(
  link: RedisLink,
  key: string,
  { requests, perSeconds }: Rate,
  wanted: Wanted,
): Promise<Slots> {
  const period = perSeconds * 1_000_000;
  const interval = period / requests;
  const burst = Math.max(0, Math.floor(requests * burstShare) - 1) * interval;
  const sentAt = performance.now();
  const answer: unknown = await link.run(
    takeScript,
    `rate:${key}`,
    interval,
    burst,
    period,
    wanted.due,
    wanted.ahead,
  );
  const answeredAt = performance.now();
  const [count = Number.NaN, wait = Number.NaN] = Array.isArray(answer) ? answer.map(Number) : [];
  if (Number.isNaN(count + wait)) {
    throw new Error('Redis failed: not an answer of the script');
  }
  // On the clock of Redis they are due a little sooner, by the way back of the answer.
  const due = Array.from(
    { length: count },
    (_, index) => answeredAt + Math.max(0, wait + index * interval) / 1000,
  );
  return { due, askAt: answeredAt + wait / 1000, trip: answeredAt - sentAt };
}

/** Takes slots of this process alone, when it cannot know what the others do. */
export function localSlots(): (key: string, rate: Rate) => number {
  const nextAt = new Map<string, number>();
  return (key, { requests, perSeconds }) => {
    const interval = (perSeconds * 1000) / requests;
    const now = performance.now();
    const next = nextAt.get(key) ?? 0;
    // Processes lose Redis at the same time and must not go on at the same time.
    const dueAt = next > now ? next : now + Math.random() * interval;
    nextAt.set(key, dueAt + interval);
    return dueAt;
  };
}
