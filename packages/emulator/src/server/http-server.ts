import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** Resolves once the server listens; rejects when it cannot, as when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops listening and cuts all connections. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** An address that a client on this machine can use. */
export function baseUrlOf(host: string, { port }: AddressInfo): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Whether an address is of this machine itself. */
export function isLoopback(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
