import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface SlowProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** A way to a Redis that takes so many milliseconds there and back. */
export async function startSlowProxy(target: string, roundTrip: () => number): Promise<SlowProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(Number(port), hostname);
    for (const [source, sink] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(source);
      // One after another, so that a shorter delay overtakes nobody.
      let last = 0;
      source.on('data', (data) => {
        last = Math.max(last, performance.now() + roundTrip() / 2);
        setTimeout(() => sink.write(data), Math.max(0, last - performance.now()));
      });
      source.on('error', () => sink.destroy());
      source.on('close', () => {
        sockets.delete(source);
        sink.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
