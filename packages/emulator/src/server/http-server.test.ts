import { expect, test } from 'vitest';
import { isLoopback } from './http-server.ts';

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['128.127.0.1', false],
  [undefined, false],
])('the control API is open to %s: %s', (address, isOpen) => {
  expect(isLoopback(address)).toBe(isOpen);
});
