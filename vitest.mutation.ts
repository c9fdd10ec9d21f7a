import { defineConfig } from 'vitest/config';
import { onSources } from './vitest.workspace.ts';

/** Patterns of the tests that Stryker runs for every change: see `docs/scripts/mutation.ts`. */
const measuringTests = process.env.MEASURING_TESTS ?? '';

export default defineConfig({
  ...onSources,
  // Test files share a process, which loads the sources once for every change.
  test: { include: measuringTests.split(' '), isolate: false },
});
