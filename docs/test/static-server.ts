import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { readPage, siteFolder } from './built-site.ts';

export interface StaticServer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Serves the built site as any web server would, on a free port. */
export async function serveSite(): Promise<StaticServer> {
  const serve = sirv(siteFolder, {
    onNoMatch(_, response) {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(readPage('/404.html'));
    },
  });
  const server = createServer((request, response) => serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
