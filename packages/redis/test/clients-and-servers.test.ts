import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isInstalled } from '@imgroups/testing/installed';
import {
  hasRedisServer,
  type RedisServerOptions,
  startRedisServer,
} from '@imgroups/testing/redis-server';
import { Redis as Upstash } from '@upstash/redis';
import { Cluster, Redis } from 'ioredis';
import { Redis as Redis5 } from 'ioredis5';
import { createClient } from 'redis';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createRedisRateLimiter,
  createRedisSeenIds,
  createRedisTokenStore,
  type RedisClient,
} from '../src/index.ts';
import type { RedisOptions } from '../src/redis-options.ts';
import { startUpstashBridge } from './upstash-bridge.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const rate = { requests: 1000, perSeconds: 1 };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options?: RedisServerOptions) {
  const server = await startRedisServer(options);
  closing.push(server.kill);
  return server;
}

/** Uses Redis with a limiter and a token store, and returns the failures that they report. */
async function use(options: RedisOptions) {
  const causes: string[] = [];
  const onDown = ({ message }: Error) => causes.push(message);
  const limiter = createRedisRateLimiter({ ...options, onDown });
  const store = createRedisTokenStore({ ...options, onDown });
  closing.push(limiter.close, store.close);
  await Promise.all(Array.from({ length: 20 }, () => limiter.acquire('app:endpoint', rate)));
  const token = { token: 'secret', expiresAt: 1_800_000_000_000 };
  const locked = await store.withLock('app', async () => {
    await store.set('app', token, 60);
    return 'locked';
  });
  return { causes, locked, token: await store.get('app') };
}

/** Returns the failures that a limiter reports of a Redis that does not work. */
async function failWith(url: string): Promise<string[]> {
  const causes: string[] = [];
  const limiter = createRedisRateLimiter({ url, onDown: ({ message }) => causes.push(message) });
  closing.push(limiter.close);
  await limiter.acquire('app:endpoint', rate);
  return causes;
}

const works = {
  causes: [],
  locked: 'locked',
  token: { token: 'secret', expiresAt: 1_800_000_000_000 },
};

/** As the guide shows it. */
function nodeRedisAdapter(nodeRedis: Awaited<ReturnType<typeof openNodeRedis>>): RedisClient {
  return {
    eval: (script, count, ...rest) =>
      nodeRedis.eval(script, {
        keys: rest.slice(0, count).map(String),
        arguments: rest.slice(count).map(String),
      }),
  };
}

/** As the guide shows it. */
function upstashAdapter(upstash: Upstash): RedisClient {
  return {
    eval: (script, count, ...rest) =>
      upstash.eval(script, rest.slice(0, count).map(String), rest.slice(count)),
  };
}

async function openNodeRedis(url: string) {
  const client = createClient({ url });
  client.on('error', () => undefined);
  await client.connect();
  closing.push(() => client.destroy());
  return client;
}

async function openUpstash(url: string, automaticDeserialization: boolean) {
  const bridge = await startUpstashBridge(url);
  closing.push(bridge.close);
  return new Upstash({ url: bridge.url, token: 'secret', automaticDeserialization });
}

describe.skipIf(!hasRedisServer)('clients that work', () => {
  test('a URL', async () => {
    const { url } = await start();

    expect(await use({ url })).toEqual(works);
  });

  test('ioredis 6', async () => {
    const { url } = await start();
    const redis = new Redis(url);
    closing.push(() => redis.disconnect());

    expect(await use({ redis })).toEqual(works);
  });

  test('ioredis 5', async () => {
    const { url } = await start();
    const redis = new Redis5(url);
    closing.push(() => redis.disconnect());

    expect(await use({ redis })).toEqual(works);
  });

  test('redis 6 through its adapter', async () => {
    const { url } = await start();

    expect(await use({ redis: nodeRedisAdapter(await openNodeRedis(url)) })).toEqual(works);
  });

  test('a client of Upstash through its adapter', async () => {
    const { url } = await start();

    expect(await use({ redis: upstashAdapter(await openUpstash(url, false)) })).toEqual(works);
  });
});

describe.skipIf(!hasRedisServer)('clients that cannot work fail at the first command', () => {
  async function refusalOf(redis: unknown) {
    const limiter = createRedisRateLimiter({ redis: redis as RedisClient });
    const store = createRedisTokenStore({ redis: redis as RedisClient });
    closing.push(limiter.close, store.close);
    const [ofLimiter, ofStore] = await Promise.allSettled([
      limiter.acquire('app:endpoint', rate),
      store.get('app'),
    ]);
    expect(ofLimiter).toEqual(ofStore);
    return ofLimiter;
  }

  const refused = (message: RegExp) => ({
    status: 'rejected',
    reason: expect.objectContaining({
      code: 'invalid_argument',
      field: 'redis',
      message: expect.stringMatching(message),
    }),
  });

  test('redis 6 as it is', async () => {
    const { url } = await start();

    expect(await refusalOf(await openNodeRedis(url))).toEqual(
      refused(/^redis: its eval takes other arguments.*"A client of your own"/),
    );
  });

  test('a client of Upstash as it is', async () => {
    const { url } = await start();

    expect(await refusalOf(await openUpstash(url, false))).toEqual(
      refused(/^redis: its eval takes other arguments/),
    );
  });

  test('a client that parses JSON', async () => {
    const { url } = await start();

    expect(await refusalOf(upstashAdapter(await openUpstash(url, true)))).toEqual(
      refused(/parses answers as JSON: .*automaticDeserialization: false/),
    );
  });
});

