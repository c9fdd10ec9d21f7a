import type { SeenIds } from '@imgroups/core/webhooks';
import { createRedisLink } from './redis-link.ts';
import { checkRedisOptions, type RedisOptions } from './redis-options.ts';

/** Handled events of webhooks that processes remember together. */
export interface RedisSeenIds extends SeenIds {
  /** Closes the connection that was opened from `url`; a client of yours stays open. */
  close(): Promise<void>;
}

/**
 * Takes an id whose lease is over, or that no process holds. The key outlives the lease, so that the next one knows of the
 * first; ARGV: lease in milliseconds, seconds to keep.
 */
const claimScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local state = redis.call('GET', KEYS[1])
if state == 'done' then return 'done' end
if state and tonumber(state) > now then return 'running' end
redis.call('SET', KEYS[1], string.format('%.0f', now + tonumber(ARGV[1])), 'EX', ARGV[2])
if state then return 'again' end
return 'new'
`;
const doneScript = "return redis.call('SET', KEYS[1], 'done', 'EX', ARGV[1])";
/** Keeps the id as one whose lease is over, unless another delivery was done with it meanwhile. */
const releaseScript = `
if redis.call('GET', KEYS[1]) ~= 'done' then redis.call('SET', KEYS[1], '0', 'EX', ARGV[1]) end
return 1
`;

const keepSeconds = 24 * 3600;

/**
 * Remembers handled events in Redis, so that of several processes one handles each event: give it to the receivers of webhooks
 * as `dedupe`. While Redis is down every event is handled, also one that comes twice.
 */
export function createRedisSeenIds(options: RedisOptions): RedisSeenIds {
  const link = createRedisLink(checkRedisOptions({}, options));
  return {
    async claim(id, leaseSeconds) {
      const keep = Math.max(keepSeconds, Math.ceil(leaseSeconds));
      const answer = await link.run(claimScript, `seen:${id}`, leaseSeconds * 1000, keep);
      const state = states.find((each) => each === String(answer));
      if (state) return state;
      throw new Error('another program writes the keys of webhooks in Redis');
    },
    async done(id, seconds) {
      await link.run(doneScript, `seen:${id}`, seconds);
    },
    async release(id) {
      await link.run(releaseScript, `seen:${id}`, keepSeconds);
    },
    close: link.close,
  };
}

const states = ['new', 'again', 'running', 'done'] as const;
