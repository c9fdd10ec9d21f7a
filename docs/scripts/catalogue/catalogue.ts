import { readFileSync } from 'node:fs';
import { foldersOf, type NamedVendor } from '../../../packages/testing/src/vendor-folders.ts';

/**
 * A vendor's endpoints for documentation, command line and inspector, without loading an SDK: a generated file beside each
 * vendor's package, made from its chapters. Default values of fields are left out.
 */
export interface Catalogue {
  /** In the order of the reference. */
  readonly chapters: readonly CatalogueChapter[];
  /** The fields that every answer of the vendor has. */
  readonly envelope: readonly CatalogueField[];
}

export interface CatalogueChapter {
  /** Name of the source file, and of the page. */
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly endpoints: readonly CatalogueEndpoint[];
}

/** One endpoint: what its docstring says, and what its entry declares. */
export interface CatalogueEndpoint {
  /** Of the client method. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly fixedQuery?: Readonly<Record<string, string>>;
  /** The first sentence of the docstring. */
  readonly summary: string;
  /** The rest of it. */
  readonly notes?: string;
  /** Name in the vendor's Chinese documentation. */
  readonly title: string;
  /** The vendor's page. */
  readonly page: string;
  readonly repeat:
    | 'read'
    | 'safe'
    | 'never'
    | { readonly safeWith: string }
    | { readonly safeWhen: Readonly<Record<string, unknown>> };
  readonly limits?: {
    readonly items?: { readonly field: string; readonly max: number };
    readonly rate?: {
      readonly requests: number;
      readonly perSeconds: number;
      readonly sharedAs?: string;
    };
    readonly asOf?: string;
  };
  readonly groupTypes?: readonly string[];
  readonly int64?: readonly string[];
  readonly auth?: 'none';
  readonly answer?: 'stream';
  /** The further methods of the client for the call. */
  readonly methods?: readonly ('pages' | 'failures')[];
  readonly request: readonly CatalogueField[];
  /** Without those of the envelope; none where the answer is a stream. */
  readonly response: readonly CatalogueField[];
}

/** A field of a request or an answer. */
export interface CatalogueField {
  /** As on the wire, from the outside in: `MemberList[].Member_Account`. */
  readonly path: string;
  readonly type: string;
  readonly required?: true;
  readonly description?: string;
  /** Kinds of an object that have this field, where not all have it: `TIMTextElem`. */
  readonly only?: readonly string[];
  /** The part of a request in which an outer field is sent, unless it is a JSON body. */
  readonly in?: 'path' | 'query' | 'header' | 'form';
}

/** The committed catalogue of a vendor. */
export function readCatalogue(vendor: NamedVendor): Catalogue {
  return JSON.parse(readFileSync(foldersOf(vendor).catalogue, 'utf8'));
}

/** The file in which the emulator of a vendor keeps the page of each endpoint. */
export function pagesFile({ name }: NamedVendor): URL {
  return new URL(`../../../packages/emulator/src/vendors/${name}/pages.json`, import.meta.url);
}

/** The page of each endpoint, as JSON. */
export function pagesOf({ chapters }: Catalogue): string {
  const endpoints = chapters.flatMap((chapter) => chapter.endpoints);
  const pages = Object.fromEntries(endpoints.map(({ name, page }) => [name, page]));
  return `${JSON.stringify(pages, undefined, 2)}\n`;
}
