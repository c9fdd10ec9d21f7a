import { expect, test } from 'vitest';
import { inWindows } from './windows.ts';

function* ids(count: number) {
  for (let index = 0; index < count; index += 1) yield `u${index}`;
}

const mayGoOn = (): void => undefined;

test('everybody is in one window, in order', async () => {
  const seen: string[] = [];
  const notes: number[] = [];

  await inWindows(ids(1000), 0, {
    run: async (window) => void seen.push(...window),
    note: async (progress) => void notes.push(progress),
    mayGoOn,
  });

  expect(seen).toEqual([...ids(1000)]);
  expect(notes).toEqual([480, 960, 1000]);
});

test('those who are done are left out', async () => {
  const seen: string[] = [];

  await inWindows(ids(500), 480, {
    run: async (window) => void seen.push(...window),
    note: async () => undefined,
    mayGoOn,
  });

  expect(seen).toHaveLength(20);
});

test('at any time at most 1,000 users have begun and are not noted', async () => {
  let begun = 0;
  let noted = 0;
  let most = 0;

  await inWindows(ids(20_000), 0, {
    async run(window) {
      begun += window.length;
      most = Math.max(most, begun - noted);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    },
    note: async (progress) => {
      noted = progress;
    },
    mayGoOn,
  });

  expect(noted).toBe(20_000);
  expect(most).toBeLessThanOrEqual(1000);
});

test('nothing behind a window that failed is noted', async () => {
  const notes: number[] = [];

  const running = inWindows(ids(5000), 0, {
    run: async ([first]) => {
      if (first === 'u960') throw new Error('no');
    },
    note: async (progress) => void notes.push(progress),
    mayGoOn,
  });

  await expect(running).rejects.toThrow('no');
  expect(Math.max(...notes)).toBe(960);
});
