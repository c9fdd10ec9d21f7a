import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInspector } from '../src/control/inspector/server.ts';
import { type Emulator, startEmulator } from '../src/start-emulator.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ allowHost: ['emulator.internal'] });
});
afterAll(() => emulator.close());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
}

/** The status of a request with headers that fetch does not set. */
async function ask({ method = 'GET', path = '/tencent/journal', headers = {} }: Asked) {
  const asked = request(`${emulator.inspector}/_emulator${path}`, { method, headers });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

const controlled = { 'x-imgroups-control': '1' };

describe('what comes through', () => {
  test.each([
    ['of a program', {}],
    ['of the page itself', { 'sec-fetch-site': 'same-origin' }],
    ['under an allowed name', { host: 'emulator.internal' }],
  ])('a read %s', async (_, headers) => {
    expect(await ask({ headers })).toBe(200);
  });

  test('a write with the header', async () => {
    expect(await ask({ method: 'POST', path: '/tencent/reset', headers: controlled })).toBe(200);
  });
});

describe('what does not', () => {
  test.each<[string, Asked]>([
    ['under a foreign name', { headers: { host: 'evil.example' } }],
    ['of a page of another origin', { headers: { origin: 'http://evil.example' } }],
    ['of a page of another port', { headers: { 'sec-fetch-site': 'same-site' } }],
    ['of an image of a page', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['of the overview of another origin', { path: '', headers: { origin: 'http://evil.example' } }],
    [
      'of the events of another origin',
      { path: '/events', headers: { origin: 'http://evil.example' } },
    ],
    ['without the header that changes', { method: 'POST', path: '/tencent/reset' }],
    [
      'of another origin that changes',
      {
        ...{ method: 'POST', path: '/tencent/reset' },
        headers: { ...controlled, origin: 'http://evil.example' },
      },
    ],
  ])('a request %s', async (_, asked) => {
    expect(await ask(asked)).toBe(403);
  });

  test('is allowed by no answer to a preflight', async () => {
    const answer = await fetch(`${emulator.inspector}/_emulator/tencent/reset`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST' },
    });

    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-inspector-'));
  const file = join(folder, 'page.html');
  afterAll(() => rmSync(folder, { recursive: true }));

  async function servePage(html: string | undefined) {
    if (html !== undefined) writeFileSync(file, html);
    const page = pathToFileURL(html === undefined ? join(folder, 'none.html') : file);
    const inspector = await startInspector({
      ...{ vendors: [], host: '127.0.0.1', port: 0, allowedHosts: [], page },
    });
    const answer = await fetch(inspector.baseUrl);
    const text = await answer.text();
    await inspector.close();
    return { answer, text };
  }

  test('may run its own script and style, and ask only where it comes from', async () => {
    const [style, script] = ['p { color: red }', 'document.title = "$";\n'];
    const html = `<style>${style}</style><script type="module">${script}</script>`;

    const { answer, text } = await servePage(html);

    const hash = (of: string) => createHash('sha256').update(of).digest('base64');
    const policy = answer.headers.get('content-security-policy')?.split('; ');
    expect(text).toBe(html);
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        `script-src 'sha256-${hash(script)}'`,
        `style-src 'sha256-${hash(style)}'`,
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('that is not built is told', async () => {
    const { answer, text } = await servePage(undefined);

    expect([answer.status, text]).toEqual([503, expect.stringContaining('build')]);
  });
});

test.each([
  [{ inspectorPort: -1 }, 'inspectorPort: must not be negative'],
  [{ allowHost: 'localhost' }, 'allowHost: '],
  [{ allowHosts: [] }, 'allowHosts: unknown option; did you mean allowHost?'],
  [{ journalEntries: 0 }, 'journalEntries: '],
])('%j is refused', async (options, message) => {
  await expect(startEmulator(options as object)).rejects.toThrow(message);
});

test('when its port is taken, the vendors are stopped', async () => {
  const inspectorPort = Number(new URL(emulator.inspector).port);
  const free = await startEmulator();
  const tencentPort = Number(new URL(free.tencent.baseUrl).port);
  await free.close();

  const failed = startEmulator({ inspectorPort, tencentPort });

  await expect(failed).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const again = await startEmulator({ tencentPort });
  await again.close();
});
