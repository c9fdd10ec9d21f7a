import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { EmulatorAnswer } from './vendor-service.ts';

/**
 * Answers bytes that are not HTTP. A client that sends stray bytes after a good request gets the answer to that request,
 * and never one to the stray bytes.
 */
export function answerUnreadable(server: Server, answer: () => EmulatorAnswer): void {
  const answering = new Map<Duplex, number>();
  /** The newest request of a connection. */
  const newest = new WeakMap<Duplex, IncomingMessage>();
  const unreadable = new WeakSet<Duplex>();
  server.on('request', (request, response) => {
    const { socket } = request;
    // Connections of HTTP/2 answer for themselves.
    if (request.httpVersionMajor > 1) return;
    newest.set(socket, request);
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (answering.get(socket) ?? 1) - 1;
      if (left > 0) answering.set(socket, left);
      else answering.delete(socket);
      if (left === 0 && unreadable.has(socket)) socket.end();
    });
  });
  server.on('clientError', (_error, socket) => {
    unreadable.add(socket);
    if (answering.has(socket)) {
      // The rest of a body that ended too early never comes.
      if (newest.get(socket)?.complete === false) socket.destroy();
      return;
    }
    if (newest.has(socket) || !socket.writable) {
      socket.end();
      return;
    }
    const body = JSON.stringify(answer().body);
    socket.end(
      `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
}

/**
 * Resolves once the server listens, with what stops it and cuts all connections; rejects when it cannot listen, as when the
 * port is taken.
 */
export async function listen(
  server: Server,
  port: number,
  host: string,
): Promise<() => Promise<void>> {
  // A server of HTTP/2 does not keep them.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

/** An address that a client on this machine can use. */
export function baseUrlOf(scheme: string, host: string, { port }: AddressInfo): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Under which names a server can be reached from this machine. */
export function localNames(host: string): readonly string[] {
  const isAny = host === '0.0.0.0' || host === '::';
  return [...new Set(['localhost', '127.0.0.1', '::1', ...(isAny ? [] : [host])])];
}

/** True if an address is of this machine itself. */
export function isLoopback(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
