import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BatchResult, type GroupProvider, isBatchError, TransportError } from '@imgroups/core';
import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider } from '@imgroups/tencent';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf } from '../../testing/src/failure-of.ts';
import { type Emulator, startEmulator } from '../src/index.ts';

/** The errors that users see when something is wrong, on both vendors. */
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ rateScale: 0 });
  for (const { control } of [emulator.tencent, emulator.easemob]) {
    control.importAccounts(['alice', 'bob']);
  }
});
afterAll(() => emulator.close());

type Change = Readonly<Record<string, unknown>>;

const vendors = [
  {
    name: 'tencent',
    create: (change: Change = {}) =>
      createTencentProvider({ ...emulator.tencent, retry: { baseDelay: 1 }, ...change }),
    at: (url: string): Change => ({ baseUrl: url }),
    wrongKey: { secretKey: 'wrong' },
  },
  {
    name: 'easemob',
    create: (change: Change = {}) =>
      createEasemobProvider({ ...emulator.easemob, retry: { baseDelay: 1 }, ...change }),
    at: (url: string): Change => ({ baseUrl: url }),
    wrongKey: { clientSecret: 'wrong' },
  },
] as const;

describe('bad configuration is refused when the provider is made', () => {
  test.each([createTencentProvider, createEasemobProvider])('no options at all', (create) => {
    expect(() => create(undefined as never)).toThrow('options: must be an object');
  });

  test.each<[string, Change, string]>([
    ['no app id', { sdkAppId: undefined }, 'sdkAppId'],
    ['an app id that is no number', { sdkAppId: '1400000001x' }, 'sdkAppId'],
    ['neither key nor signature', { secretKey: undefined }, 'secretKey'],
    ['no administrator', { administrator: '' }, 'administrator'],
    ['an unknown region', { baseUrl: undefined, region: 'atlantis' }, 'region'],
    ['a base URL that is none', { baseUrl: 'localhost' }, 'baseUrl'],
    ['a time-out that is no number', { timeout: -1 }, 'timeout'],
    ['a short cursor secret', { cursorSecret: 'short' }, 'cursorSecret'],
  ])('tencent: %s', (_, change, field) => {
    expect(() => vendors[0].create(change)).toThrow(
      expect.objectContaining({ name: 'InvalidRequestError', code: 'invalid_argument', field }),
    );
  });

  test.each<[string, Change, string]>([
    ['no app key', { appKey: undefined }, 'appKey'],
    ['an app key without org', { appKey: 'demo' }, 'appKey'],
    ['no client id', { clientId: '' }, 'clientId'],
    ['no client secret', { clientSecret: undefined }, 'clientSecret'],
    ['a base URL that is none', { baseUrl: 'http://' }, 'baseUrl'],
    ['an unknown flavour', { flavour: 'vanilla' }, 'flavour'],
  ])('easemob: %s', (_, change, field) => {
    expect(() => vendors[1].create(change)).toThrow(
      expect.objectContaining({ name: 'InvalidRequestError', code: 'invalid_argument', field }),
    );
  });
});

