import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const lines: string[] = [];
const logger = { debug: () => undefined, warn: (line: string) => lines.push(line) };

/** The module as a new process has it. */
async function freshModule() {
  vi.resetModules();
  return import('./faked-timers.ts');
}

beforeEach(() => {
  lines.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the first call under faked timers is told, and the second not', async () => {
  vi.resetModules();
  const { callEndpoint } = await import('../call/call-endpoint.ts');
  const { accept, endpoints, fakeContext, scriptedTransport } = await import(
    '../../test/fake-vendor.ts'
  );
  const context = fakeContext(scriptedTransport(accept), { logger });
  vi.useFakeTimers();

  await callEndpoint(context, 'read', endpoints.read, { id: 'a' });
  await callEndpoint(context, 'read', endpoints.read, { id: 'b' });

  expect(lines).toHaveLength(1);
});

describe('a warning', () => {
  test('is given once, at once, when the timers are faked', async () => {
    const { warnOfFakedTimers } = await freshModule();
    vi.useFakeTimers();

    warnOfFakedTimers(logger);
    warnOfFakedTimers(logger);

    expect(lines).toEqual([
      expect.stringMatching(/the timers are faked.*shouldAdvanceTime.*advanceTimers/),
    ]);
  });

  test('goes to the console where there is no logger', async () => {
    const { warnOfFakedTimers } = await freshModule();
    const onConsole = vi.spyOn(console, 'warn').mockReturnValue();
    vi.useFakeTimers();

    warnOfFakedTimers(undefined);

    expect(onConsole).toHaveBeenCalledTimes(1);
    onConsole.mockRestore();
  });

  test('is given for the legacy timers of Jest', async () => {
    const { warnOfFakedTimers } = await freshModule();
    vi.stubGlobal(
      'setTimeout',
      Object.assign(() => 1, { _isMockFunction: true }),
    );

    warnOfFakedTimers(logger);

    expect(lines).toHaveLength(1);
  });

  test.each<[string, () => void]>([
    ['real', () => undefined],
    ['real, and only the date is faked', () => void vi.useFakeTimers({ toFake: ['Date'] })],
    ['faked, and advance by themselves', () => void vi.useFakeTimers({ shouldAdvanceTime: true })],
  ])('is not given when the timers are %s', async (_, setUp) => {
    const { warnOfFakedTimers } = await freshModule();
    setUp();

    warnOfFakedTimers(logger);

    expect(lines).toEqual([]);
  });

  test.each([
    ['is given where only the test moves the clock', { tickMode: { mode: 'manual' } }, 1],
    ['is given where the clock knows no other way', {}, 1],
    ['is not given where the clock moves by an interval', { attachedInterval: 7 }, 0],
    ['is not given where the clock moves by itself', { tickMode: { mode: 'nextAsync' } }, 0],
  ])('%s, in whatever version of the fake timers', async (_, clock, warnings) => {
    const { warnOfFakedTimers } = await freshModule();
    vi.stubGlobal(
      'setTimeout',
      Object.assign(() => 1, { clock }),
    );

    warnOfFakedTimers(logger);

    expect(lines).toHaveLength(warnings);
  });
});
