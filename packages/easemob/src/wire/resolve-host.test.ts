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

function directoryThat(answer: unknown, ...statuses: number[]) {
  const requests: HttpRequest[] = [];
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const transport: Transport = {
    async send(request) {
      const status = statuses[requests.length] ?? 200;
      requests.push(request);
      return { status, headers: {}, text };
    },
  };
  const retry = { baseDelay: 0, throttledDelay: 0 };
  return { requests, options: { appKey: 'acme#demo', transport, retry } };
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

  test('is asked for again when the directory is down', async () => {
    const { requests, options } = directoryThat(directory, 503, 502);

    const host = await resolveEasemobHost({ ...options, random: () => 0 });

    expect(host).toBe('https://a1.easemob.com');
    expect(requests).toHaveLength(3);
  });

  test('is not told by a directory that fails', async () => {
    const { options } = directoryThat('', 404);

    await expect(resolveEasemobHost(options)).rejects.toMatchObject({
      code: 'not_found',
      httpStatus: 404,
      endpoint: 'listHosts',
    });
  });

  test('is not asked for when the caller has given up', async () => {
    const { requests, options } = directoryThat(directory);

    const call = resolveEasemobHost({ ...options, signal: AbortSignal.abort() });

    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(requests).toEqual([]);
  });

  test('needs an app key', async () => {
    await expect(resolveEasemobHost({ appKey: '' })).rejects.toMatchObject({ field: 'appKey' });
  });
});