describe.each(vendors)('$name', ({ name, create, at, wrongKey }) => {
  const newGroup = async (provider: GroupProvider) =>
    provider.groups.create({ name: 'x', ownerId: 'alice' });

  test('a wrong key is unauthenticated, at once', async () => {
    const error = await failureOf(create(wrongKey).groups.get('1'));

    expect(error).toMatchObject({ code: 'unauthenticated', provider: name, retryable: false });
    expect(error.attempts).toBe(1);
  });

  test('a missing group is not found', async () => {
    const error = await failureOf(create().groups.get('1234567890'));

    expect(error).toMatchObject({
      code: 'not_found',
      reason: 'group_not_found',
      operation: 'groups.get',
      provider: name,
    });
  });

  test('an unknown user is an outcome, with the reason', async () => {
    const provider = create();

    const result = await provider.members.add(await newGroup(provider), ['ghost', 'bob']);

    expect(result.ok).toBe(false);
    expect(result.outcomes).toMatchObject([
      { userId: 'ghost', status: 'failed', error: { code: 'not_found', reason: 'user_not_found' } },
      { userId: 'bob', status: 'done' },
    ]);
  });

  test('ten thousand users in one call are split, and each has an outcome', async () => {
    const provider = create();
    const control = name === 'tencent' ? emulator.tencent.control : emulator.easemob.control;
    const many = Array.from({ length: 10_000 }, (_, index) => `user${index}`);
    control.importAccounts(many);
    const group = await newGroup(provider);

    const result = await provider.members.remove(group, many);

    expect(result.ok).toBe(true);
    expect(result.outcomes.map(({ userId }) => userId)).toEqual(many);
  });

  test('an aborted signal is cancelled, and nothing is sent', async () => {
    const provider = create();
    const group = await newGroup(provider);
    const control = name === 'tencent' ? emulator.tencent.control : emulator.easemob.control;
    control.clearJournal();
    const signal = AbortSignal.abort();

    const single = await failureOf(provider.groups.get(group, { signal }));
    const batch = await failureOf(provider.members.add(group, ['bob'], { signal }));

    expect(single).toMatchObject({ code: 'cancelled', ambiguous: false });
    expect(batch).toMatchObject({ code: 'cancelled', ambiguous: false });
    expect(resultOf(batch)?.outcomes).toMatchObject([
      { userId: 'bob', error: { code: 'cancelled' } },
    ]);
    expect(control.journal()).toEqual([]);
  });

  test('a server that is down is unavailable, named, and surely without effect', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((closed) => server.close(closed));

    const error = await failureOf(create(at(url)).groups.create({ name: 'x', ownerId: 'alice' }));

    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ code: 'unavailable', ambiguous: false, attempts: 4 });
    expect(error.message).toContain(`${url} could not be reached (ECONNREFUSED)`);
  });

  test('a server that answers HTML is unavailable, and says what came', async () => {
    const server = createServer((_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const error = await failureOf(create(at(url)).groups.get('1', { maxRetries: 0 }));
    await new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });

    expect(error).toMatchObject({ code: 'unavailable', httpStatus: 502, retryable: true });
    expect(error.message).toMatch(/502/);
  });

  test('an answer of HTML with status 200 cannot be read', async () => {
    const server = createServer((_, response) => response.end('<html>Welcome</html>'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const error = await failureOf(create(at(url)).groups.get('1', { maxRetries: 0 }));
    await new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });

    expect(error).toMatchObject({ name: 'InvalidResponseError', code: 'internal' });
  });

  test('an empty name is refused with the field', async () => {
    const error = await failureOf(create().groups.create({ name: '', ownerId: 'alice' }));

    expect(error).toMatchObject({ code: 'invalid_argument', field: 'name' });
  });

  test('no error holds a secret', async () => {
    const errors = [
      await failureOf(create(wrongKey).groups.get('1')),
      await failureOf(create().groups.get('1234567890')),
      await failureOf(create(at('http://127.0.0.1:1')).groups.get('1', { maxRetries: 0 })),
    ];

    const text = errors.map((error) => JSON.stringify(error) + error.stack).join();
    for (const secret of [
      emulator.tencent.secretKey,
      emulator.easemob.clientSecret,
      'usersig=',
      'YWMt',
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});

test('a service whose clock is two days ahead is told as such', async () => {
  const { tencent, close } = await startEmulator();
  tencent.control.advanceClock(2 * 86_400);
  const provider = createTencentProvider({ ...tencent, retry: { baseDelay: 1 } });

  const error = await failureOf(provider.groups.get('chess'));
  await close();

  expect(error).toMatchObject({ code: 'unauthenticated', reason: 'clock_skew', vendorCode: 70001 });
  expect(error.message).toMatch(/2880 minutes behind/);
});

describe('a function for credentials', () => {
  const failures = [
    ['throws', () => Promise.reject(new RangeError('cannot use my-secret-key'))],
    [
      'throws at once',
      () => {
        throw new RangeError('cannot use my-secret-key');
      },
    ],
    ['gives nothing', () => ''],
  ] as const;

  test.each(failures)(
    'that %s ends a write before it is sent, alike on both vendors',
    async (_, give) => {
      const { tencent, easemob } = emulator;
      const noSecret = { clientId: undefined, clientSecret: undefined };
      const providers = [
        createTencentProvider({ ...tencent, secretKey: undefined, userSig: give }),
        createEasemobProvider({ ...easemob, ...noSecret, token: give }),
      ];
      for (const { control } of [emulator.tencent, emulator.easemob]) control.clearJournal();

      for (const provider of providers) {
        const error = await failureOf(provider.groups.create({ name: 'Chess', ownerId: 'alice' }));

        expect(error).toMatchObject({ code: 'unauthenticated', ambiguous: false });
        expect(error.message).not.toContain('my-secret-key');
      }
      expect([
        ...emulator.tencent.control.journal(),
        ...emulator.easemob.control.journal(),
      ]).toEqual([]);
    },
  );
});

function resultOf(error: unknown): BatchResult | undefined {
  return isBatchError(error) ? error.result : undefined;
}
