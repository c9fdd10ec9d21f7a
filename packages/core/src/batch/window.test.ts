import { describe, expect, test } from 'vitest';
import { createWindow, type Window } from './window.ts';

type End = Parameters<Window['note']>[0];

/** A window that is told of one answer after the other, each sent when the one before it came. */
function windowOf({ most = 64, timeout = 10_000 } = {}) {
  const window = createWindow({ most, timeout });
  let now = 0;
  return {
    window,
    now: () => now,
    /** Tells of answers; gives back why the limit changed at the last of them. */
    answers(count: number, end: Partial<End> = {}) {
      let why: ReturnType<Window['note']>;
      for (let index = 0; index < count; index += 1) {
        const told = {
          sentAt: now,
          durationMs: 10,
          outcome: 'answered',
          isFull: true,
          ...end,
        } as const;
        why = window.note(told);
        now = Math.max(now, told.sentAt + told.durationMs);
      }
      return why;
    },
  };
}

describe('the number of calls on their way', () => {
  test('is 16 at first, or fewer where the caller says so', () => {
    expect(createWindow({ most: 64, timeout: 1 }).limit).toBe(16);
    expect(createWindow({ most: 4, timeout: 1 }).limit).toBe(4);
  });

  test('grows by one for each answer while all are used, up to the most', () => {
    const { window, answers } = windowOf({ most: 20 });

    expect(answers(3)).toBe('answered');
    expect(window.limit).toBe(19);
    expect(answers(5)).toBeUndefined();
    expect(window.limit).toBe(20);
  });

  test.each([{ isFull: false }, { outcome: 'failed' as const }])('does not grow with %o', (end) => {
    const { window, answers } = windowOf();

    expect(answers(10, end)).toBeUndefined();
    expect(window.limit).toBe(16);
  });
});

describe('a refusal for the rate', () => {
  const refused = { outcome: 'throttled' } as const;

  test('halves it, down to one', () => {
    const { window, answers } = windowOf();

    const limits = Array.from({ length: 6 }, () => {
      const why = answers(1, refused);
      return [window.limit, why];
    });

    expect(limits).toEqual([
      [8, 'throttled'],
      [4, 'throttled'],
      [2, 'throttled'],
      [1, 'throttled'],
      [1, undefined],
      [1, undefined],
    ]);
  });

  test('of a call that was sent before the last one came is no news', () => {
    const { window, answers } = windowOf();

    answers(5, { ...refused, sentAt: 0 });

    expect(window.limit).toBe(8);
  });

  test('lets it grow one by one from then on', () => {
    const { window, answers } = windowOf();
    answers(1, refused);

    answers(7);
    expect(window.limit).toBe(8);
    answers(2);
    expect(window.limit).toBe(9);
  });
});

describe('slow answers', () => {
  /** Answers take 200 ms, until they take 2 seconds. */
  function slowedDown(slowAnswers: number, end: Partial<End> = {}) {
    const told = windowOf({ timeout: 2_000 });
    told.answers(40, { durationMs: 200, isFull: false });
    const changes = Array.from({ length: slowAnswers }, () =>
      told.answers(1, { durationMs: 2_000, ...end }),
    );
    return { ...told, changes };
  }

  test('shrink it, by no more than half at once', () => {
    const { window, changes } = slowedDown(4, { isFull: false });

    expect(changes.filter((why) => why !== undefined)).toEqual(expect.arrayContaining(['slow']));
    expect(window.limit).toBeLessThan(16);
    expect(window.limit).toBeGreaterThanOrEqual(8);
  });

  test('never leave fewer than four', () => {
    const { window } = slowedDown(200);

    expect(window.limit).toBe(4);
  });

  test('do not raise what refusals have cut below four', () => {
    const { window, answers } = windowOf({ timeout: 1_000 });
    answers(3, { outcome: 'throttled' });

    answers(20, { durationMs: 1_000 });

    expect(window.limit).toBe(2);
  });

  test('of calls that were sent before it shrank do not shrink it again', () => {
    const { window, answers, now } = slowedDown(4, { isFull: false });
    const { limit } = window;

    answers(10, { sentAt: now() - 5_000, durationMs: 2_000 });

    expect(window.limit).toBe(limit);
  });

  test('are none below a tenth of a second, however fast answers were', () => {
    const { window, answers } = windowOf({ timeout: 100 });
    answers(40, { durationMs: 1 });

    answers(40, { durationMs: 99 });

    expect(window.limit).toBe(64);
  });

  test('tell how long answers take of late', () => {
    const { window, answers } = windowOf();

    answers(4, { durationMs: 30 });
    expect(window.answerMs).toBe(30);
    answers(100, { durationMs: 60 });
    expect(window.answerMs).toBeCloseTo(60, 0);
  });
});
