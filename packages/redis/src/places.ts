import type { Rate } from '@imgroups/core/adapter';
import type { RedisLink } from './redis-link.ts';

/** Turns of a process to send. */
export interface Places {
  readonly count: number;
  /** When they are due, on the clock of `performance.now()`. */
  readonly dueAt: number;
}

/** So much of the rate may go at once. Places are taken ahead of time, so that this need not make up for late timers. */
const burstShare = 0.02;

/**
 * The generic cell rate algorithm on the clock of Redis: as many places as are due now, or else the next one, taken
 * ahead. Times are in microseconds.
 */
const takeScript = `
local interval, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local at = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local wait = math.max(at - burst - now, 0)
local due = math.floor((now + burst - at) / interval) + 1
local count = math.max(math.min(due, wanted), 1)
local nextAt = at + count * interval
redis.call('SET', KEYS[1], string.format('%.0f', nextAt), 'PX', math.ceil((nextAt - now) / 1000))
return { count, math.ceil(wait) }
`;

/** Takes places that all processes share. */
export async function takeSharedPlaces(
  link: RedisLink,
  key: string,
  { requests, perSeconds }: Rate,
  wanted: number,
): Promise<Places> {
  const interval = (perSeconds * 1_000_000) / requests;
  const burst = Math.max(0, Math.floor(requests * burstShare) - 1) * interval;
  const answer: unknown = await link.run(takeScript, `rate:${key}`, interval, burst, wanted);
  const [count, wait] = Array.isArray(answer) ? answer.map(Number) : [];
  if (!count || wait === undefined) throw new Error('Redis failed: not an answer of the script');
  return { count, dueAt: performance.now() + wait / 1000 };
}

/** Takes places of this process alone, when it cannot know what the others do. */
export function localPlaces(): (key: string, rate: Rate) => Places {
  const nextAt = new Map<string, number>();
  return (key, { requests, perSeconds }) => {
    const interval = (perSeconds * 1000) / requests;
    const now = performance.now();
    const next = nextAt.get(key) ?? 0;
    // Processes lose Redis at the same time and must not go on at the same time.
    const dueAt = next > now ? next : now + Math.random() * interval;
    nextAt.set(key, dueAt + interval);
    return { count: 1, dueAt };
  };
}
