import { configDefaults, defineConfig } from 'vitest/config';

const conditions = ['@imgroups/source', 'module', 'node', 'development|production'];

/** Tests run on the sources of all packages, so that a failing line is a line somebody wrote. */
export const onSources = { resolve: { conditions }, ssr: { resolve: { conditions } } };

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
        ...onSources,
        test: {
          name: 'unit',
          include: ['packages/*/{src,test}/**/*.test.ts'],
          // These have projects of their own below.
          exclude: [...configDefaults.exclude, 'packages/{chaos,emulator,redis,testing}/**'],
        },
      },
      {
        ...onSources,
        test: {
          name: 'emulator',
          include: [
            'packages/{emulator,testing}/{src,test}/**/*.test.ts',
            'docs/**/*.test.ts',
            'docs/.vitepress/*.test.ts',
          ],
          // The tests of the built site need a browser: `pnpm docs:test`.
          exclude: [...configDefaults.exclude, 'docs/test/**'],
          testTimeout: 30_000,
        },
      },
      {
        ...onSources,
        test: {
          name: 'redis',
          include: ['packages/redis/{src,test}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        ...onSources,
        test: {
          name: 'chaos',
          include: ['packages/chaos/test/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
