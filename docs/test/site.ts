import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { type StaticServer, serveSite } from './static-server.ts';

/** The built site in a browser, for the tests of a file. */
export interface ServedSite {
  open(options?: BrowserContextOptions): Promise<WatchedPage>;
}

/** Serves the built site, and starts a browser beside it, until the tests of the file are over. */
export function siteForTests(): ServedSite {
  let server: StaticServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await serveSite();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return { open: (options) => openPage(browser, server.origin, options) };
}
