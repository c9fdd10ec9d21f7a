import { post, vendors } from './vendors.js';

/** Serves the receivers; resolves with the address, and what ends that. */
const runtimes = {
  async Bun() {
    const { receive } = await import('./receivers.js');
    const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: receive });
    return { url: server.url, close: () => server.stop() };
  },
  async Deno() {
    const { receive } = await import('./receivers.js');
    const onListen = () => undefined;
    // What it hands on beside the request is neither bindings nor a context.
    const server = Deno.serve({ port: 0, hostname: '127.0.0.1', onListen }, receive);
    return { url: `http://127.0.0.1:${server.addr.port}/`, close: () => server.shutdown() };
  },
  async workerd() {
    const { Miniflare } = await import('miniflare');
    const worker = new Miniflare({
      modules: true,
      scriptPath: 'out/worker.js',
      compatibilityDate: '2026-01-01',
    });
    return { url: await worker.ready, close: () => worker.dispose() };
  },
  async Next() {
    const { default: next } = await import('next');
    const { createServer } = await import('node:http');
    const app = next({ dev: false });
    await app.prepare();
    const server = createServer(app.getRequestHandler());
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `http://127.0.0.1:${server.address().port}/`,
      async close() {
        server.close();
        server.closeAllConnections();
        await app.close();
      },
    };
  },
};

const [, , name] = process.argv;
const { url, close } = await runtimes[name]();
const outcomes = [];
for (const [vendor, { sign }] of Object.entries(vendors)) {
  const address = new URL(vendor, url).href;
  const { status } = await post(address, await sign());
  const joined = await fetch(address);
  outcomes.push(`${status} ${await joined.text()}`);
}
console.log(`${name}: ${outcomes.join(', ')}`);
await close();
