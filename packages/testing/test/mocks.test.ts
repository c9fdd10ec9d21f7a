import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { bundled } from '../src/bundled.ts';

/** The mocks replace parts of the modules that the program shares with them. */
const shared = ['undici', 'nock', /^msw($|\/)/, /^@mswjs\//];

let program: string;
beforeAll(async () => {
  const folder = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  program = await bundled(new URL('mocked-call.ts', import.meta.url), folder, shared);
});

const transports = ['fetch', 'undici', 'undici with a dispatcher'];
const mocks = [
  'nock',
  'setupServer',
  'HttpRequestInterceptor',
  'setGlobalDispatcher',
  'dispatcher',
];

/** Returns the row of a mock in the table of a guide: whether it answers over each transport. */
function rowOf(page: string, mock: string): readonly string[] {
  const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), 'utf8');
  const [row = ''] = text.match(new RegExp(`^\\| [^|]*\`${mock}\`.*$`, 'm')) ?? [];
  return row
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

async function answerOf(mock: string, transport: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, mock, transport]);
  return stdout.trim();
}

test.each(mocks)('the guides say over which transports a call meets %s', async (mock) => {
  const answers = await Promise.all(transports.map((transport) => answerOf(mock, transport)));

  const meets = answers.map((answer) => answer === 'from the mock');
  expect(rowOf('guide/testing.md', mock)).toEqual(meets.map((does) => (does ? 'yes' : 'no')));
  expect(rowOf('zh/guide/testing.md', mock)).toEqual(meets.map((does) => (does ? '是' : '否')));
});
