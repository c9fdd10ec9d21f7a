import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('mocked-call.ts', import.meta.url));
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
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--conditions=@imgroups/source',
    program,
    mock,
    transport,
  ]);
  return stdout.trim();
}

test.each(mocks)('the guides say over which transports a call meets %s', async (mock) => {
  const answers = await Promise.all(transports.map((transport) => answerOf(mock, transport)));

  const meets = answers.map((answer) => answer === 'from the mock');
  expect(rowOf('guide/testing.md', mock)).toEqual(meets.map((does) => (does ? 'yes' : 'no')));
  expect(rowOf('zh/guide/testing.md', mock)).toEqual(meets.map((does) => (does ? '是' : '否')));
});
