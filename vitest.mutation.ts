import { defineConfig } from 'vitest/config';
import { onSources } from './vitest.workspace.ts';

/** Patterns of the tests that Stryker runs for every change: see `docs/scripts/mutation.ts`. */
const measuringTests = process.env.MEASURING_TESTS ?? '';

export default defineConfig({
  ...onSources,
  test: { include: measuringTests.split(' ') },
});
