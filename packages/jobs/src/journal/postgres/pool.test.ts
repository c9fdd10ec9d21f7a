import { failureOf } from '@imgroups/testing/failure-of';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.doUnmock('pg');
  vi.resetModules();
});

test('where pg is not installed an error says what to install', async () => {
  vi.resetModules();
  vi.doMock('pg', () => {
    throw new Error(`Cannot find package 'pg'`);
  });
  const { openPool } = await import('./pool.ts');

  const refusal = await failureOf(openPool('postgres://user:s3cret@localhost/database'));

  expect(refusal.code).toBe('failed_precondition');
  expect(refusal.message).toMatch(/^pg cannot be loaded: .*; npm install pg/);
  expect(refusal.message).not.toContain('s3cret');
});
