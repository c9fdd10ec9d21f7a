import { startEasemobEmulator } from '@imgroups/emulator/easemob';
import { hasRedisServer, type RedisServer, startRedisServer } from '@imgroups/testing/redis-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LimiterTask } from './limiter.worker.ts';
import { runProcesses } from './processes.ts';
import type { ProviderTask } from './provider.worker.ts';

describe.skipIf(!hasRedisServer)('four processes of one app', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.kill());

  test('keep one rate together, with an overshoot of 2 % at most', async () => {
    const rate = { requests: 200, perSeconds: 1 };
    const task: LimiterTask = { url: server.url, rate, calls: 200 };

    const reports = await runProcesses(4, 'limiter.worker.ts', task);

    const times = reports.flat().map(Number);
    const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
    expect(times).toHaveLength(800);
    expect(times.length / (rate.requests * seconds)).toBeLessThanOrEqual(1.02);
  });

  test('fetch one token, and are not refused by a vendor that enforces its rates', async () => {
    const emulator = await startEasemobEmulator();
    const { appKey, clientId, clientSecret, baseUrl } = emulator;
    const app = { appKey, clientId, clientSecret, baseUrl };
    const task: ProviderTask = { url: server.url, app, calls: 60 };

    await runProcesses(4, 'provider.worker.ts', task);
    const journal = emulator.control.journal();
    await emulator.close();

    expect(journal.filter(({ endpoint }) => endpoint === 'getAppToken')).toHaveLength(1);
    expect(journal).toHaveLength(4 * 60 + 1);
    expect(new Set(journal.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
