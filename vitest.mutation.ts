import { defineConfig } from 'vitest/config';
import { onSources } from './vitest.workspace.ts';

const measured = process.env.MUTATED ?? 'core';

/** Loads modules anew within a test, after which changes to code that runs once would count as tried. */
const fakedTimers = 'packages/core/src/retry/faked-timers.test.ts';
const core = [
  'packages/core/src/{batch,credentials,endpoint,errors,model,pagination,provider}/**/*.test.ts',
  'packages/core/src/retry/!(faked-timers).test.ts',
];

/** The tests that a part is measured by: fast ones, because Stryker runs them for every change. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  core,
  retry: [...core, fakedTimers],
  transport: ['packages/core/src/transport/{answer-size,fault,read-text,send-once}.test.ts'],
  redis: ['packages/redis/src/*.test.ts'],
};

const testsOfVendor = [
  `packages/${measured}/src/mapping/*.test.ts`,
  `packages/${measured}/test/{groups,members,mutes-and-blacklist,legacy,hostile-answers}.test.ts`,
];

export default defineConfig({
  ...onSources,
  test: { include: [...(testsOf[measured] ?? testsOfVendor)] },
});
