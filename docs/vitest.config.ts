import { defineConfig } from 'vitest/config';

/** The tests of the built site: `pnpm docs:test`. They need a Chromium, and are not part of `npm test`. */
export default defineConfig({
  test: {
    name: 'site',
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // One browser and one server at a time.
    fileParallelism: false,
  },
});
