import { Agent, request as sendHttp } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { warmUpPath } from './warm-up.ts';

/** The stage of an exchange at which a connection is cut. The service acts on the request only from `answer` on. */
type Stage = 'accept' | 'request head' | 'request body' | 'request' | 'answer';

/** Faults in the bytes of one exchange. */
export type WireFault =
  | { readonly wire: 'cut'; readonly at: Stage; readonly by?: Ending }
  | { readonly wire: 'cut answer'; readonly within: 'head' | 'body'; readonly by: Ending }
  /** The request comes on a connection that was used before and is cut now. */
  | { readonly wire: 'stale'; readonly acted: boolean }
  | { readonly wire: 'trickle' }
  | { readonly wire: 'rewritten'; readonly as: Rewriting }
  | { readonly wire: 'status'; readonly status: number };

/** The way a connection is cut: a reset loses the bytes that are still under way, an end is orderly. */
type Ending = 'reset' | 'end';

type Rewriting = keyof typeof rewritings;

/** A listener per fault: whatever goes through it is hit. */
export interface FaultProxy {
  readonly portOf: (fault: WireFault) => Promise<number>;
  /** Requests that met a stale connection, which none but the second on a connection can. */
  readonly staleRequests: () => number;
  readonly close: () => Promise<void>;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly headLength: number;
  readonly bodyLength: number;
  /** As much of it as has arrived. */
  readonly bytes: Buffer;
}

interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** A proxy at the level of TCP, in front of the service at a URL. */
export function createFaultProxy(serviceUrl: string): FaultProxy {
  const { hostname: host, port } = new URL(serviceUrl);
  const service: Address = { host, port: Number(port) };
  const agent = new Agent({ keepAlive: true });
  const servers = new Map<string, Promise<Server>>();
  const sockets = new Set<Socket>();
  let stale = 0;

  function listen(fault: WireFault): Promise<Server> {
    const server = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      // The other side may cut it too.
      socket.on('error', () => undefined);
      void serve(socket, fault).catch(() => socket.destroy());
    });
    return new Promise((resolve) => server.listen(0, host, () => resolve(server)));
  }

  async function serve(socket: Socket, fault: WireFault): Promise<void> {
    if (fault.wire === 'trickle') return trickle(socket, connect({ ...service, noDelay: true }));
    if (fault.wire === 'cut' && fault.at === 'accept') return cut(socket, fault.by);
    let isFirst = true;
    let bytes = Buffer.alloc(0);
    for await (const chunk of socket) {
      bytes = Buffer.concat([bytes, chunk]);
      const request = readRequest(bytes);
      if (!request) continue;
      if (fault.wire === 'cut' && fault.at !== 'request' && fault.at !== 'answer') {
        const end = endWithin(request, fault.at);
        if (bytes.length < end) continue;
        await sendPart(service, bytes.subarray(0, end));
        return cut(socket, fault.by);
      }
      if (bytes.length < request.headLength + request.bodyLength) continue;
      if (request.path === warmUpPath) {
        socket.write(written({ status: 200, type: 'application/json', body: Buffer.from('{}') }));
      } else {
        if (fault.wire === 'stale' && !isFirst) stale += 1;
        await hit(socket, fault, () => forward(request));
      }
      isFirst = false;
      bytes = Buffer.alloc(0);
    }
  }

  function forward({ method, path, headers, headLength, bytes }: RawRequest): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const outgoing = sendHttp({ ...service, agent, method, path, headers }, (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part) => parts.push(part));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 500,
            type: incoming.headers['content-type'] ?? 'application/json',
            body: Buffer.concat(parts),
          }),
        );
        incoming.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(bytes.subarray(headLength));
    });
  }

  return {
    async portOf(fault) {
      const key = JSON.stringify(fault);
      const server = servers.get(key) ?? listen(fault);
      servers.set(key, server);
      return ((await server).address() as AddressInfo).port;
    },
    staleRequests: () => stale,
    async close() {
      for (const socket of sockets) socket.destroy();
      agent.destroy();
      const all = await Promise.all(servers.values());
      await Promise.all(all.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Lets the service act, or not, and answers or cuts as the fault says. */
async function hit(
  socket: Socket,
  fault: WireFault,
  forward: () => Promise<RawAnswer>,
): Promise<void> {
  if (fault.wire === 'cut' && fault.at === 'request') return cut(socket, fault.by);
  if (fault.wire === 'stale' && !fault.acted) return cut(socket, 'reset');
  const answer = await forward();
  switch (fault.wire) {
    case 'cut answer': {
      const bytes = written(answer);
      const headLength = bytes.length - answer.body.length;
      const end = fault.within === 'head' ? headLength / 2 : headLength + answer.body.length / 2;
      socket.write(bytes.subarray(0, Math.floor(end)), () => cut(socket, fault.by));
      return;
    }
    case 'rewritten':
      socket.end(rewritings[fault.as](answer));
      return;
    case 'status':
      socket.end(ofStatus(answer, fault.status));
      return;
    default:
      cut(socket, fault.wire === 'cut' ? fault.by : 'reset');
  }
}

function cut(socket: Socket, by: Ending = 'reset'): void {
  if (by === 'reset') socket.resetAndDestroy();
  else socket.end();
}

/** Sends the service the beginning of a request, and breaks off. */
function sendPart(service: Address, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(service, () => socket.write(bytes, () => socket.end()));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
    socket.resume();
  });
}

/** Hands everything on, both ways, one byte at a time. */
async function trickle(client: Socket, service: Socket): Promise<void> {
  service.on('error', () => undefined);
  service.once('close', () => client.destroy());
  client.once('close', () => service.destroy());
  const oneWay = async (from: Socket, to: Socket) => {
    for await (const chunk of from) {
      for (const byte of chunk as Buffer) {
        to.write(Uint8Array.of(byte));
        await new Promise(setImmediate);
      }
    }
  };
  await Promise.all([oneWay(client, service), oneWay(service, client)]);
}

/** A request, once its head is there. */
function readRequest(bytes: Buffer): RawRequest | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [requestLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method = '', path = ''] = requestLine.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    }),
  );
  const bodyLength = Number(headers['content-length'] ?? 0);
  return { method, path, headers, headLength: end + 4, bodyLength, bytes };
}

