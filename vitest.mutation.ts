import { defineConfig } from 'vitest/config';
import { onSources } from './vitest.workspace.ts';

/** The tests that each part is measured by: fast ones, because Stryker runs them for every change. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  core: [
    'packages/core/src/{batch,credentials,endpoint,errors,model,pagination,provider,retry}/**/*.test.ts',
  ],
  tencent: [
    'packages/tencent/src/{mapping/*,tencent-provider}.test.ts',
    'packages/tencent/test/hostile-answers.test.ts',
  ],
  easemob: [
    'packages/easemob/src/mapping/*.test.ts',
    'packages/easemob/test/{groups,members,mutes-and-blacklist,legacy,hostile-answers}.test.ts',
  ],
};

export default defineConfig({
  ...onSources,
  test: { include: [...(testsOf[process.env.MUTATED ?? 'core'] ?? [])] },
});
