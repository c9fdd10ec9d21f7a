import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { VendorOverview, VendorRevision } from '../server.ts';
import type { Route } from './route.ts';
import type { Language, Texts } from './texts.ts';

/** The context of every view. */
export interface PageContext {
  readonly language: Language;
  readonly texts: Texts;
  readonly narrow: boolean;
  readonly vendor: VendorOverview;
  readonly faultKinds: readonly string[];
  readonly route: Route;
  readonly revision: VendorRevision;
  /** Changes whenever something of the vendor did, or the connection came back. */
  readonly tick: string;
  /** Shows another part of the query; `''` removes a name. */
  readonly show: (query: Readonly<Record<string, string>>) => void;
  /** The address of a view of this vendor. */
  readonly linkTo: (view: Route['view'], query?: Route['query']) => string;
}

export const PageContext = createContext<PageContext | undefined>(undefined);

export function usePage(): PageContext {
  const page = useContext(PageContext);
  if (!page) throw new Error('outside of the page');
  return page;
}
