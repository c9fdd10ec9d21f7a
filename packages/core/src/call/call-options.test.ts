import { describe, expect, test } from 'vitest';
import { checkedOptions, operationCall } from './call-options.ts';

const { signal } = new AbortController();
const { aborted, addEventListener, removeEventListener } = signal;

describe('the options of a call', () => {
  test.each([
    [{ signal }],
    [{ signal: { aborted, addEventListener, removeEventListener } }],
    [{ timeout: 1, totalTimeout: 2, maxRetries: 0, bodies: true, operation: 'groups.get' }],
    [{ gate: { pass: () => undefined } }],
    [{ limiter: { acquire: () => undefined } }],
    [{}],
  ])('are taken as a copy: %j', (options) => {
    const checked = checkedOptions(options as never);

    expect(checked).toEqual(options);
    expect(checked).not.toBe(options);
  });

  test('may be left out', () => {
    expect(checkedOptions(undefined)).toEqual({});
  });

  test.each<[unknown, string | RegExp]>([
    [null, 'options: must be an object, not null'],
    ['fast', 'options: must be an object, not "fast" (string)'],
    [{ signal: 'now' }, 'signal: must be an AbortSignal, not "now" (string)'],
    [{ signal: { aborted, addEventListener } }, 'signal: must be an AbortSignal, not an object'],
    [{ signal: { aborted, removeEventListener } }, 'signal: must be an AbortSignal, not an object'],
    [
      { signal: { addEventListener, removeEventListener } },
      'signal: must be an AbortSignal, not an object',
    ],
    [{ signal: null }, 'signal: must be an AbortSignal, not null'],
    [{ maxRetries: -1 }, 'maxRetries: must be a number from 0, not -1 (number)'],
    [{ maxRetries: '3' }, 'maxRetries: must be a number from 0, not "3" (string)'],
    [{ timeout: 0 }, 'timeout: must be a positive number of milliseconds, not 0 (number)'],
    [{ gate: {} }, 'gate: must be an object with pass(), not an object'],
    [{ onRetry: true }, 'onRetry: must be a function, not true (boolean)'],
    [{ retries: 3 }, 'retries: unknown option'],
    [{ limiter: 'mine' }, /^limiter: /],
  ])('are refused by name: %o', (options, message) => {
    expect(() => checkedOptions(options as never)).toThrow(
      expect.objectContaining({
        code: 'invalid_argument',
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
    );
  });
});

test('options that throw when they are read are refused', () => {
  const hostile = {
    get signal(): never {
      throw new TypeError('no');
    },
  };

  expect(() => checkedOptions(hostile)).toThrow(
    expect.objectContaining({ message: 'options: cannot be read: TypeError: no' }),
  );
});

describe('the call of an operation', () => {
  const refine = <Same>(failure: Same) => failure;
  const given = { timeout: 5, notify: false, signal, kind: 'standard' };

  test('has the options that are for calls, and no others', () => {
    expect({ ...operationCall('members.add', given, refine) }).toEqual({
      operation: 'members.add',
      refine,
      timeout: 5,
      signal,
      [Object.getOwnPropertySymbols(operationCall('check', {}, undefined))[0] as symbol]: true,
    });
  });

  test('was checked, and is not checked again', () => {
    const call = operationCall('members.add', given, refine);

    expect(checkedOptions(call)).toBe(call);
  });
});
