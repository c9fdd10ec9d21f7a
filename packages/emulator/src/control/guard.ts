/** Must come with every command that changes something: a page of another origin cannot send it. */
export const controlHeader = 'x-imgroups-control';

/** Why a request may not reach the control API, if it may not. */
export function refusalOf(request: Request, host: string): string | undefined {
  const { protocol, host: asked, hostname } = new URL(request.url);
  const origin = request.headers.get('origin');
  // A name that leads to this machine may belong to a page that wants to look like this server.
  if (!isLocalName(hostname) && hostname !== host) return `not under the name ${hostname}`;
  if (origin !== null && origin !== `${protocol}//${asked}`) return `not from a page of ${origin}`;
  // Browsers say so even where they send no origin.
  const site = request.headers.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') {
    return 'not from a page of another origin';
  }
  if (request.method !== 'GET' && request.headers.get(controlHeader) === null) {
    return `the header ${controlHeader} is missing; any value will do`;
  }
  return undefined;
}

function isLocalName(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
