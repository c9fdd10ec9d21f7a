import { randomInt } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { enterOwnFolder } from '../src/job-arguments.ts';
import { publicFunctions } from '../src/public-functions.ts';
import { faultsOf } from '../src/wrong-options.ts';

const leaveFolder = enterOwnFolder();
afterAll(leaveFolder);
const functions = await publicFunctions();
const seeds = [20_261_128, randomInt(2 ** 31)];

describe('a public function that gets wrong options', () => {
  test.each(functions.map((each) => [each.name, each] as const))(
    '%s ends, with a result or an error of ours that names the field',
    async (_, publicFunction) => {
      for (const seed of seeds) {
        const faults = await faultsOf(publicFunction, { seed, calls: 8 });

        expect({ seed, faults }).toEqual({ seed, faults: [] });
      }
    },
  );
});

test('the functions of every package are among them', () => {
  const names = functions.map(({ name }) => name);

  expect(names).toEqual(
    expect.arrayContaining([
      'core: createRateLimiter',
      'core: undiciTransport',
      'tencent: verifyUserSig',
      'tencent: createTencentProvider().groups.create',
      'tencent: createTencentProvider().client.sendGroupMsg',
      'easemob: resolveEasemobBaseUrl',
      'redis: createRedisTokenStore',
      'emulator: startEmulator',
      'jobs: importGroups',
    ]),
  );
});

test.each<[string, () => unknown, RegExp]>([
  ['a raw error', () => Object(undefined).x.y, /TypeError/],
  ['a rejection with a raw error', async () => Object(undefined).x.y, /TypeError/],
  ['an error of another library', () => JSON.parse('{'), /SyntaxError/],
])('%s is told', async (_, call, expected) => {
  const faults = await faultsOf({ name: 'broken', good: [{}], call }, { seed: 1, calls: 3 });

  expect(faults).toHaveLength(3);
  expect(faults[0]).toMatch(expected);
});
