import { defineConfig } from 'vitest/config';
import { onSources } from './vitest.workspace.ts';

const measured = process.env.MUTATED ?? 'core';

/** The tests that a part is measured by: fast ones, because Stryker runs them for every change. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  core: [
    'packages/core/src/{batch,credentials,endpoint,errors,model,pagination,provider,retry}/**/*.test.ts',
  ],
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
