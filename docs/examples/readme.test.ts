import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { runExample } from './test/run-example.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(`${here}.readme-`);
afterAll(() => rmSync(folder, { recursive: true }));

/** The TypeScript blocks of a README, which people copy: the provider, and the webhooks. */
function examplesOf(readme: string): readonly string[] {
  const text = readFileSync(new URL(`../../${readme}`, import.meta.url), 'utf8');
  return [...text.matchAll(/```ts\r?\n([\s\S]+?)```/g)].map(([, code = '']) => code);
}

const runs = new Map<string, Promise<string>>();

/**
 * Returns the output of a program on the built packages, as a user would run it; comments of another language make no other
 * program.
 */
function run(program: string): Promise<string> {
  const code = program.replaceAll(/ *\/\/ .*$/gm, '');
  const printed = runs.get(code) ?? start(code, runs.size);
  runs.set(code, printed);
  return printed;
}

async function start(code: string, number: number): Promise<string> {
  const file = `${folder}/example-${number}.ts`;
  writeFileSync(file, code);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  return stdout;
}

const changed = { from: 'createTencentProvider(tencent)', to: 'createEasemobProvider(easemob)' };

test.each(['README.md', 'README.zh-CN.md'])(
  'the example in %s runs on both vendors by changing one line',
  async (readme) => {
    const [example = ''] = examplesOf(readme);
    const swapped = example.replace(changed.from, changed.to);
    const differentLines = swapped
      .split('\n')
      .filter((line, index) => line !== example.split('\n')[index]);

    const onTencent = await run(example);
    const onEasemob = await run(swapped);

    expect(differentLines).toHaveLength(1);
    expect(onTencent).toContain('ghost failed user_not_found');
    expect(onTencent).toContain('alice owner');
    expect(onEasemob.split('\n').sort()).toEqual(onTencent.split('\n').sort());
  },
);

test.each(['README.md', 'README.zh-CN.md'])(
  'the webhooks in %s are verified on both vendors by changing one line',
  async (readme) => {
    const [, example = ''] = examplesOf(readme);
    const swapped = example.replace('= onTencent();', '= onEasemob();');

    const onTencent = await run(example);
    const onEasemob = await run(swapped);

    expect(onTencent).toBe("Chess was created by the server\n[ 'bob' ] added\n");
    expect(onEasemob).toBe(onTencent);
  },
);

test('npm start: both vendors give the same neutral result', async () => {
  const { stdout } = await runExample(['swap-providers']);

  expect(stdout).toContain('ghost failed (not_found: user_not_found)');
  expect(stdout).toContain('refused as rate_limited, tried again: erin done');
  expect(stdout).toContain('All vendors gave the same neutral result in every step.');
});
