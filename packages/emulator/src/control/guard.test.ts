import { describe, expect, test } from 'vitest';
import { callerRefusal, controlGuard, controlHeader } from './guard.ts';

/** Returns the refusal of a request to an emulator that listens on an address. */
function refusal(
  hostname: string,
  { method = 'GET', headers = {}, address = '127.0.0.1' } = {},
): string | undefined {
  return controlGuard([address])(new Request(`http://${hostname}:4000/`, { method, headers }));
}

describe('names of this machine', () => {
  test.each(['localhost', '127.0.0.1', '127.10.20.30', '[::1]'])('%s is one', (name) => {
    expect(refusal(name)).toBeUndefined();
  });

  test('are also those that the emulator was told to listen on', () => {
    expect(refusal('emulator.example', { address: 'emulator.example' })).toBeUndefined();
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    'notlocalhost',
    'x127.0.0.1.example',
    '127.0.0.1.evil.example',
  ])('are not %s', (name) => {
    expect(refusal(name)).toBe(`not under the name ${name}`);
  });
});

describe('what a browser says of the page that asks', () => {
  test.each(['cross-site', 'same-site'])('%s is another origin', (site) => {
    const headers = { 'sec-fetch-site': site };

    expect(refusal('localhost', { headers })).toBe('not from a page of another origin');
  });

  test.each(['same-origin', 'none'])('%s is none', (site) => {
    expect(refusal('localhost', { headers: { 'sec-fetch-site': site } })).toBeUndefined();
  });

  test('the origin of this server is none, and its other ports are', () => {
    const headers = (port: number) => ({ origin: `http://localhost:${port}` });

    expect(refusal('localhost', { headers: headers(4000) })).toBeUndefined();
    expect(refusal('localhost', { headers: headers(4001) })).toMatch(/localhost:4001/);
  });
});

test.each(['POST', 'DELETE', 'PUT'])(
  '%s needs the header that no plain form can send',
  (method) => {
    const headers = { [controlHeader]: '' };

    expect(refusal('localhost', { method })).toMatch(/x-imgroups-control is missing/);
    expect(refusal('localhost', { method, headers })).toBeUndefined();
  },
);

const allowed = ['localhost', 'emulator.internal'];

test.each([
  ['localhost', '127.0.0.1', []],
  ['127.0.0.1', '::ffff:127.0.0.1', []],
  ['[::1]', '::1', []],
  ['192.168.1.5', '127.0.0.1', []],
  ['emulator.internal', '172.17.0.1', allowed],
  // The published port of a container, seen from its host.
  ['localhost', '172.17.0.1', allowed],
])('a caller of %s from %s comes through where %j are allowed', (hostname, address, names) => {
  expect(callerRefusal({ hostname, address }, ['192.168.1.5'], names)).toBeUndefined();
});

test.each([
  ['evil.example', '127.0.0.1', [], 'not under the name evil.example'],
  ['localhost', '172.17.0.1', [], 'only from this machine'],
  ['127.0.0.1', '172.17.0.1', allowed, 'only from this machine'],
  ['evil.example', '172.17.0.1', allowed, 'not under the name evil.example'],
])('a caller of %s from %s does not where %j are', (hostname, address, names, refusal) => {
  expect(callerRefusal({ hostname, address }, ['192.168.1.5'], names)).toBe(refusal);
});
