import { GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect } from '@vitest/expect';
import { expect, use } from 'chai';

// The part of Vitest that our suites use, for runtimes where it does not run.

use(JestChaiExpect);
use(JestAsymmetricMatchers);
globalThis[GLOBAL_EXPECT] = expect;

export { expect };

/** The declarations, in order: hooks and tests. */
const steps = [];
const failures = [];
let passed = 0;
let scope = { titles: [], beforeEach: [], afterAll: [] };

export function describe(title, declare) {
  const outer = scope;
  const { titles, beforeEach } = outer;
  scope = { titles: [...titles, title], beforeEach: [...beforeEach], afterAll: [] };
  declare();
  steps.push(...scope.afterAll);
  scope = outer;
}

export const beforeAll = (hook) => steps.push(hook);
export const beforeEach = (hook) => scope.beforeEach.push(hook);
export const afterAll = (hook) => scope.afterAll.push(hook);

class Skipped extends Error {}

export function test(title, run) {
  const { titles, beforeEach: hooks } = scope;
  function skip(reason) {
    throw new Skipped(reason);
  }
  steps.push(async () => {
    try {
      for (const hook of hooks) await hook();
      await run({ skip });
      passed += 1;
    } catch (error) {
      if (!(error instanceof Skipped)) failures.push([...titles, title, error.stack].join(' > '));
    }
  });
}

/** Runs what was declared, one after the other. */
export async function runTests() {
  for (const step of steps.splice(0)) await step();
  return { passed, failures };
}
