/** The views of the page. */
export const views = ['journal', 'groups', 'faults', 'clock', 'callbacks'] as const;
export type View = (typeof views)[number];

/** The view of the page, which its address keeps: a reload shows the same. */
export interface Route {
  /** Absent before one is chosen. */
  readonly vendor?: string | undefined;
  readonly view: View;
  /** Filters and what is open: `outcome`, `call`, `group`. */
  readonly query: Readonly<Record<string, string>>;
}

/** Reads `#/tencent/journal?call=12`. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [vendor = '', view] = path.split('/').map(decodePart);
  return {
    vendor: vendor || undefined,
    view: views.find((name) => name === view) ?? 'journal',
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a route, without empty parts of the query. */
export function toHash({ vendor = '', view, query }: Route): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  return `#/${encodeURIComponent(vendor)}/${view}${search}`;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
