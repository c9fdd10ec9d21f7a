import { createEasemobProvider, easemobFromEnv } from '@imgroups/easemob';
import { createTencentProvider, tencentFromEnv } from '@imgroups/tencent';
import { afterEach, describe, expect, test } from 'vitest';
import { endStarted, startFor } from './emulator-command.ts';

afterEach(endStarted);

describe('what programs read', () => {
  test('--json gives addresses and credentials, and nothing else', async () => {
    const emulator = await startFor('--json', '--quiet');

    const { inspector, tencent, easemob } = JSON.parse(emulator.output());
    const provider = createTencentProvider(tencent);
    const { id } = await provider.groups.create({ name: 'chess', ownerId: 'alice' });

    expect(id).toEqual(expect.any(String));
    expect(inspector).toMatch(/^http:\/\/127\./);
    expect(easemob).toEqual({
      baseUrl: expect.stringContaining('http://'),
      appKey: expect.any(String),
      clientId: expect.any(String),
      clientSecret: expect.any(String),
    });
  });

  test('--env gives the variables that providers read', async () => {
    const emulator = await startFor('--env', '--quiet');
    const environment = Object.fromEntries(
      [...emulator.output().matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );

    for (const provider of [tencentFromEnv(environment), easemobFromEnv(environment)]) {
      const { id } = await provider.groups.create({ name: 'chess', ownerId: 'alice' });
      expect(id).toEqual(expect.any(String));
    }
  });
});

describe('an application', () => {
  test('is what the options say', async () => {
    const emulator = await startFor(
      '--json',
      '--quiet',
      '--accounts',
      'anna,ben',
      '--tencent',
      'communities=false',
      '--easemob',
      'quotas.membersPerGroup=1',
      '--easemob',
      'appKey=acme#chess',
    );
    const { tencent, easemob } = JSON.parse(emulator.output());
    const one = createTencentProvider(tencent);
    const other = createEasemobProvider(easemob);

    await expect(
      one.groups.create({ name: 'chess', ownerId: 'anna', kind: 'community' }),
    ).rejects.toThrow();
    await expect(
      other.groups.create({ name: 'chess', ownerId: 'anna', maxMembers: 2 }),
    ).rejects.toThrow('maxusers is greater than the maximum of this app : 1');
    expect(easemob.appKey).toBe('acme#chess');
  });
});
