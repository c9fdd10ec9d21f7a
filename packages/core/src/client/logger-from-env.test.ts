import { afterEach, expect, test, vi } from 'vitest';
import {
  accept,
  endpoints,
  fakeContext,
  refuse,
  scriptedTransport,
} from '../../test/fake-vendor.ts';
import { callEndpoint, type Logger, loggerFromEnv } from '../adapter.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The lines that a call with one retry prints. */
async function printedBy(logger: Logger | undefined) {
  const debug = vi.spyOn(console, 'debug').mockReturnValue();
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const context = fakeContext(scriptedTransport(refuse('throttled'), accept), { logger });
  await callEndpoint(context, 'read', endpoints.read, { id: 'a' });
  return { debug: debug.mock.calls, warn: warn.mock.calls };
}

test.each([[() => console], [() => loggerFromEnv({ IMGROUPS_LOG: 'debug' })]])(
  'every event is one string (%#)',
  async (logger) => {
    const { debug, warn } = await printedBy(logger());

    expect(debug).toHaveLength(4);
    expect(warn).toHaveLength(1);
    for (const line of [...debug, ...warn])
      expect(line).toEqual([expect.stringMatching(/^imgroups: .+/)]);
  },
);

test('warn prints only warnings', async () => {
  const { debug, warn } = await printedBy(loggerFromEnv({ IMGROUPS_LOG: 'warn' }));

  expect(debug).toEqual([]);
  expect(warn).toHaveLength(1);
});

test.each([{}, { IMGROUPS_LOG: '' }, { IMGROUPS_LOG: 'off' }])(
  '%j prints nothing',
  (environment) => {
    expect(loggerFromEnv(environment)).toBeUndefined();
  },
);

test('any other value is refused by the name of the variable', () => {
  expect(() => loggerFromEnv({ IMGROUPS_LOG: 'verbose' })).toThrow(
    expect.objectContaining({
      code: 'invalid_argument',
      field: 'IMGROUPS_LOG',
      message: 'IMGROUPS_LOG: must be debug, warn or off, not "verbose" (string)',
    }),
  );
});

test('without an argument the environment of the process is read', () => {
  vi.stubEnv('IMGROUPS_LOG', 'loud');

  expect(() => loggerFromEnv()).toThrow('IMGROUPS_LOG');
});
