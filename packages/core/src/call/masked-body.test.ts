import { describe, expect, test } from 'vitest';
import { endpoints } from '../../test/fake-vendor.ts';
import { createSecrets } from '../credentials/secrets.ts';
import { maskedBody } from './masked-body.ts';

const secret = 'a-secret-of-the-application';

function shown(body: string | FormData | Uint8Array<ArrayBuffer> | undefined, int64?: string[]) {
  const request = { method: 'POST', url: 'https://vendor.test/', headers: {}, body };
  return maskedBody(request, { ...endpoints.post, int64 }, createSecrets([secret]));
}

describe('the body that hooks see', () => {
  test.each([
    'password',
    'old_passwd',
    'clientSecret',
    'accessToken',
    'Token',
    'UserSig',
    'Authorization',
    'credentials',
    'appCertificate',
    'private_key',
    'privateKey',
  ])('does not show what a field called %s holds', (name) => {
    const value = 'hunter2';

    expect(shown(JSON.stringify({ [name]: value, in: [{ [name]: { value } }] }))).toEqual({
      [name]: '***',
      in: [{ [name]: '***' }],
    });
  });

  test.each(['signal', 'key', 'Name', 'pass'])('shows what a field called %s holds', (name) => {
    expect(shown(JSON.stringify({ [name]: 'x' }))).toEqual({ [name]: 'x' });
  });

  test('shows values of every kind', () => {
    const body = { text: 'x', number: 1, flag: false, nothing: null, list: [1, null, 'x'] };

    expect(shown(JSON.stringify(body))).toEqual(body);
  });

  test('does not show the secret of the application, wherever it stands', () => {
    expect(shown(JSON.stringify({ note: `it is ${secret}` }))).toEqual({ note: 'it is ***' });
  });

  test('shows 64-bit integers with every digit', () => {
    expect(shown('{"Next":18446744073709551615}', ['Next'])).toEqual({
      Next: '18446744073709551615',
    });
  });

  test('of a form has its fields, and of a file only the size', () => {
    const form = new FormData();
    form.append('file', new Blob(['abc']));
    form.append('copies', '2');
    form.append('token', 'hunter2');

    expect(shown(form)).toEqual({ file: 'a file of 3 bytes', copies: '2', token: '***' });
  });

  test.each([
    ['no body', undefined],
    ['bytes', new Uint8Array([1])],
    ['text that is not JSON', 'token=hunter2'],
  ])('is nothing where there is %s', (_, body) => {
    expect(shown(body)).toBeUndefined();
  });
});
