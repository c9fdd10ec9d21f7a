import { expect, test } from 'vitest';
import { isWebhookError, WebhookError } from './webhook-error.ts';

test('an error of another copy of the package is told by its mark', () => {
  const foreign = Object.defineProperty(new Error('old'), Symbol.for('imgroups.webhook-error'), {});

  expect(isWebhookError(foreign)).toBe(true);
  expect(isWebhookError(new WebhookError('too_old', 'old'))).toBe(true);
});

test.each([undefined, null, 'too_old', 7, () => undefined, {}, new Error('old')])(
  '%s is none',
  (value) => {
    expect(isWebhookError(value)).toBe(false);
  },
);

test('a value that cannot be looked at is none', () => {
  const closed = new Proxy(
    {},
    {
      has() {
        throw new Error('closed');
      },
    },
  );

  expect(isWebhookError(closed)).toBe(false);
});

test('the mark does not show in logs and copies', () => {
  const error = new WebhookError('too_old', 'old');

  expect(Object.getOwnPropertySymbols({ ...error })).toEqual([]);
});
