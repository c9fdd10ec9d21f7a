import { type ServerResponse, STATUS_CODES } from 'node:http';
import { constants, type Http2ServerResponse, type ServerHttp2Stream } from 'node:http2';
import { TLSSocket } from 'node:tls';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { stringifyJson } from '@imgroups/core/adapter';
import type { Fault } from './faults.ts';
import type { EmulatorAnswer, EmulatorCall, VendorService } from './vendor-service.ts';

/** The reply that is sent instead of, or as, the vendor's answer. */
export interface Reply {
  /** Absent when the connection is cut. */
  readonly status?: number | undefined;
  readonly code?: number | string | undefined;
  /** The rule for which the vendor refused the request. */
  readonly rule?: string | undefined;
  readonly content?: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
  /** The request is refused before anything is done, as HTTP/2 can; otherwise the connection is cut. */
  readonly refused?: boolean;
  /** The connection ends within the content. */
  readonly cut?: boolean;
  /** Milliseconds for which the answer stops within the content. */
  readonly pause?: number;
}

/** The vendor's answer, or what a fault makes of it. */
export async function replyTo(
  service: VendorService,
  call: EmulatorCall,
  fault: Fault | undefined,
): Promise<Reply> {
  switch (fault?.kind) {
    case 'status':
      return replyOf(service.refuse({ ...fault, kind: 'failure' }));
    case 'throttled':
    case 'expired-credentials':
      return replyOf(service.refuse({ kind: fault.kind }));
    case 'html':
      return gatewayPage(fault.status ?? 502);
    case 'reset-before':
      return {};
    case 'refused-stream':
      return { refused: true };
    case 'reset-after':
      await answerOf(call);
      return {};
    case 'status-after':
      await answerOf(call);
      return gatewayPage(fault.status ?? 503);
    case 'malformed-json': {
      const reply = await answerOf(call);
      const { content } = reply;
      return { ...reply, content: typeof content === 'string' ? spoilt(content) : content };
    }
    case 'truncated':
      return { ...(await answerOf(call)), cut: true };
    case 'slow-body':
      return { ...(await answerOf(call)), pause: fault.milliseconds ?? 1000 };
    default:
      return answerOf(call);
  }
}

/** Returns the page that a gateway in front of the service shows when it fails. */
function gatewayPage(status: number): Reply {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const content = `<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
  return { status, content, type: 'text/html' };
}

async function answerOf(call: EmulatorCall): Promise<Reply> {
  try {
    const answer = await call.answer();
    if (!(answer.body instanceof ReadableStream)) return replyOf(answer);
    // `bytes()` of the Response that @hono/node-server sets up globally throws.
    const content = new Uint8Array(await new Response(answer.body).arrayBuffer());
    return { ...answer, content, type: 'application/octet-stream' };
  } catch (error) {
    return replyOf(defect(error));
  }
}

/** Says that the emulator itself is wrong, in a form that no test takes for the vendor's word. */
export function defect(error: unknown): EmulatorAnswer {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, code: 'defect', body: { emulatorDefect: message } };
}

function spoilt(json: string): string {
  return json.replace(/\}$/, ',,');
}

function replyOf({ status, body, code, rule, int64 }: EmulatorAnswer): Reply {
  return { status, code, rule, content: stringifyJson(body, int64), type: 'application/json' };
}

/** An answer as an HTTP response. */
export function jsonResponse(answer: EmulatorAnswer): Response {
  const { status, content } = replyOf(answer);
  return new Response(content ?? '', {
    status: status ?? 500,
    headers: { 'content-type': 'application/json' },
  });
}

/** Sends a reply; one that is cut goes past the HTTP layer. */
export function send(reply: Reply, outgoing: ServerResponse): Response {
  const { status, content = '', type = 'application/json' } = reply;
  if (status === undefined) {
    cut(outgoing, reply.refused);
    return RESPONSE_ALREADY_SENT;
  }
  // Hono makes the answer to a HEAD of one that it is given.
  if (outgoing.req.method === 'HEAD' || withoutBody.has(status)) {
    return new Response(null, { status, headers: { 'content-type': type } });
  }
  const bytes = Buffer.from(content);
  outgoing.writeHead(status, { 'content-type': type, 'content-length': bytes.length });
  if (reply.cut || reply.pause !== undefined) sendHalves(bytes, reply, outgoing);
  else outgoing.end(bytes);
  return RESPONSE_ALREADY_SENT;
}

/** Sends the first half of an answer; the second comes after the pause, or never. */
function sendHalves(bytes: Buffer, reply: Reply, outgoing: ServerResponse): void {
  const middle = Math.floor(bytes.length / 2);
  outgoing.write(bytes.subarray(0, middle), () => {
    if (reply.cut) cutLater(outgoing);
    else endLater(outgoing, bytes.subarray(middle), reply.pause);
  });
}

/** Statuses of HTTP that a body cannot follow; a fault may ask for them. */
const withoutBody = new Set([204, 205, 304]);

/** Sends the rest of an answer after a pause, unless the client has gone. */
function endLater(outgoing: ServerResponse, rest: Uint8Array, pause: number | undefined): void {
  const timer = setTimeout(() => outgoing.end(rest), pause);
  outgoing.once('close', () => clearTimeout(timer));
}

/** Cuts the connection once the first half has surely arrived, so that the cut is seen within the content and not before it. */
function cutLater(outgoing: ServerResponse): void {
  setTimeout(() => {
    const stream = streamOf(outgoing);
    if (stream) stream.session?.destroy();
    else outgoing.socket?.destroy();
  }, 10);
}

/** Cuts a connection at once. Over HTTP/2 a single request can be refused instead. */
function cut(outgoing: ServerResponse, refused = false): void {
  const stream = streamOf(outgoing);
  const { socket } = outgoing;
  if (stream && refused) stream.close(constants.NGHTTP2_REFUSED_STREAM);
  else if (stream) stream.session?.destroy();
  else if (socket instanceof TLSSocket) socket.destroy();
  else socket?.resetAndDestroy();
}

/** The stream of an answer over HTTP/2. */
function streamOf(outgoing: ServerResponse | Http2ServerResponse): ServerHttp2Stream | undefined {
  return 'stream' in outgoing ? outgoing.stream : undefined;
}
