import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../src/index.ts';
import { fuzzEmulator } from './fuzz/fuzz-emulator.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ rateScale: 0, easemob: { customGroupIds: true } });
});
afterAll(() => emulator.close());

test.each([
  ['a fixed seed', 20_260_222],
  ['a fresh seed', Math.floor(Math.random() * 2 ** 32)],
])('with %s (%i) no request finds a defect, and the service goes on', async (_, seed) => {
  const faults = await fuzzEmulator(emulator, { seed, requests: 1500 });

  expect(faults).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});
