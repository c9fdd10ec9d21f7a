import { expect, test } from 'vitest';
import { createLearnedRates } from './learned-rates.ts';

const rate = { requests: 100, perSeconds: 1 };

function learnedRates() {
  const clock = { now: 5000 };
  return { clock, learned: createLearnedRates(() => clock.now) };
}

test('a rate that was never refused is kept as it is', () => {
  const { learned } = learnedRates();

  expect(learned.of('key', rate)).toEqual(rate);
});

test('a refusal lowers the rate of its key only', () => {
  const { learned } = learnedRates();

  const lower = learned.throttled('key', rate);

  expect(lower).toEqual({ requests: 70, perSeconds: 1 });
  expect(learned.of('key', rate)).toEqual(lower);
  expect(learned.of('other', rate)).toEqual(rate);
});

test('refusals within one second count as one', () => {
  const { clock, learned } = learnedRates();
  learned.throttled('key', rate);

  clock.now += 999;

  expect(learned.throttled('key', rate)).toBeUndefined();
});

test('the rate grows back', () => {
  const { clock, learned } = learnedRates();
  learned.throttled('key', rate);

  clock.now += 10_000;
  const later = learned.of('key', rate).requests;
  clock.now += 10_000;

  expect(later).toBeCloseTo(90);
  expect(learned.of('key', rate)).toEqual(rate);
});

test('something is left after many refusals', () => {
  const { clock, learned } = learnedRates();

  for (let refusal = 0; refusal < 50; refusal += 1) {
    learned.throttled('key', rate);
    clock.now += 1000;
  }

  expect(learned.of('key', rate).requests).toBeGreaterThanOrEqual(5);
});
