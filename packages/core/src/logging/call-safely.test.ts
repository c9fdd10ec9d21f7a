import { describe, expect, test, vi } from 'vitest';
import { callSafely } from './call-safely.ts';
import { log, warn } from './logger.ts';

const error = new Error('of the application');
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a function of the application', () => {
  test.each([7, undefined, null, 'text', { a: 1 }])('gives its result: %j', (result) => {
    expect(callSafely(() => result)).toBe(result);
  });

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw error;
      },
    ],
    ['rejects', () => Promise.reject(error)],
    [
      'gives a thenable that rejects',
      // biome-ignore lint/suspicious/noThenProperty: what an application may give.
      () => ({ then: (_: unknown, reject: (thrown: unknown) => void) => reject(error) }),
    ],
  ])('that %s is told, and harms nothing', async (_, run) => {
    const onFailure = vi.fn();

    callSafely(run, onFailure);
    await settled();

    expect(onFailure).toHaveBeenCalledExactlyOnceWith(error);
  });

  test('that throws gives nothing', () => {
    const throwing = (): number => {
      throw error;
    };

    expect(callSafely(throwing)).toBeUndefined();
  });
});

describe('a line', () => {
  test('is made only where there is a logger', () => {
    const line = vi.fn(() => 'line');
    const logger = { debug: vi.fn(), warn: vi.fn() };

    log(undefined, 'debug', line);
    expect(line).not.toHaveBeenCalled();
    log(logger, 'debug', line);
    log(logger, 'warn', line);

    expect(logger.debug.mock.calls).toEqual([['line']]);
    expect(logger.warn.mock.calls).toEqual([['line']]);
  });

  test('that must not be missed goes to the console where there is no logger', () => {
    const onConsole = vi.spyOn(console, 'warn').mockReturnValue();
    const logger = { debug: vi.fn(), warn: vi.fn() };

    warn(logger, 'a');
    warn(undefined, 'b');

    expect(logger.warn.mock.calls).toEqual([['a']]);
    expect(onConsole.mock.calls).toEqual([['b']]);
    onConsole.mockRestore();
  });
});
