import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A Chromium of the machine: the one that `CHROMIUM` names, or one in the path. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? findChromium(),
    // The user of a container is often root, who has no sandbox.
    args: ['--no-sandbox'],
  });
}

function findChromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'chrome.exe'];
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(canRun);
  if (!found) {
    throw new Error(
      'no Chromium was found: install one (`apt-get install chromium`), or name its binary in CHROMIUM',
    );
  }
  return found;
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A page, and everything about it that must not happen. */
export interface WatchedPage {
  readonly page: Page;
  /** A test takes out what it expects. */
  readonly problems: string[];
}

/** Opens a page that can reach the given origin only. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB', ...options });
  const problems: string[] = [];
  await context.route(
    (url) => url.origin !== origin && url.protocol.startsWith('http'),
    (route) => {
      problems.push(`asked another server for ${route.request().url()}`);
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      problems.push(`${page.url()}: ${message.text()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  return { page, problems };
}
