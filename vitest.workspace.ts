import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig, type TestUserConfig } from 'vitest/config';

const conditions = ['@imgroups/source', 'module', 'node', 'development|production'];

/** Tests run on the sources of all packages, so that a failing line is a line somebody wrote. */
export const onSources = { resolve: { conditions }, ssr: { resolve: { conditions } } };

/** For machines that need more than ten times as long as a developer's. */
const scale = Number(process.env.IMGROUPS_TEST_TIME_SCALE ?? 1);
const longest = 120_000 * scale;

/** These replace the `fetch` of their whole process. */
const withNock = [
  'packages/*/src/client.test.ts',
  'packages/*/test/{recorded,documented}-samples.test.ts',
];

const afterTimeOut = fileURLToPath(
  new URL('packages/testing/src/after-time-out.ts', import.meta.url),
);
const compiled = fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

function project(test: TestUserConfig) {
  return {
    ...onSources,
    test: {
      // Test files share a process, which loads the sources once.
      isolate: false,
      setupFiles: [afterTimeOut],
      testTimeout: longest,
      hookTimeout: longest,
      // Programs that tests start load what an earlier one compiled.
      env: { NODE_COMPILE_CACHE: compiled },
      expect: { poll: { timeout: longest / 2 } },
      ...test,
    },
  };
}

export default defineConfig({
  test: {
    // Many tests wait for timers and for other processes, so every core can have one more.
    maxWorkers: '100%',
    projects: [
      project({
        name: 'unit',
        include: ['packages/*/{src,test}/**/*.test.ts'],
        // These have projects of their own below.
        exclude: [
          ...configDefaults.exclude,
          ...withNock,
          'packages/{chaos,cli,emulator,jobs,redis,testing}/**',
        ],
      }),
      project({ name: 'nock', include: withNock, isolate: true }),
      project({
        name: 'emulator',
        include: [
          'packages/{cli,emulator,jobs,testing}/{src,test}/**/*.test.ts',
          'docs/**/*.test.ts',
          'docs/.vitepress/*.test.ts',
        ],
        // The tests of the built site need a browser: `pnpm docs:test`.
        exclude: [...configDefaults.exclude, 'docs/test/**'],
      }),
      project({ name: 'redis', include: ['packages/redis/{src,test}/**/*.test.ts'] }),
      project({ name: 'chaos', include: ['packages/chaos/test/**/*.test.ts'] }),
    ],
  },
});
