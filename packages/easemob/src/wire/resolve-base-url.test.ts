import type { HttpRequest, Transport } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { resolveEasemobBaseUrl } from './resolve-base-url.ts';

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

describe('the base URL of an app', () => {
  test('is asked for by app key', async () => {
    const { requests, options } = directoryThat(directory);

    await resolveEasemobBaseUrl(options);

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
  ])('is one of those with https: with %d it is %s', async (number, baseUrl) => {
    const { options } = directoryThat(directory);

    expect(await resolveEasemobBaseUrl({ ...options, random: () => number })).toBe(baseUrl);
  });

  test('is that of another host when one cannot be read', async () => {
    const hosts = [{ protocol: 'https', domain: 7 }, null, ...directory.rest.hosts];
    const { options } = directoryThat({ rest: { hosts } });
    const drift: string[] = [];

    const baseUrl = await resolveEasemobBaseUrl({
      ...options,
      random: () => 0,
      onDrift: ({ message }) => drift.push(message),
    });

    expect(baseUrl).toBe('https://a1.easemob.com');
    expect(drift.join()).toContain('rest.hosts');
  });

  test('is not told where no host can be read, which is named', async () => {
    const { options } = directoryThat({ rest: { hosts: [{ protocol: 'https', domain: 7 }] } });

    await expect(resolveEasemobBaseUrl(options)).rejects.toMatchObject({
      name: 'InvalidResponseError',
      field: 'rest.hosts.domain',
    });
  });

  test.each([
    ['no https host', { rest: { hosts: [{ protocol: 'http', ip: '192.0.2.10', port: 80 }] } }],
    ['no host', { rest: { hosts: [] } }],
    ['no list', { rest: {} }],
    ['a web page', '<html>'],
  ])('cannot be told from an answer with %s', async (_, answer) => {
    const { options } = directoryThat(answer);

    await expect(resolveEasemobBaseUrl(options)).rejects.toMatchObject({
      name: 'InvalidResponseError',
    });
  });

  test('is asked for again when the directory is down', async () => {
    const { requests, options } = directoryThat(directory, 503, 502);

    const baseUrl = await resolveEasemobBaseUrl({ ...options, random: () => 0 });

    expect(baseUrl).toBe('https://a1.easemob.com');
    expect(requests).toHaveLength(3);
  });

  test('is not told by a directory that fails', async () => {
    const { options } = directoryThat('', 404);

    await expect(resolveEasemobBaseUrl(options)).rejects.toMatchObject({
      code: 'not_found',
      httpStatus: 404,
      endpoint: 'listHosts',
    });
  });

  test('is not asked for when the caller has given up', async () => {
    const { requests, options } = directoryThat(directory);

    const call = resolveEasemobBaseUrl({ ...options, signal: AbortSignal.abort() });

    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(requests).toEqual([]);
  });

  test('needs an app key', async () => {
    await expect(resolveEasemobBaseUrl({ appKey: '' })).rejects.toMatchObject({ field: 'appKey' });
  });
});
