import { connect } from 'node:net';

/** The bytes that came back over a connection until it ended. */
export interface Exchange {
  readonly text: string;
  /** The code of the error that ended it, if one did. */
  readonly error: string | undefined;
}

/** Sends bytes as they are, in pieces, and collects what comes back until the other side or the time ends it. */
export function exchange(
  baseUrl: string,
  pieces: readonly (string | Uint8Array)[],
  milliseconds = 5000,
): Promise<Exchange> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    let error: string | undefined;
    const socket = connect(Number(port), hostname, () => sendAll());
    socket.on('data', (bytes) => received.push(bytes));
    socket.on('error', (thrown: NodeJS.ErrnoException) => {
      error = thrown.code;
    });
    socket.setTimeout(milliseconds, () => socket.destroy());
    socket.on('close', () => resolve({ text: Buffer.concat(received).toString(), error }));

    async function sendAll(): Promise<void> {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((next) => setTimeout(next, 20));
      }
    }
  });
}

/** A request as text that asks for the connection to end after the answer. */
export function requestText(
  method: string,
  path: string,
  {
    body = '',
    headers = [],
  }: { readonly body?: string; readonly headers?: readonly string[] } = {},
): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: close',
    ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    ...headers,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
