/**
 * Serves callbacks with `node:http`, and with what builds on it: Express, Nest, Koa.
 *
 * @module
 */
import { check, configure, withMethods } from '@imgroups/core/adapter';
import { WebhookError } from '@imgroups/core/webhooks';
import { parserAdvice } from './webhook/read-body.ts';

/** The parts of a request of `node:http` that are read; Express, Nest and Koa hand on the same. */
export interface NodeRequest extends AsyncIterable<unknown> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Of Express: the address before routers cut it. */
  readonly originalUrl?: unknown;
  /** Of a body parser that ran before. */
  readonly body?: unknown;
  /** Of Nest with `rawBody: true`. */
  readonly rawBody?: unknown;
  /** True if something has begun to read the body. */
  readonly readableDidRead?: boolean | undefined;
}

/** The parts of a response of `node:http` that are used. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: Uint8Array): unknown;
}

interface Receiver {
  readonly fetch: (request: Request) => Promise<Response>;
}

const receiver = withMethods<Receiver>('fetch');

/**
 * Makes a receiver of callbacks a handler for `node:http`, Express and Nest; Koa calls it with `ctx.req` and `ctx.res`. The
 * body must not have been parsed before; bytes of `express.raw()` and of Nest's `rawBody` are taken.
 *
 * @example
 * app.post('/im', toNodeHandler(webhooks));
 */
export function toNodeHandler(webhooks: {
  readonly fetch: (request: Request) => Promise<Response>;
}): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  const checked = configure(undefined, () => check(receiver, webhooks, 'webhooks'));
  return async (request, response) => {
    const answer = await checked.fetch(toRequest(request));
    response.statusCode = answer.status;
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.end(new Uint8Array(await answer.arrayBuffer()));
  };
}

function toRequest(request: NodeRequest): Request {
  // Of the address only the query counts.
  const [query = ''] = /\?[^#]*/.exec(String(request.originalUrl ?? request.url)) ?? [];
  const url = `http://localhost/${query}`;
  if (request.method !== 'POST') return new Request(url);
  // `duplex` is missing in the types of fetch.
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: bodyOf(request),
    duplex: 'half',
  };
  return new Request(url, init);
}

function bodyOf(
  request: NodeRequest,
): ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | string {
  for (const given of [request.rawBody, request.body]) {
    if (given instanceof Uint8Array) return new Uint8Array(given);
    if (typeof given === 'string') return given;
  }
  return toStream(bytesOf(request));
}

/** Fails where nothing is left to read, with what to do. */
async function* bytesOf(request: NodeRequest): AsyncGenerator<Uint8Array> {
  if (request.readableDidRead || request.body !== undefined) {
    throw new WebhookError(
      'body_consumed',
      `a body parser has read the request before: ${parserAdvice}; ` +
        'in Koa put the route before koa-bodyparser; in Fastify give the plugin of the route a parser that reads nothing, ' +
        "addContentTypeParser('*', (request, payload, done) => done(null)) after removeAllContentTypeParsers(); in a Next page export config = { api: { bodyParser: false } }",
    );
  }
  for await (const chunk of request) yield chunk as Uint8Array;
}

function toStream(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
