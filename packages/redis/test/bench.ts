import { createRateLimiter, type RateLimiter } from '@imgroups/core';
import { startRedisServer } from '@imgroups/testing/redis-server';
import { createRedisRateLimiter } from '../src/index.ts';
import type { LimiterTask } from './limiter.worker.ts';
import { runProcesses } from './processes.ts';
import { startSlowProxy } from './slow-proxy.ts';

/** So high that no call has to wait for its turn. */
const unreached = { requests: 1_000_000, perSeconds: 1 };

/** Milliseconds of the call in the middle of many, one after another. */
async function medianWait(limiter: RateLimiter): Promise<number> {
  const waits: number[] = [];
  for (let call = 0; call < 11_000; call += 1) {
    const start = performance.now();
    await limiter.acquire('app:endpoint', unreached);
    waits.push(performance.now() - start);
  }
  const warm = waits.slice(1000).sort((a, b) => a - b);
  return warm[warm.length / 2] ?? Number.NaN;
}

/** Calls per second of four processes that always have something to send, as a part of the rate. */
async function partOfRate(url: string, requests: number): Promise<number> {
  const rate = { requests, perSeconds: 1 };
  const task: LimiterTask = { url, rate, calls: (requests * 8) / 4 };
  const times = (await runProcesses(4, 'limiter.worker.ts', task)).flat().map(Number);
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
  return times.length / (requests * seconds);
}

/** The same over a Redis whose answers take so many milliseconds; without Redis it would be all of the rate. */
async function partOverSlowRedis(roundTrip: number, requests: number): Promise<number> {
  const proxy = await startSlowProxy(server.url, () => roundTrip);
  try {
    return await partOfRate(proxy.url, requests);
  } finally {
    await proxy.close();
  }
}

const server = await startRedisServer();
const limiter = createRedisRateLimiter({ url: server.url });
try {
  const inProcess = await medianWait(createRateLimiter());
  const onRedis = await medianWait(limiter);
  console.log(`added latency, p50: ${(onRedis - inProcess).toFixed(3)} ms (budget 0.5 ms)`);
  for (const requests of [40, 200, 1000, 4000]) {
    const part = await partOfRate(server.url, requests);
    console.log(
      `four processes at ${requests}/s: ${(part * 100).toFixed(2)} % of the rate (budget 102 %)`,
    );
  }
  for (const roundTrip of [50, 100, 300]) {
    for (const requests of [40, 200, 1000]) {
      const part = await partOverSlowRedis(roundTrip, requests);
      console.log(
        `the same, Redis ${roundTrip} ms away, at ${requests}/s: ${(part * 100).toFixed(1)} %`,
      );
    }
  }
} finally {
  await limiter.close();
  await server.kill();
}
