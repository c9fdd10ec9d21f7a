import { expect, test } from 'vitest';
import { runExample } from './test/run-example.ts';

test('a lost callback is made up for by the sweep', async () => {
  const { code, stdout } = await runExample(['roster']);

  expect(stdout.split('\n').slice(-4)).toEqual([
    'Bob and Carol have joined           alice, bob, carol',
    'Bob has left, the callback is lost  alice, bob, carol',
    'A sweep has read all groups         alice, carol',
    '',
  ]);
  expect(code).toBe(0);
});

test('the callbacks of another vendor are refused by the name of the variable', async () => {
  const { code, stderr } = await runExample(['roster'], { IMGROUPS_TARGET: 'easemob-emulator' });

  expect(stderr).toMatch(/^IMGROUPS_TARGET: /);
  expect(code).toBe(2);
});
