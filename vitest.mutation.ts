import { defineConfig } from 'vitest/config';
import workspace from './vitest.workspace.ts';

const [unit] = workspace.test?.projects ?? [];

/** The unit tests alone, as Stryker runs them: those that start processes or servers take too long for thousands of runs. */
export default defineConfig(typeof unit === 'object' && 'test' in unit ? unit : {});