/** Returns the end of a request that is cut within. One without a body lacks the last bytes of its head. */
function endWithin({ headLength, bodyLength }: RawRequest, at: Stage): number {
  if (at === 'request head') return Math.floor(headLength / 2);
  return bodyLength === 0 ? headLength - 2 : headLength + Math.floor(bodyLength / 2);
}

/** An answer as it stands on the wire. */
function written({ status, type, body }: RawAnswer, ...lines: readonly string[]): Buffer {
  const framed = lines.length > 0 ? lines : [`content-length: ${body.length}`];
  const head = [`HTTP/1.1 ${status} Status`, `content-type: ${type}`, ...framed];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

function encoded(answer: RawAnswer, encoding: string, body: Buffer): Buffer {
  const length = `content-length: ${body.length}`;
  return written({ ...answer, body }, length, `content-encoding: ${encoding}`);
}

/** The answer of the service under another status. */
function ofStatus(answer: RawAnswer, status: number): Buffer {
  const body = status === 204 || status === 304 ? Buffer.alloc(0) : answer.body;
  const lines = [`content-length: ${body.length}`, 'location: /elsewhere'];
  return written({ ...answer, status, body }, ...(status === 204 ? lines.slice(1) : lines));
}

/** The replacements of an answer; the service has acted. */
const rewritings = {
  'length too large': (answer: RawAnswer) =>
    written(answer, `content-length: ${answer.body.length + 10}`),
  'length too small': (answer: RawAnswer) =>
    written(answer, `content-length: ${Math.floor(answer.body.length / 2)}`),
  'length of letters': (answer: RawAnswer) => written(answer, 'content-length: many'),
  'two lengths': (answer: RawAnswer) =>
    written(answer, `content-length: ${answer.body.length}`, 'content-length: 3'),
  'broken chunk': (answer: RawAnswer) =>
    written({ ...answer, body: Buffer.from('zz\r\n{}\r\n') }, 'transfer-encoding: chunked'),
  'no length': (answer: RawAnswer) => written(answer, 'connection: close'),
  gzip: (answer: RawAnswer) => encoded(answer, 'gzip', gzipSync(answer.body)),
  brotli: (answer: RawAnswer) => encoded(answer, 'br', brotliCompressSync(answer.body)),
  'gzip that is none': (answer: RawAnswer) => encoded(answer, 'gzip', answer.body),
  'half a gzip': (answer: RawAnswer) => {
    const whole = gzipSync(answer.body);
    return encoded(answer, 'gzip', whole.subarray(0, Math.floor(whole.length / 2)));
  },
  'unknown encoding': (answer: RawAnswer) => encoded(answer, 'x-unknown', answer.body),
  'early hints': (answer: RawAnswer) =>
    Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'), written(answer)]),
  'no HTTP': () => Buffer.from('220 mail.invalid ESMTP\r\n'),
  'endless head': (answer: RawAnswer) => written(answer, `x-long: ${'x'.repeat(100_000)}`),
} satisfies Readonly<Record<string, (answer: RawAnswer) => Buffer>>;
