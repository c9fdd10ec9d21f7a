import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { type Certificate, certificateFor } from './certificate.ts';
import type { Clock } from './clock.ts';
import type { Deliveries } from './deliveries.ts';
import type { Fault, Faults } from './faults.ts';
import { isForm, readForm } from './form.ts';
import { answerUnreadable, baseUrlOf, isLoopback, listen } from './http-server.ts';
import { type Journal, type JournalEntry, publicBody, publicPath } from './journal.ts';
import { readBytes } from './read-bytes.ts';
import { defect, jsonResponse, replyTo, send } from './reply.ts';
import { normalPath } from './router.ts';
import type { EmulatorCall, EmulatorRequest, Rules, VendorService } from './vendor-service.ts';

/** Options of an emulator's server, whatever the vendor. */
export interface ServerOptions {
  /** 0 takes any free port. @default 0 */
  readonly port?: number | undefined;
  /** Address to listen at. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /**
   * Serves over TLS, HTTP/2 and HTTP/1.1 as the client likes: with a certificate of its own (`true`), or with yours.
   *
   * @default false
   */
  readonly tls?: boolean | Certificate | undefined;
  /** Which pages of the vendor are followed where they disagree. @default 'newest' */
  readonly rules?: Rules | undefined;
  /** Share of the vendor's rate limits that is enforced: 2 allows twice as much, 0 enforces none. @default 1 */
  readonly rateScale?: number | undefined;
  /** Users who are there from the start, and again after each reset. */
  readonly accounts?: readonly string[] | undefined;
  /** Chooses which calls a fault with a probability hits. @default 1 */
  readonly faultSeed?: number | undefined;
  /** Chooses the fault of a request by its headers; where it gives none, those of the control count. */
  readonly faultOf?: ((headers: Headers) => Fault | undefined) | undefined;
  /** Requests that the journal keeps. @default 10000 */
  readonly journalEntries?: number | undefined;
  /** Characters of request and answer bodies that the journal keeps; 0 keeps none. @default 67108864 */
  readonly journalBodies?: number | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Is told of every request that was answered or cut. */
  readonly onRequest?: ((entry: JournalEntry) => void) | undefined;
}

/** The parts of a server. */
export interface ServerParts {
  readonly service: VendorService;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly deliveries: Deliveries;
  /** Served below `/_emulator`, to this machine only. */
  readonly control: Hono;
}

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly baseUrl: string;
  /** With `tls`, what clients have to trust, as PEM. */
  readonly ca: string | undefined;
  /** Stops listening and cuts all connections. */
  readonly close: () => Promise<void>;
}