describe.skipIf(!hasRedisServer)('the cause of a failure is told', () => {
  const causeOf = async (url: string) => (await failWith(url))[0];

  test.each([
    ['a refused connection', 'redis://127.0.0.1:1', /connect ECONNREFUSED 127.0.0.1:1$/],
    ['an unknown host', 'redis://nowhere.invalid', /getaddrinfo (ENOTFOUND|EAI_AGAIN)/],
  ])('%s', async (_, url, cause) => {
    expect(await causeOf(url)).toMatch(cause);
  });

  test('a certificate that is not trusted', async () => {
    const { url } = await startWithTls();

    expect(await causeOf(url)).toMatch(/certificate.*NODE_EXTRA_CA_CERTS/);
  });

  test('a missing password, and a wrong one', async () => {
    const { port } = await start({ settings: ['--requirepass', 'right'] });

    expect(await causeOf(`redis://127.0.0.1:${port}`)).toMatch(/NOAUTH.*password/);
    expect(await causeOf(`redis://:wrong@127.0.0.1:${port}`)).toMatch(/WRONGPASS/);
  });

  test('a right that is missing', async () => {
    const { port } = await start({
      settings: ['--user', 'app', 'on', '>pass', '~imgroups:*', '+eval'],
    });

    expect(await causeOf(`redis://app:pass@127.0.0.1:${port}`)).toMatch(
      /(ACL|run this command).*~imgroups:\* \+eval \+time \+get \+set \+del\)$/,
    );
  });

  test('where no hook listens, the logger is told once', async () => {
    const lines: string[] = [];
    const limiter = createRedisRateLimiter({
      url: 'redis://127.0.0.1:1',
      logger: { warn: (line) => lines.push(line) },
    });
    closing.push(limiter.close);

    await limiter.acquire('app:endpoint', rate);
    await limiter.acquire('app:endpoint', rate);

    expect(lines).toEqual([
      'imgroups: going on without Redis: Redis failed: connect ECONNREFUSED 127.0.0.1:1',
    ]);
  });
});

describe.skipIf(!hasRedisServer)('servers of every kind', () => {
  test.each(['docs/guide/redis.md', 'docs/zh/guide/redis.md'])(
    'a user with the rights that %s names, and no others',
    async (page) => {
      const { port, url } = await start();
      const admin = new Redis(url);
      closing.push(() => admin.disconnect());
      const [line = ''] =
        readFileSync(join(repository, page), 'utf8').match(/^ACL SETUSER .*$/m) ?? [];
      const [command = '', ...rights] = line.split(' ');

      await admin.call(command, ...rights);

      const secured = `redis://imgroups:password@127.0.0.1:${port}`;
      const seenIds = createRedisSeenIds({ url: secured });
      closing.push(() => seenIds.close());
      expect(await use({ url: secured })).toEqual(works);
      expect([await seenIds.claim('id', 60), await seenIds.claim('id', 60)]).toEqual([
        'new',
        'running',
      ]);
    },
  );

  test('TLS', async () => {
    const { port, certificate } = await startWithTls();
    const redis = new Redis({ port, tls: { ca: certificate } });
    closing.push(() => redis.disconnect());

    expect(await use({ redis })).toEqual(works);
  });

  test('a cluster; one node of it by URL is refused', async () => {
    const nodes = await startCluster();
    const redis = new Cluster(nodes.map(({ port }) => ({ host: '127.0.0.1', port })));
    closing.push(() => redis.disconnect());
    const limiters = nodes.map(({ url }) => createRedisRateLimiter({ url }));
    closing.push(...limiters.map(({ close }) => close));

    const result = await use({ redis });
    const [one, other] = await Promise.allSettled(
      limiters.map((limiter) => limiter.acquire('app:endpoint', rate)),
    );

    expect(result).toEqual(works);
    // A node serves its own keys only: at most one of the two has both that are asked for.
    expect([one, other]).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({
        code: 'invalid_argument',
        message: expect.stringMatching(/^url: is one node of a cluster: .*Cluster/),
      }),
    });
  });

  test('a failover by Sentinel', async () => {
    const [first, second] = [await start(), await start()];
    const replica = new Redis(second.url);
    await replica.call('REPLICAOF', '127.0.0.1', `${first.port}`);
    const sentinel = await start({
      sentinel: [`sentinel monitor chess 127.0.0.1 ${first.port} 1`],
    });
    const redis = new Redis({
      sentinels: [{ host: '127.0.0.1', port: sentinel.port }],
      name: 'chess',
      maxRetriesPerRequest: 0,
    });
    redis.on('error', () => undefined);
    closing.push(() => redis.disconnect());
    closing.push(() => replica.disconnect());
    const before = await use({ redis });
    await failOver(sentinel.url, replica);

    const limiter = createRedisRateLimiter({ redis, onDown: () => undefined });
    closing.push(limiter.close);
    await until(async () => {
      await limiter.acquire('after', { requests: 1, perSeconds: 0.05 });
      return (await replica.exists('imgroups:rate:after')) === 1;
    });

    expect(before).toEqual(works);
  });

  test('an address that leads to a new primary, while the old one only reads and keeps its connections', async () => {
    const [old, fresh] = [await start(), await start()];
    const address = await startForwarder(old.port);
    const causes: string[] = [];
    const limiter = createRedisRateLimiter({
      url: address.url,
      onDown: ({ message }) => causes.push(message),
    });
    closing.push(limiter.close);
    await limiter.acquire('app:endpoint', rate);
    const [admin, reader] = [new Redis(old.url), new Redis(fresh.url)];
    closing.push(
      () => admin.disconnect(),
      () => reader.disconnect(),
    );
    await admin.call('REPLICAOF', '127.0.0.1', `${fresh.port}`);
    address.leadTo(fresh.port);

    await until(async () => {
      await limiter.acquire('app:endpoint', rate);
      return (await reader.exists('imgroups:rate:app:endpoint')) === 1;
    });

    expect(causes).toEqual([expect.stringMatching(/READONLY.*replica/)]);
  });
});

