import { type Failure, unanswered, withCheck } from '../errors/failure.ts';

/** Codes of a failed look-up of a name, or of a connection that took too long to be made. */
const notConnectedCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Codes that come from making a connection, and from reading and writing on one that was made. */
const unreachableCodes = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

// Bun names no system call; it says this only when no connection was made.
const bunConnect = /Unable to connect|Was there a typo in the url or port/;

// Deno tells only by text.
const denoConnect = /client error \(Connect\)/;
const denoCertificate = /client error \(Connect\).*(invalid peer|certificate)/i;

/** A host that no name server knows. Deno tells it only by text. */
const unknownHost = /ENOTFOUND|client error \(Connect\): dns error/;

const certificateCodes =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT)/;

/** Of HTTP/2: the server did nothing with the request. By the words of Node and undici, and of Deno. */
const refusedStream = /NGHTTP2_REFUSED_STREAM|refused stream before processing/;

/** A proxy that refused a tunnel, by undici's text. */
const undiciTunnel = /Proxy response \((\d+)\) !== 200 when HTTP Tunneling/;

const denoTunnel = /client error \(Connect\): (proxy authentication required|unsuccessful tunnel)/;

/** The check of a runtime's own undici, which speaks another language to dispatchers than the installed one. */
const foreignDispatcher = /invalid on[A-Z]\w* method/;

/** The error that a runtime reported. */
interface Fault {
  readonly name: string;
  readonly code: string | undefined;
  /** The system call that failed. */
  readonly syscall: string | undefined;
  /** The HTTP status that a proxy gave. */
  readonly status: number | undefined;
  /** All messages, from the outermost to the deepest cause. */
  readonly message: string;
}

/**
 * The failure of a request that got no answer, from the value that the runtime threw. Only the origin of the URL is told. A
 * request may have had its effect unless it is proven that no connection was made, or that the server refused the request
 * unread.
 */
export function transportFailure(thrown: unknown, url: string): Failure {
  const server = new URL(url).origin;
  const reported = readFault(thrown);
  const { name, code, message } = reported;
  const fault = { name, code };
  if (code === 'UND_ERR_INVALID_ARG' && foreignDispatcher.test(message)) {
    return unanswered(
      'the dispatcher is of another version of undici than the fetch that got it: ' +
        `pass it to undiciTransport, or pass undici's own fetch (${code})`,
      { code: 'failed_precondition', fault },
    );
  }
  if (/bad port|Requests to port \d+ are blocked/.test(message)) {
    return unanswered(`${server}: fetch refuses to connect to this port`, {
      code: 'failed_precondition',
      fault,
    });
  }
  const tunnel = refusedTunnel(reported);
  if (tunnel) {
    const { status } = tunnel;
    const why = status === 407 ? ': it wants credentials' : '';
    const said = status === undefined ? '' : ` (HTTP ${status}${why})`;
    return unanswered(`the proxy refused a connection to ${server}${said}`, {
      code: 'unavailable',
      retryable: status === undefined || status === 429 || status >= 500,
      fault,
    });
  }
  const certificate = certificateCodes.test(code ?? '') || denoCertificate.test(message);
  const refused = refusedStream.test(message);
  const noEffect = certificate || refused || wasNotConnected(reported);
  const what = certificate
    ? `the TLS certificate of ${server} was not accepted`
    : refused
      ? `${server} refused the request unread`
      : noEffect
        ? `${server} could not be reached`
        : `the connection to ${server} broke before an answer came`;
  const check = unknownHost.test(`${code} ${message}`) ? 'baseUrl or region' : undefined;
  return unanswered(withCheck(`${what} (${code ?? name})`, check), {
    code: 'unavailable',
    retryable: !certificate,
    ambiguous: !noEffect,
    fault,
  });
}

function wasNotConnected({ code = '', syscall, message }: Fault): boolean {
  if (notConnectedCodes.has(code) || denoConnect.test(message)) return true;
  return unreachableCodes.has(code) && (syscall === 'connect' || bunConnect.test(message));
}

/** The refusal of a proxy to open a tunnel, with its status where the runtime tells it. */
function refusedTunnel({ code, status, message }: Fault): { status?: number } | undefined {
  const byUndici = undiciTunnel.exec(message);
  if (byUndici) return { status: Number(byUndici[1]) };
  if (code === 'ERR_PROXY_TUNNEL') return { status };
  const byDeno = denoTunnel.exec(message);
  if (byDeno) return byDeno[1] === 'proxy authentication required' ? { status: 407 } : {};
  return undefined;
}

/** Reads an error and its causes. They may be of another realm, as in Jest, so no class is asked for. */
function readFault(thrown: unknown): Fault {
  let current = thrown;
  let name = typeof thrown as string;
  let code: string | undefined;
  let syscall: string | undefined;
  let status: number | undefined;
  let message = '';
  for (let depth = 0; depth < 8 && typeof current === 'object' && current !== null; depth += 1) {
    const error: Partial<Record<string, unknown>> = current;
    if (typeof error.name === 'string') name = error.name;
    if (typeof error.code === 'string') {
      code = error.code;
      syscall = typeof error.syscall === 'string' ? error.syscall : undefined;
    }
    if (typeof error.status === 'number') status = error.status;
    if (typeof error.message === 'string') message += ` ${error.message}`;
    current = Array.isArray(error.errors) ? error.errors[0] : error.cause;
  }
  return { name, code, syscall, status, message };
}
