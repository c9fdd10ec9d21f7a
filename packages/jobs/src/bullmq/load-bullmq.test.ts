import { failureOf } from '@imgroups/testing/failure-of';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.doUnmock('bullmq');
  vi.doUnmock('ioredis');
  vi.resetModules();
});

/** As it is where a package is not installed. */
function withoutPackage(name: string): void {
  vi.resetModules();
  vi.doMock(name, () => {
    throw new Error(`Cannot find package '${name}'`);
  });
}

test.each(['bullmq', 'ioredis'])('without %s an error says what to install', async (name) => {
  withoutPackage(name);
  const { loadBullmq } = await import('./load-bullmq.ts');

  const error = await failureOf(loadBullmq('redis://localhost'));

  expect(error).toMatchObject({ code: 'failed_precondition' });
  expect(error.message).toMatch(new RegExp(`^${name} cannot be loaded`));
  expect(error.message).toContain('npm install bullmq ioredis');
});

test('a client of the caller needs no ioredis', async () => {
  withoutPackage('ioredis');
  const { loadBullmq } = await import('./load-bullmq.ts');

  const bullmq = await loadBullmq({ duplicate: () => undefined, connect: () => undefined });

  expect(bullmq.Queue).toBeTypeOf('function');
});