describe.skipIf(!isInstalled('valkey-server'))('Valkey', () => {
  test('works by URL and through every client', async () => {
    const { url } = await start({ program: 'valkey-server' });
    const redis = new Redis(url);
    const redis5 = new Redis5(url);
    closing.push(
      () => redis.disconnect(),
      () => redis5.disconnect(),
    );

    expect(await use({ url })).toEqual(works);
    expect(await use({ redis })).toEqual(works);
    expect(await use({ redis: redis5 })).toEqual(works);
    expect(await use({ redis: nodeRedisAdapter(await openNodeRedis(url)) })).toEqual(works);
  });

  test('names a missing right', async () => {
    const { port } = await start({
      program: 'valkey-server',
      settings: ['--user', 'app', 'on', '>pass', '~imgroups:*', '+get'],
    });

    const [cause] = await failWith(`redis://app:pass@127.0.0.1:${port}`);

    expect(cause).toMatch(/NOPERM.*\+eval/);
  });
});

/** Waits until something holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await sleep(50);
}

async function startWithTls() {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-tls-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = [
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=IP:127.0.0.1,DNS:localhost',
  ];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, '-keyout', key, '-out', certificate, '-days', '2', ...subject],
    { stdio: 'pipe' },
  );
  const { port } = await start({
    settings: ['--port', '0', '--tls-port', 'PORT', '--tls-auth-clients', 'no'].concat(
      ['--tls-cert-file', certificate],
      ['--tls-key-file', key],
      ['--tls-ca-cert-file', certificate],
    ),
  });
  return { port, url: `rediss://127.0.0.1:${port}`, certificate: readFileSync(certificate) };
}

/** Three nodes that share the keys. */
async function startCluster() {
  const settings = ['--cluster-enabled', 'yes'];
  const nodes = await Promise.all(Array.from({ length: 3 }, () => start({ settings })));
  execFileSync(
    'redis-cli',
    ['--cluster', 'create', ...nodes.map(({ port }) => `127.0.0.1:${port}`), '--cluster-yes'],
    { stdio: 'pipe' },
  );
  for (const { url } of nodes) {
    const node = new Redis(url);
    closing.push(() => node.disconnect());
    await until(async () => /cluster_state:ok/.test(String(await node.call('CLUSTER', 'INFO'))));
  }
  return nodes;
}

/** Lets Sentinel make the replica the primary; it needs a moment to know of it. */
async function failOver(sentinelUrl: string, replica: Redis): Promise<void> {
  const sentinel = new Redis(sentinelUrl);
  closing.push(() => sentinel.disconnect());
  await until(async () => (await sentinel.call('SENTINEL', 'FAILOVER', 'chess')) === 'OK');
  await until(async () => /role:master/.test(await replica.info('replication')));
}

/** An address that can lead to another port for those who connect later. */
async function startForwarder(firstPort: number) {
  let port = firstPort;
  const server: Server = createServer((from) => {
    const to = connect(port, '127.0.0.1');
    from.pipe(to).pipe(from);
    for (const socket of [from, to]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    leadTo(next: number) {
      port = next;
    },
  };
}
