import { isLoopback } from '../server/http-server.ts';

/** Must come with every command that changes something: a page of another origin cannot send it. */
export const controlHeader = 'x-imgroups-control';

/** Says why a request may not reach the control API; nothing where it may. */
export type Guard = (request: Request) => string | undefined;

/** Lets requests to this machine through, and to the given names, but none from a page of another origin. */
export function controlGuard(names: readonly string[]): Guard {
  return (request) => {
    const { protocol, host, hostname } = new URL(request.url);
    const origin = request.headers.get('origin');
    // A name that leads to this machine may belong to a page that wants to look like this server.
    if (!isLocalName(hostname) && !names.includes(hostname)) return foreignName(hostname);
    if (origin !== null && origin !== `${protocol}//${host}`) return `not from a page of ${origin}`;
    // Browsers say so even where they send no origin.
    const site = request.headers.get('sec-fetch-site');
    if (site === 'cross-site' || site === 'same-site') {
      return 'not from a page of another origin';
    }
    if (request.method !== 'GET' && request.headers.get(controlHeader) === null) {
      return `the header ${controlHeader} is missing; any value will do`;
    }
    return undefined;
  };
}

/** The origin of a request, and the name by which it calls the server. */
export interface Caller {
  readonly hostname: string;
  readonly address: string | undefined;
}

/** Lets callers of this machine through that use a name of it, and callers of any machine that use an allowed one. */
export function callerRefusal(
  { hostname, address }: Caller,
  ownNames: readonly string[],
  allowedHosts: readonly string[],
): string | undefined {
  const isOwn = isLocalName(hostname) || ownNames.includes(hostname);
  if (allowedHosts.includes(hostname) || (isOwn && isLoopback(address))) return undefined;
  return isOwn ? 'only from this machine' : foreignName(hostname);
}

function foreignName(hostname: string): string {
  return `not under the name ${hostname}`;
}

/** Tells whether a host name is one that only this machine has. */
function isLocalName(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
