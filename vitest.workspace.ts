import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** Tests run on the sources, so that a failing line is a line somebody wrote. */
export const alias = [
  {
    find: /^@imgroups\/(core|tencent|easemob|emulator|redis)$/,
    replacement: source('$1/src/index.ts'),
  },
  {
    find: /^@imgroups\/(core|tencent|easemob)\/(endpoints|node|undici)$/,
    replacement: source('$1/src/$2.ts'),
  },
  {
    find: /^@imgroups\/emulator\/(tencent|easemob)$/,
    replacement: source('emulator/src/vendors/$1/index.ts'),
  },
];

export default defineConfig({
  test: {
    // Node's own fetch throws this where nobody can catch it, when a connection breaks while a part of the answer waits:
    // see docs/decisions/2026-11-22-fetch-of-node.md. Everything else that nobody catches fails the run.
    onUnhandledError: ({ message, stack = '' }) =>
      !(
        message.includes('Invalid state') && stack.includes('ReadableByteStreamController.enqueue')
      ),
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['packages/{core,tencent,easemob}/{src,test}/**/*.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'emulator',
          include: [
            'packages/emulator/{src,test}/**/*.test.ts',
            'docs/**/*.test.ts',
            'docs/.vitepress/*.test.ts',
          ],
          // The tests of the built site need a browser: `pnpm docs:test`.
          exclude: [...configDefaults.exclude, 'docs/test/**'],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'redis',
          include: ['packages/redis/{src,test}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'chaos',
          include: ['packages/chaos/test/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
