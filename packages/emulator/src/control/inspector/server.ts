import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { type Fault, faultKinds } from '../../server/faults.ts';
import { baseUrlOf, listen } from '../../server/http-server.ts';
import type { ControlParts } from '../commands.ts';
import { callerRefusal, controlGuard } from '../guard.ts';
import { controlRoutes } from '../routes.ts';
import { inspectorCommands } from './commands.ts';
import { createEventStream } from './events.ts';
import { readPage } from './page.ts';

/** A running emulator of one vendor, as the inspector shows it. */
export interface InspectedVendor {
  readonly name: string;
  readonly titles: { readonly en: string; readonly zh: string };
  readonly baseUrl: string;
  readonly parts: ControlParts;
}

export interface InspectorSettings {
  readonly vendors: readonly InspectedVendor[];
  readonly host: string;
  readonly port: number;
  /** Names under which machines other than this one may reach it. */
  readonly allowedHosts: readonly string[];
  /** The page that the build has made. */
  readonly page: URL;
}

/** The facts of the vendors that the page needs. */
export interface Overview {
  readonly vendors: readonly VendorOverview[];
  readonly faultKinds: readonly Fault['kind'][];
}

export interface VendorOverview extends Pick<InspectedVendor, 'name' | 'titles' | 'baseUrl'> {
  readonly endpoints: readonly string[];
  /** Name of the query parameter that holds a token; absent where none does. */
  readonly tokenQuery?: string | undefined;
  /** True if the vendor's emulator sends callbacks. */
  readonly callbacks: boolean;
}

/** The newest state of the vendors by name: where a number has grown, there is something new to ask for. */
export type Revisions = Readonly<Record<string, VendorRevision>>;

export interface VendorRevision {
  readonly calls: number;
  readonly deliveries: number;
  readonly faults: readonly Fault[];
  /** Seconds that the clock was moved ahead. */
  readonly ahead: number;
}

interface NodeBindings {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** Serves one page for all vendors, with the control of each. Rejects when the port is taken. */
export async function startInspector({
  vendors,
  host,
  port,
  allowedHosts,
  page,
}: InspectorSettings): Promise<{ readonly baseUrl: string; readonly close: () => Promise<void> }> {
  const guard = controlGuard([host, ...allowedHosts]);
  const events = createEventStream(() => Object.fromEntries(vendors.map(toRevision)));
  const overview: Overview = { vendors: vendors.map(toOverview), faultKinds };

  const app = new Hono<{ Bindings: NodeBindings }>();
  app.use(async (context, next) => {
    const { hostname } = new URL(context.req.url);
    const caller = { hostname, address: context.env.incoming.socket.remoteAddress };
    const refusal = callerRefusal(caller, [host], allowedHosts);
    if (refusal === undefined) return next();
    return context.json({ error: `${refusal}, unless --allow-host allows it` }, 403);
  });
  app.get('/', (context) => {
    try {
      const { html, headers } = readPage(page);
      return context.body(html, 200, headers);
    } catch {
      return context.text('The page is not there: build the emulator first.', 503);
    }
  });
  app.use('/_emulator/*', async (context, next) => {
    const refusal = guard(context.req.raw);
    if (refusal !== undefined) return context.json({ error: refusal }, 403);
    await next();
    context.header('cache-control', 'no-store');
    context.header('x-content-type-options', 'nosniff');
  });
  app.get('/_emulator', (context) => context.json(overview));
  app.get('/_emulator/events', (context) => {
    const opened = events.open(context.env.outgoing, context.req.header('last-event-id'));
    if (opened) return RESPONSE_ALREADY_SENT;
    return context.json({ error: 'too many pages are open' }, 503);
  });
  for (const { name, parts } of vendors) {
    app.route(`/_emulator/${name}`, controlRoutes(parts, guard, inspectorCommands));
  }

  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env as NodeBindings), {
      hostname: 'localhost',
      overrideGlobalObjects: false,
    }),
  );
  const close = await listen(server, port, host);
  return {
    baseUrl: baseUrlOf('http', host, server.address() as AddressInfo),
    close() {
      events.close();
      return close();
    },
  };
}

function toOverview({
  name,
  titles,
  baseUrl,
  parts: { service },
}: InspectedVendor): VendorOverview {
  const endpoints = Object.keys(service.pages).sort();
  const [tokenQuery] = service.secretQuery;
  const callbacks = service.setWebhooks !== undefined;
  return { name, titles, baseUrl, endpoints, tokenQuery, callbacks };
}

function toRevision({ name, parts }: InspectedVendor): [string, VendorRevision] {
  const { journal, deliveries, faults, clock } = parts;
  return [
    name,
    {
      calls: journal.revision(),
      deliveries: deliveries.revision(),
      faults: faults.list(),
      ahead: clock.ahead(),
    },
  ];
}
