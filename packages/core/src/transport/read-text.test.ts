import { describe, expect, test, vi } from 'vitest';
import { readText } from './read-text.ts';

const text = '群聊';
const bytes = new TextEncoder().encode(text);

/** An answer whose parts are single bytes, so that characters are cut. */
function answerWith(headers: Readonly<Record<string, string>>) {
  return {
    status: 200,
    headers,
    text: vi.fn(async () => text),
    parts: vi.fn(async function* () {
      for (const byte of bytes) yield Uint8Array.of(byte);
    }),
    cancel: vi.fn(),
  };
}

describe('an answer that tells its length', () => {
  const headers = { 'content-length': String(bytes.length) };

  test('is read by the runtime, up to the very limit', async () => {
    const answer = answerWith(headers);

    expect(await readText(answer, bytes.length)).toBe(text);
    expect(answer.parts).not.toHaveBeenCalled();
  });

  test('is ended unread when it is larger', async () => {
    const answer = answerWith(headers);

    await expect(readText(answer, bytes.length - 1)).rejects.toMatchObject({ ambiguous: true });
    expect(answer.text).not.toHaveBeenCalled();
    expect(answer.cancel).toHaveBeenCalledOnce();
  });
});

describe.each([
  ['is unknown', {}],
  ['is that of the compressed body', { 'content-encoding': 'gzip', 'content-length': '1' }],
])('an answer whose length %s', (_, headers) => {
  test('is counted, up to the very limit, and characters in several parts are whole', async () => {
    expect(await readText(answerWith(headers), bytes.length)).toBe(text);
  });

  test('is refused when it is larger', async () => {
    await expect(readText(answerWith(headers), bytes.length - 1)).rejects.toMatchObject({
      name: 'InvalidResponseError',
      httpStatus: 200,
    });
  });
});

test('a character that is cut by the end is told as such', async () => {
  const parts = async function* () {
    yield bytes.subarray(0, 4);
  };

  expect(await readText({ ...answerWith({}), parts })).toBe('群\uFFFD');
});
