import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { type Control, controlRoutes, createControl, isLoopback } from '../control/control.ts';
import { createClock } from './clock.ts';
import { createFaults, type Fault } from './faults.ts';
import { isForm, readForm } from './form.ts';
import { answerUnreadable, baseUrlOf, close, listen } from './http-server.ts';
import { createJournal, type JournalEntry, publicPath } from './journal.ts';
import { defect, jsonResponse, replyTo, send } from './reply.ts';
import { normalPath } from './router.ts';
import type {
  EmulatorCall,
  EmulatorRequest,
  Rules,
  VendorContext,
  VendorEmulator,
} from './vendor-service.ts';

/** How an emulator listens and behaves, whatever the vendor. */
export interface ServerOptions {
  /** 0 takes any free port. @default 0 */
  readonly port?: number | undefined;
  /** Address to listen at. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** Which pages of the vendor are followed where they disagree. @default 'newest' */
  readonly rules?: Rules | undefined;
  /** Share of the vendor's rate limits that is enforced: 2 allows twice as much, 0 enforces none. @default 1 */
  readonly rateScale?: number | undefined;
  /** Chooses which calls a fault with a probability hits. @default 1 */
  readonly faultSeed?: number | undefined;
  /** Chooses the fault of a request by its headers; where it gives none, those of the control count. */
  readonly faultOf?: ((headers: Headers) => Fault | undefined) | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Is told of every request that was answered or cut. */
  readonly onRequest?: ((entry: JournalEntry) => void) | undefined;
}

/** A running emulator of one vendor. */
export interface EmulatorServer<Snapshot = unknown> {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly baseUrl: string;
  readonly control: Control<Snapshot>;
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
const journalSize = 10_000;

/** Serves one vendor over HTTP. Rejects when the port is taken. */
export async function startServer<Snapshot>(
  createVendor: (context: VendorContext) => VendorEmulator<Snapshot>,
  options: ServerOptions = {},
): Promise<EmulatorServer<Snapshot>> {
  const { host = '127.0.0.1', port = 0, rules = 'newest', rateScale = 1 } = options;
  const clock = createClock(options.now);
  const faults = createFaults(options.faultSeed ?? 1);
  const journal = createJournal(journalSize);
  const vendor = createVendor({ clock, rules, rateScale });
  const control = createControl({ vendor, clock, journal, faults });

  function record(
    request: EmulatorRequest,
    call: EmulatorCall,
    startedAt: number,
    more: Partial<JournalEntry>,
  ): void {
    const entry: JournalEntry = {
      at: new Date(clock.now()).toISOString(),
      vendor: vendor.vendor,
      endpoint: call.endpoint,
      method: request.method,
      path: publicPath(request.path, request.query, vendor.secretQuery),
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      ...more,
    };
    journal.add(entry);
    options.onRequest?.(entry);
  }

  async function serveVendor(request: Request, { outgoing }: NodeBindings): Promise<Response> {
    const startedAt = performance.now();
    // Clients compare it with their own clock.
    outgoing.setHeader('date', new Date(clock.now()).toUTCString());
    const received = await readRequest(request);
    if (!received) return jsonResponse(vendor.refuse({ kind: 'too-large' }));
    const call = vendor.receive(received);
    const fault = options.faultOf?.(received.headers) ?? faults.take(call.endpoint);
    if (fault) await sleep(waitBefore(fault));
    const reply = await replyTo(vendor, call, fault);
    const { status, code } = reply;
    record(received, call, startedAt, { status, vendorCode: code, fault: fault?.kind });
    return send(reply, outgoing);
  }

  const app = new Hono<{ Bindings: NodeBindings }>();
  app.use('/_emulator/*', (context, next) =>
    isLoopback(context.env.incoming.socket.remoteAddress)
      ? next()
      : Promise.resolve(context.json({ error: 'only from this machine' }, 403)),
  );
  app.route('/_emulator', controlRoutes(control));
  app.all('*', (context) => serveVendor(context.req.raw, context.env));
  app.onError((error) => jsonResponse(defect(error)));

  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env as NodeBindings), {
      hostname: 'localhost',
      overrideGlobalObjects: false,
      errorHandler: () => jsonResponse(vendor.refuse({ kind: 'unreadable' })),
    }),
  );
  // Whatever a client expects beside the answer, it gets the answer.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  answerUnreadable(server, () => vendor.refuse({ kind: 'unreadable' }));
  await listen(server, port, host);
  return {
    baseUrl: baseUrlOf(host, server.address() as AddressInfo),
    control,
    close: () => close(server),
  };
}

/** Milliseconds until a call that is hit is served. */
function waitBefore({ kind, milliseconds }: Fault): number {
  if (kind === 'slow-body') return 0;
  return milliseconds ?? (kind === 'latency' ? 1000 : 0);
}

/** Nothing for a request whose body is larger than the service takes. */
async function readRequest(request: Request): Promise<EmulatorRequest | undefined> {
  const url = new URL(request.url);
  const bytes = await readBytes(request);
  if (bytes === undefined) return undefined;
  const form = await readForm(bytes, request.headers.get('content-type'));
  return {
    method: request.method,
    path: normalPath(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    origin: url.origin,
    body: form ? '' : new TextDecoder().decode(bytes),
    form,
  };
}

/** The body; nothing when it is too large, as announced or as it comes. */
async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const maxBytes = isForm(request.headers.get('content-type')) ? maxFormBytes : maxBodyBytes;
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