interface NodeBindings {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

const maxBodyBytes = 1024 * 1024;
/** Forms carry files; what a file may have is the vendor's to say. */
const maxFormBytes = 16 * 1024 * 1024;

/** Serves one vendor over HTTP. Rejects when the port is taken. */
export async function startServer(
  { service, clock, faults, journal, deliveries, control }: ServerParts,
  options: ServerOptions,
): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0 } = options;
  let requests = 0;

  function record(
    request: EmulatorRequest,
    call: EmulatorCall,
    startedAt: number,
    more: Pick<JournalEntry, 'httpVersion'> & Partial<JournalEntry>,
  ): void {
    const entry = journal.add({
      number: request.number,
      at: new Date(clock.now()).toISOString(),
      vendor: service.vendor,
      endpoint: call.endpoint,
      method: request.method,
      token: tokenOf(request),
      path: publicPath(request.path, request.query, service.secretQuery),
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      deliveries: deliveries.answered(request.number),
      ...more,
    });
    options.onRequest?.(entry);
  }

  /** Returns the position of the caller's token. */
  function tokenOf({ query, headers }: EmulatorRequest): JournalEntry['token'] {
    if (service.secretQuery.some((name) => query.has(name))) return 'query';
    return headers.has('authorization') ? 'header' : undefined;
  }

  /** Returns the body of a request without its secrets; undefined where there was none. */
  function bodyForJournal({ body, form }: EmulatorRequest): string | undefined {
    if (form) return `[form: ${Object.keys(form).join(', ')}]`;
    return body === '' ? undefined : publicBody(body, service.secretFields);
  }

  async function serveVendor(
    request: Request,
    { incoming: { httpVersion }, outgoing }: NodeBindings,
  ): Promise<Response> {
    const startedAt = performance.now();
    // Clients compare it with their own clock.
    outgoing.setHeader('date', new Date(clock.now()).toUTCString());
    if (service.pageHeaders) {
      outgoing.setHeader('access-control-allow-origin', '*');
      if (isPreflight(request)) return preflightAnswer(service.pageHeaders);
    }
    const received = await readRequest(request, ++requests);
    if (!received) return jsonResponse(service.refuse({ kind: 'too-large' }));
    const call = service.receive(received);
    const fault = options.faultOf?.(received.headers) ?? faults.take(call.endpoint);
    if (fault) await sleep(waitBefore(fault));
    const reply = await replyTo(service, call, fault);
    const { status, code, rule, content } = reply;
    record(received, call, startedAt, {
      httpVersion,
      status,
      vendorCode: code,
      fault: fault?.kind,
      ...(rule !== undefined && {
        refusal: { rule, page: service.pages[call.endpoint ?? ''] || undefined },
      }),
      requestBody: bodyForJournal(received),
      answerBody:
        typeof content === 'string' ? publicBody(content, service.secretFields) : undefined,
    });
    return send(reply, outgoing);
  }

  const app = new Hono<{ Bindings: NodeBindings }>();
  app.use('/_emulator/*', (context, next) =>
    isLoopback(context.env.incoming.socket.remoteAddress)
      ? next()
      : Promise.resolve(context.json({ error: 'only from this machine' }, 403)),
  );
  app.route('/_emulator', control);
  app.all('*', (context) => serveVendor(context.req.raw, context.env));
  app.onError((error) => jsonResponse(defect(error)));

  const listener = getRequestListener((request, env) => app.fetch(request, env as NodeBindings), {
    hostname: 'localhost',
    overrideGlobalObjects: false,
    errorHandler: () => jsonResponse(service.refuse({ kind: 'unreadable' })),
  });
  const certificate = await certificateFor(options.tls, host);
  const server = certificate
    ? // What HTTP/2 does not know of it, it leaves out: the two servers are used alike.
      (createSecureServer({ ...certificate, allowHTTP1: true }, listener) as unknown as Server)
    : createServer(listener);
  // A client that expects anything beside the answer gets the answer.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  answerUnreadable(server, () => service.refuse({ kind: 'unreadable' }));
  const close = await listen(server, port, host);
  return {
    baseUrl: baseUrlOf(certificate ? 'https' : 'http', host, server.address() as AddressInfo),
    ca: certificate?.ca,
    close() {
      deliveries.close();
      return close();
    },
  };
}

/** A browser asks so which requests a page of another origin may send. */
function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('access-control-request-method');
}

function preflightAnswer(headers: readonly string[]): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': headers.join(', '),
      'access-control-max-age': '600',
    },
  });
}

/** Milliseconds until a call that is hit is served. */
function waitBefore({ kind, milliseconds }: Fault): number {
  if (kind === 'slow-body') return 0;
  return milliseconds ?? (kind === 'latency' ? 1000 : 0);
}

/** Nothing for a request whose body is larger than the service takes. */
async function readRequest(request: Request, number: number): Promise<EmulatorRequest | undefined> {
  const url = new URL(request.url);
  const maxBytes = isForm(request.headers.get('content-type')) ? maxFormBytes : maxBodyBytes;
  const bytes = await readBytes(request, maxBytes);
  if (bytes === undefined) return undefined;
  const form = await readForm(bytes, request.headers.get('content-type'));
  return {
    number,
    method: request.method,
    path: normalPath(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    origin: url.origin,
    body: form ? '' : new TextDecoder().decode(bytes),
    form,
  };
}
