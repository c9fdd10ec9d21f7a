import { defineConfig } from 'vitest/config';
import { onSources } from '../vitest.workspace.ts';

/** The tests of built pages, the site's and the inspector: `pnpm docs:test`. They need a Chromium, and are not part of `npm test`. */
export default defineConfig({
  ...onSources,
  test: {
    name: 'site',
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // One browser and one server at a time.
    fileParallelism: false,
  },
});
