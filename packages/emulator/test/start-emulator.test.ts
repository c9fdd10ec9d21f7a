import { afterEach, expect, test } from 'vitest';
import { startEmulator } from '../src/index.ts';

type Closable = Pick<Awaited<ReturnType<typeof startEmulator>>, 'close'>;

const started: Closable[] = [];
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close();
});

async function start(...options: Parameters<typeof startEmulator>) {
  const emulator = await startEmulator(...options);
  started.push(emulator);
  return emulator;
}

const portOf = (baseUrl: string) => Number(new URL(baseUrl).port);

test('both vendors listen at ports of their own', async () => {
  const { tencent, easemob } = await start();

  const [one, other] = await Promise.all(
    [tencent, easemob].map(({ baseUrl }) => fetch(`${baseUrl}/_emulator/journal`)),
  );

  expect([one?.status, other?.status]).toEqual([200, 200]);
  expect(tencent.baseUrl).not.toBe(easemob.baseUrl);
});

test('credentials can be chosen', async () => {
  const { tencent, easemob } = await start({
    tencent: { sdkAppId: 1_600_000_001, secretKey: 'chosen' },
    easemob: { appKey: 'acme#chess' },
  });

  expect(tencent).toMatchObject({ sdkAppId: 1_600_000_001, secretKey: 'chosen' });
  expect(easemob.appKey).toBe('acme#chess');
});

test('when one port is taken, the other is left free', async () => {
  const taken = await start();
  const free = await startEmulator();
  const tencentPort = portOf(free.tencent.baseUrl);
  await free.close();

  const failed = startEmulator({ tencentPort, easemobPort: portOf(taken.easemob.baseUrl) });

  await expect(failed).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect(start({ tencentPort })).resolves.toBeDefined();
});

test('every request is told', async () => {
  const lines: string[] = [];
  const { tencent } = await start({
    onRequest: ({ vendor, method }) => lines.push(`${vendor} ${method}`),
  });

  await fetch(`${tencent.baseUrl}/v4/x/y`, { method: 'POST' });

  expect(lines).toEqual(['tencent POST']);
});

test.each([
  [{ tencent: { comunities: false } }, 'comunities: unknown option; did you mean communities?'],
  [{ easemob: { quotas: { membersPerGrup: 1 } } }, 'quotas.membersPerGrup: unknown option'],
  [{ tencnetPort: 1 }, 'tencnetPort: unknown option; did you mean tencentPort?'],
  [{ '': 1 }, '[""]: unknown option'],
  [{ host: 7, tls: true }, 'host: must be string, not 7 (number)'],
  [{ rules: 'old' }, 'rules: must be newest or guide'],
  [{ easemob: { quotas: { membersPerGroup: -1 } } }, 'must not be negative'],
  [{ accounts: ['a b'] }, 'accounts: easemob takes no user id "a b"'],
])('%j is refused', async (options, message) => {
  await expect(start(options as object)).rejects.toThrow(message);
});

test('options that cannot be read are refused', async () => {
  const options = {
    get host(): string {
      throw new Error('from the application');
    },
  };

  await expect(start(options)).rejects.toThrow('options: cannot be read');
});

test('accounts that are there from the start are there after a reset', async () => {
  const { tencent, easemob } = await start({ accounts: ['anna'] });
  for (const { control } of [tencent, easemob]) {
    control.importAccounts(['ben']);
    control.reset();

    expect(control.accounts()).toContain('anna');
    expect(control.accounts()).not.toContain('ben');
  }
});
