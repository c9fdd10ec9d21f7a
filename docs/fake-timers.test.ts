import { readFileSync } from 'node:fs';
import { createEasemobProvider } from '@imgroups/easemob';
import { startEmulator } from '@imgroups/emulator';
import { createTencentProvider } from '@imgroups/tencent';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

let emulator: Awaited<ReturnType<typeof startEmulator>>;

beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => emulator.close());

/** The advice of the guide on testing, word for word. */
const ways = {
  "toFake: ['Date']": { toFake: ['Date'] },
  'shouldAdvanceTime: true': { shouldAdvanceTime: true },
} satisfies Record<string, Parameters<typeof vi.useFakeTimers>[0]>;

describe.each(Object.entries(ways))('with vi.useFakeTimers({ %s })', (written, options) => {
  test.each([
    ['tencent', 'getGroupInfo', () => createTencentProvider(emulator.tencent)],
    ['easemob', 'getGroups', () => createEasemobProvider(emulator.easemob)],
  ] as const)('the limiter and the pauses of %s go on', async (vendor, endpoint, create) => {
    const warn = vi.spyOn(console, 'warn');
    vi.useFakeTimers(options);
    const { control } = emulator[vendor];
    control.importAccounts(['alice']);
    const provider = create();

    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    control.addFault({ endpoint, kind: 'throttled', times: 1 });
    const { name } = await provider.groups.get(group);
    await provider.close();

    expect(name).toBe('Chess');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test.each(['guide', 'zh/guide'])('is in %s', (folder) => {
    const page = readFileSync(new URL(`${folder}/testing.md`, import.meta.url), 'utf8');

    expect(page).toContain(`vi.useFakeTimers({ ${written} })`);
  });
});

/** Returns the functions that a text tells Jest not to fake. */
function namesLeft(text: string): readonly string[] {
  const [, list = ''] = /doNotFake: \[([^;]*)\],\s*\}/.exec(text) ?? [];
  return [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
}

// The packed packages are used so in Jest by `pnpm install-projects jest`.
test.each(['guide', 'zh/guide'])('what works in Jest is in %s', (folder) => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const page = read(`${folder}/testing.md`);
  const tried = read('../packages/install-projects/templates/jest/fake-timers.test.js');

  expect(namesLeft(page)).toContain('setTimeout');
  expect(namesLeft(page)).toEqual(namesLeft(tried));
  expect(page).toContain('jest.useFakeTimers({ advanceTimers: true })');
  expect(tried).toContain('{ advanceTimers: true }');
});
