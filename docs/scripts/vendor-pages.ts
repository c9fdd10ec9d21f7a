import { readFileSync } from 'node:fs';
import type { CatalogueEndpoint } from './catalogue/catalogue.ts';

/** The content of the vendors' pages: a list that is written by hand. */
export interface VendorPages {
  readonly vendors: Readonly<Record<string, PagesOfVendor>>;
}

export interface PagesOfVendor {
  /** Day on which the list was last held against the pages. */
  readonly written: string;
  readonly routes: readonly ListedRoute[];
}

/** One call as a page describes it. */
export interface ListedRoute {
  /** Method and path. */
  readonly route: string;
  /** Calls per second that an app may make. */
  readonly perSecond: number;
  readonly page?: string;
  /** Month that the page shows: `2026-02`. */
  readonly date?: string;
  /** The source of the route, when no page describes it. */
  readonly source?: string;
  /** Why the table leaves it out. */
  readonly leftOut?: string;
}

export function readVendorPages(): VendorPages {
  return JSON.parse(readFileSync(new URL('vendor-pages.json', import.meta.url), 'utf8'));
}

/** Tells in a line each what is on the pages and not in the table, and the other way round. */
export function differences(
  { routes }: Pick<PagesOfVendor, 'routes'>,
  endpoints: readonly CatalogueEndpoint[],
): readonly string[] {
  const listed = new Map(routes.map((route) => [shapeOf(route.route), route]));
  const declared = new Set(endpoints.map((endpoint) => shapeOf(routeOf(endpoint))));
  const missing = routes
    .filter(({ route, leftOut }) => leftOut === undefined && !declared.has(shapeOf(route)))
    .map(({ route, page }) => `${route}: not in the table${page ? ` (${page})` : ''}`);
  const differing = endpoints.flatMap((endpoint) => {
    const route = listed.get(shapeOf(routeOf(endpoint)));
    if (!route) return [`${endpoint.name}: ${routeOf(endpoint)} is on no page`];
    return differencesOf(endpoint, route).map((text) => `${endpoint.name}: ${text}`);
  });
  return [...missing, ...differing];
}

function differencesOf(
  { limits }: CatalogueEndpoint,
  { perSecond, date = '', leftOut }: ListedRoute,
): readonly string[] {
  const { requests = 0, perSeconds = 1 } = limits?.rate ?? {};
  const declared = requests / perSeconds;
  const found: string[] = [];
  if (leftOut !== undefined) found.push(`listed as left out (${leftOut})`);
  if (declared !== perSecond) found.push(`${declared} calls per second, ${perSecond} on the page`);
  if ((limits?.asOf ?? '') < date) found.push(`as of ${limits?.asOf}, the page is of ${date}`);
  return found;
}

function routeOf({ method, path }: CatalogueEndpoint): string {
  return `${method} ${path}`;
}

/** A route whatever its parameters are called. */
function shapeOf(route: string): string {
  return route.replaceAll(/\{\w+\}/g, '{}');
}
