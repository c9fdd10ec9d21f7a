import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { GroupProvider } from '@imgroups/core/adapter';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import { failureOf } from '@imgroups/testing/failure-of';
import { freePort } from '@imgroups/testing/free-port';
import { isInstalled, withServers } from '@imgroups/testing/installed';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const guide = readFileSync(join(docs, 'guide/network.md'), 'utf8');
const chineseGuide = readFileSync(join(docs, 'zh/guide/network.md'), 'utf8');

function settingsIn(page: string, program: string): string | undefined {
  return new RegExp(`\`\`\`text\\n# ${program}\\n([^\`]*)\`\`\``).exec(page)?.[1];
}

/** The settings of the guide, and the program that runs them. */
const proxies = [
  {
    program: 'nginx',
    /** Adds what the file of a distribution has around the settings. */
    toFile: (settings: string) => `daemon off; master_process off; pid nginx.pid;
error_log stderr crit;
events {}
http {
client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
${settings}}`,
    args: (folder: string, file: string) => ['-p', folder, '-e', 'stderr', '-c', file],
  },
  {
    program: 'haproxy',
    toFile: (settings: string) => settings,
    args: (_: string, file: string) => ['-db', '-f', file],
  },
];

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Starts an emulator over TLS, and a proxy in front of it that is set as in the guide but for addresses and certificates. */
async function startBehind(
  { program, toFile, args }: (typeof proxies)[number],
  { vendor, emulator }: RegistryEntry,
) {
  const app = await emulator.start({ rateScale: 0, tls: true });
  closing.push(app.close);
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-proxy-'));
  closing.push(async () => rmSync(folder, { recursive: true }));
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, app.ca ?? '');
  const port = await freePort();
  const settings = settingsIn(guide, program) ?? '';
  const file = join(folder, 'proxy.conf');
  writeFileSync(
    file,
    toFile(settings)
      .replaceAll('console.tim.qq.com:443', new URL(app.baseUrl).host)
      .replaceAll('console.tim.qq.com', 'localhost')
      .replaceAll('/etc/ssl/certs/ca-certificates.crt', authority)
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`),
  );
  await startProgram(program, args(folder, file), port);
  const provider: GroupProvider = vendor.createProvider({
    ...app,
    ...emulator.providerOptions,
    baseUrl: `http://127.0.0.1:${port}`,
    retry: { baseDelay: 1 },
  });
  closing.push(() => provider.close());
  return { control: app.control, provider };
}

/** Runs a server until the tests end, and waits until it listens. */
async function startProgram(program: string, args: readonly string[], port: number): Promise<void> {
  const started = spawn(program, args, { env: withServers, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(started, 'exit');
  let errors = '';
  started.stderr.on('data', (text) => {
    errors += text;
  });
  closing.push(async () => {
    started.kill('SIGTERM');
    await ended;
  });
  while (started.exitCode === null && !(await isOpen(port))) await setTimeout(50);
  if (started.exitCode !== null) throw new Error(`${program} ended: ${errors}`);
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const open = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return open;
}

describe.each(proxies)('behind $program, set as the guide says', (proxy) => {
  test('the settings are the same in Chinese', () => {
    const settings = settingsIn(guide, proxy.program);

    expect(settings).toBeDefined();
    expect(settingsIn(chineseGuide, proxy.program)).toBe(settings);
  });

  describe.skipIf(!isInstalled(proxy.program))('every vendor', () => {
    describe.each(registry)('$vendor.name', (entry) => {
      let behind: Awaited<ReturnType<typeof startBehind>>;
      beforeAll(async () => {
        behind = await startBehind(proxy, entry);
      });
      beforeEach(async () => {
        behind.control.reset();
        behind.control.importAccounts(['alice']);
        // The next request goes over a connection that the proxy has kept.
        await behind.provider.check();
      });

      test('a group whose creation lost its answer is there once, and the error says that it may be', async () => {
        const { control, provider } = behind;
        control.addFault({ endpoint: 'createGroup', kind: 'reset-after', times: 1 });

        const error = await failureOf(provider.groups.create({ name: 'Chess', ownerId: 'alice' }));

        const groups = await provider.groups.list().toArray({ maxItems: 10 });
        expect(error).toMatchObject({ code: 'unavailable', ambiguous: true });
        expect(groups).toHaveLength(1);
      });

      test('a group whose deletion lost its answer is deleted, and not told as missing', async () => {
        const { control, provider } = behind;
        const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
        control.addFault({ kind: 'reset-after', times: 1 });

        await expect(provider.groups.delete(group)).resolves.toBeUndefined();

        expect(await provider.groups.list().toArray({ maxItems: 10 })).toEqual([]);
      });
    });
  });
});
