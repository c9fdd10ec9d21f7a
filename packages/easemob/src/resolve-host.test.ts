import type { HttpRequest, Transport } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { resolveEasemobHost } from './resolve-host.ts';

/** As the vendor's directory answers. */
const directory = {
  deploy_name: 'ebs',
  file_version: '1',
  rest: {
    hosts: [
      { protocol: 'https', domain: 'a1.easemob.com', port: 443 },
      { protocol: 'http', ip: '192.0.2.10', port: 80 },
      { protocol: 'https', domain: 'a2.easemob.com', port: 8443 },
    ],
  },
};

function directoryThat(answer: unknown, status = 200) {
  const requests: HttpRequest[] = [];
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const transport: Transport = {
    async send(request) {
      requests.push(request);
      return { status, headers: {}, text };
    },
  };
  return { requests, options: { appKey: 'acme#demo', transport } };
}

describe('the host of an app', () => {
  test('is asked for by app key', async () => {
    const { requests, options } = directoryThat(directory);

    await resolveEasemobHost(options);

    expect(requests).toEqual([
      {
        method: 'GET',
        url: 'https://rs.easemob.com/easemob/server.json?app_key=acme%23demo',
        headers: { accept: 'application/json' },
      },
    ]);
  });

  test.each([
    [0, 'https://a1.easemob.com'],
    [0.99, 'https://a2.easemob.com:8443'],
  ])('is one of those with https: with %d it is %s', async (number, host) => {
    const { options } = directoryThat(directory);

    expect(await resolveEasemobHost({ ...options, random: () => number })).toBe(host);
  });

  test.each([
    ['no https host', { rest: { hosts: [{ protocol: 'http', ip: '192.0.2.10', port: 80 }] } }],
    ['no host', { rest: { hosts: [] } }],
    ['no list', { rest: {} }],
    ['a web page', '<html>'],
  ])('cannot be told from an answer with %s', async (_, answer) => {
    const { options } = directoryThat(answer);

    await expect(resolveEasemobHost(options)).rejects.toMatchObject({
      name: 'InvalidResponseError',
    });
  });

  test('is not told by a directory that fails', async () => {
    const { options } = directoryThat('', 503);

    await expect(resolveEasemobHost(options)).rejects.toMatchObject({
      code: 'unavailable',
      httpStatus: 503,
      retryable: true,
    });
  });
});
