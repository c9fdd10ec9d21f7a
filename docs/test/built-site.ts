import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const siteFolder = fileURLToPath(new URL('../.vitepress/dist/', import.meta.url));

if (!existsSync(`${siteFolder}index.html`)) {
  throw new Error('the site is not built: run `pnpm docs:build`, or `pnpm docs:test` for both');
}

/** The paths of all pages, e.g. `/zh/guide/jobs.html`. */
export const allPages: readonly string[] = globSync('**/*.html', { cwd: siteFolder })
  .map((file) => `/${file.replaceAll('\\', '/')}`)
  .filter((path) => path !== '/404.html')
  .sort();

const isApi = (path: string) => path.startsWith('/reference/api/');

/** The pages that are looked at in a browser: all but those of the API, and of them the first of each kind. */
export const shownPages: readonly string[] = allPages.filter(
  (path) => !isApi(path) || path === firstOfFolder(path),
);

function firstOfFolder(path: string): string | undefined {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return allPages.find((other) => other.slice(0, other.lastIndexOf('/') + 1) === folder);
}

export function readPage(path: string): string {
  return readFileSync(`${siteFolder}${path}`, 'utf8');
}
