import { type Failure, unanswered } from '../errors/failure.ts';

/** Codes of runtimes that say: no connection was made. Everything else may have reached the server. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const certificateCodes =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT)/;

/** The check of a runtime's own undici, which speaks another language to dispatchers than the installed one. */
const foreignDispatcher = /invalid on[A-Z]\w* method/;

// Deno tells only by text.
const denoConnect = /client error \(Connect\)/;
const denoCertificate = /client error \(Connect\).*(invalid peer|certificate)/i;

/** The failure of a request that got no answer, from whatever the runtime threw. Only the origin of the URL is told. */
export function transportFailure(thrown: unknown, url: string): Failure {
  const server = new URL(url).origin;
  const { name, code, message } = deepestCause(thrown);
  if (code === 'UND_ERR_INVALID_ARG' && foreignDispatcher.test(message)) {
    return unanswered(
      'the dispatcher is of another version of undici than the fetch that got it: ' +
        `pass it to undiciTransport, or pass undici's own fetch (${code})`,
      { code: 'failed_precondition', fault: { name, code } },
    );
  }
  if (/bad port/.test(message)) {
    return unanswered(`${server}: fetch refuses to connect to this port`, {
      code: 'failed_precondition',
      fault: { name, code },
    });
  }
  const certificate = certificateCodes.test(code ?? '') || denoCertificate.test(message);
  const notSent = certificate || notSentCodes.has(code ?? '') || denoConnect.test(message);
  const what = certificate
    ? `the TLS certificate of ${server} was not accepted`
    : notSent
      ? `${server} could not be reached`
      : `the connection to ${server} broke before an answer came`;
  return unanswered(`${what} (${code ?? name})`, {
    code: 'unavailable',
    retryable: !certificate,
    ambiguous: !notSent,
    fault: { name, code },
  });
}

function deepestCause(thrown: unknown): { name: string; code?: string; message: string } {
  let current = thrown;
  let code: string | undefined;
  let message = '';
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string') code = current.code;
    message += ` ${current.message}`;
    const next = current instanceof AggregateError ? current.errors[0] : current.cause;
    if (!(next instanceof Error)) break;
    current = next;
  }
  const name = current instanceof Error ? current.name : typeof thrown;
  return code === undefined ? { name, message } : { name, code, message };
}
