import { describe, expect, test } from 'vitest';
import { refused } from '../errors/failure.ts';
import { createSecrets } from './secrets.ts';

const key = 'k+ey/with=signs&and 字';
const token = 'YWMt-0123456789abcdefghijklmnopqrstuvwxyz';

/** Its base64 is full of characters that are others in URLs. */
const signs = '>>>???>>>???>>>???';

const base64 = (text: string) => Buffer.from(text).toString('base64');

function masked(text: string): string {
  const secrets = createSecrets([key, undefined, signs]);
  secrets.note(token);
  const { message, details } = secrets.mask(
    refused(text, { code: 'internal', vendorMessage: text, vendorCode: 40, httpStatus: 400 }),
  );
  expect(details).toEqual({
    code: 'internal',
    vendorMessage: message,
    vendorCode: 40,
    httpStatus: 400,
  });
  return message;
}

describe('a secret is masked', () => {
  test.each([
    ['as it is', key, '***'],
    ['twice', `${token}, ${token}`, '***, ***'],
    ['in a header', `authorization: Bearer ${token};`, 'authorization: Bearer ***;'],
    ['in a URL', `/x?key=${encodeURIComponent(key)}&a=b`, '/x?key=***&a=b'],
    [
      'in a URL of lower case',
      `?${encodeURIComponent(key).replace(/%../g, (code) => code.toLowerCase())}`,
      '?***',
    ],
    ['when the text goes on otherwise', `${token.slice(0, 20)} and more`, '*** and more'],
    ['when the text ends within it', `GET /?usersig=${token.slice(0, 20)}`, 'GET /?usersig=***'],
  ])('%s', (_, text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  test.each(['', 'a', 'ab', 'abc', 'client:'])('within base64 after %j', (before) => {
    for (const secret of [key, token, signs]) {
      for (const text of [base64(`${before}${secret}`), base64(`${before}${secret}:and more`)]) {
        for (const form of [text, text.replaceAll('+', '-').replaceAll('/', '_')]) {
          const rest = masked(form).replaceAll('*', '');

          // Only the neighbours are left, and the two characters that the secret shares with them.
          expect(rest.length).toBeLessThanOrEqual(base64(`${before}:and more`).length + 8);
          expect(Buffer.from(rest, 'base64').toString()).not.toContain(secret.slice(2, -3));
        }
      }
    }
  });
});

test('a text without secrets stays as it is', () => {
  expect(masked('user bob is not a member, YWMt-0123')).toBe('user bob is not a member, YWMt-0123');
});

test('a text of its own is masked', () => {
  expect(createSecrets([key]).maskText(`key ${key}`)).toBe('key ***');
});

test('a secret is at least eight characters long, also within base64', () => {
  const secrets = createSecrets(['bob', '1234567', 'abcdefgh']);
  secrets.note('alice');
  secrets.note(undefined);
  const mask = (text: string) => secrets.mask(refused(text, { code: 'internal' })).message;

  expect(mask('bob, alice, 1234567, abcdefgh')).toBe('bob, alice, 1234567, ***');
  expect(mask(base64('abcdefgh: x'))).toMatch(/^\*\*\*/);
});

test('the twenty newest credentials are known, the oldest are forgotten', () => {
  const secrets = createSecrets();
  const mask = (index: number) => secrets.maskText(`credential-${index}!`);
  for (let index = 10; index < 30; index += 1) secrets.note(`credential-${index}`);

  expect(mask(10)).toBe('***!');
  // One that is used again is new again.
  secrets.note('credential-10');
  secrets.note('credential-30');
  expect([10, 11, 12, 30].map(mask)).toEqual(['***!', 'credential-11!', '***!', '***!']);
});
