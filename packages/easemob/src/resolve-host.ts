import {
  ApiError,
  defaultTransport,
  InvalidResponseError,
  readList,
  readObject,
  readOptionalNumber,
  readOptionalText,
  type Transport,
} from '@imgroups/core';
import { meaningOf } from './error-codes.ts';

/** How to ask for the host of an app. */
export interface ResolveHostOptions {
  /** `org#app`, from the console. */
  readonly appKey: string;
  /** Base URL of the directory. @default 'https://rs.easemob.com' */
  readonly directory?: string | undefined;
  /** What sends HTTP. @default ky over the runtime's fetch */
  readonly transport?: Transport | undefined;
  /** From 0 to below 1: chooses among the hosts. @default Math.random */
  readonly random?: (() => number) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the vendor's directory for a REST host of an app: a base URL, to be given as `host`.
 * Ask when the application starts; the vendor's own SDK asks once a day. Only hosts with https are taken.
 *
 * ```ts
 * const host = await resolveEasemobHost({ appKey });
 * const provider = createEasemobProvider({ appKey, clientId, clientSecret, host });
 * ```
 */
export async function resolveEasemobHost(options: ResolveHostOptions): Promise<string> {
  const { appKey, directory = 'https://rs.easemob.com', random = Math.random } = options;
  const transport = options.transport ?? defaultTransport();
  const { status, text } = await transport.send(
    {
      method: 'GET',
      url: `${directory}/easemob/server.json?app_key=${encodeURIComponent(appKey)}`,
      headers: { accept: 'application/json' },
    },
    { signal: options.signal },
  );
  if (status !== 200) throw refused(status);

  const hosts = readHosts(text).filter((url) => url.startsWith('https://'));
  const host = hosts[Math.floor(random() * hosts.length)];
  if (host === undefined) throw unreadable('the directory names no https host for the app');
  return host;
}

/** The base URLs of the hosts in the directory's answer. */
function readHosts(text: string): string[] {
  const { rest } = readObject(parse(text), 'answer');
  return readList(readObject(rest, 'rest').hosts, 'rest.hosts').flatMap((item) => {
    const host = readObject(item, 'rest.hosts');
    const protocol = readOptionalText(host.protocol, 'rest.hosts.protocol');
    const name =
      readOptionalText(host.domain, 'rest.hosts.domain') ||
      readOptionalText(host.ip, 'rest.hosts.ip');
    const port = readOptionalNumber(host.port, 'rest.hosts.port');
    const url = `${protocol}://${name}${port === undefined ? '' : `:${port}`}`;
    return name && URL.canParse(url) ? [new URL(url).origin] : [];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('the directory did not answer JSON');
  }
}

function refused(status: number): ApiError {
  const { code, retryable } = meaningOf({ status });
  return new ApiError(`the directory of hosts answered HTTP ${status}`, {
    code,
    retryable,
    httpStatus: status,
    provider: 'easemob',
  });
}

function unreadable(message: string): InvalidResponseError {
  return new InvalidResponseError(message, { provider: 'easemob' });
}
