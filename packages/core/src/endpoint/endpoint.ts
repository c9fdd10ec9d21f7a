import type { GenericSchema } from 'valibot';

/** How many calls a vendor takes in a span of time. */
export interface Rate {
  readonly requests: number;
  readonly perSeconds: number;
  /** Endpoints that share one allowance name it here; otherwise each endpoint has its own. */
  readonly sharedAs?: string;
}

/** What vendors move and sell, as dated data. */
export interface Limits {
  /** The longest list of one call, and the request field that holds it. */
  readonly items?: { readonly field: string; readonly max: number };
  readonly rate?: Rate;
  /** Month of the vendor page: `2026-02`. */
  readonly asOf?: string;
}

/**
 * What a call does to the vendor's state, and so whether it may be sent again after an attempt that may have taken effect:
 * `read` changes nothing, `safe` writes and can be repeated, `never` writes and must not be.
 */
export type Repeat = 'read' | 'safe' | 'never';

/** What a vendor refuses inside a successful answer, in its own words. */
export interface HiddenRefusal {
  readonly code: number | string;
  readonly message?: string | undefined;
}

/** An item of a successful answer that failed on its own. */
export interface ItemFailure extends HiddenRefusal {
  readonly item: string;
}

/** How a list endpoint goes on: the request of the next page, or nothing at the end. */
export type NextPage<Request, Response> = (
  request: Request,
  response: Response,
) => Request | undefined;

/** One REST call of a vendor, declared once, as data with named types. */
export interface Endpoint<Request, Response> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the base URL; `{name}` is filled from the request, arrays joined by a comma. */
  readonly path: string;
  /** One sentence, as in the docstring. */
  readonly summary: string;
  /** The vendor's page. */
  readonly docs: string;
  readonly request: GenericSchema<Request, unknown>;
  readonly response: GenericSchema<Response, unknown>;
  readonly repeat: Repeat | ((request: Request) => Repeat);
  readonly limits?: Limits;
  /** Group types of the vendor that take this call; absent where the call has none. */
  readonly groupTypes?: readonly string[];
  /** Request fields that go into the query string; by default all that are left over on GET and DELETE. */
  readonly query?: readonly (keyof Request & string)[];
  readonly fixedQuery?: Readonly<Record<string, string>>;
  /** Request fields that go into headers of the same name. */
  readonly headers?: readonly (keyof Request & string)[];
  /**
   * Where the body comes from: all other fields as one JSON object (`json`, the default but for GET and DELETE) or as
   * parts of a form, or one field as the whole JSON body.
   */
  readonly body?: 'json' | 'multipart' | { readonly field: keyof Request & string };
  /** `stream` for a download. */
  readonly answer?: 'json' | 'stream';
  /** `none` for a call that needs no credentials, as the one that fetches them. */
  readonly auth?: 'none';
  /** Answer fields with 64-bit integers: read as decimal strings, written as bare numbers. */
  readonly int64?: readonly string[];
  readonly page?: NextPage<Request, Response>;
  /** Items of a successful answer that failed on their own. */
  readonly failures?: (response: Response, request: Request) => readonly ItemFailure[];
  /** What a successful answer refuses after all; a vendor that does such a thing throws it in `Protocol.decode`. */
  readonly refusal?: (response: Response) => HiddenRefusal | undefined;
  /** A list of the answer that holds the outcome of each item; where it is present, the envelope's own code means nothing. */
  readonly outcomesIn?: keyof Response & string;
}

/** Any endpoint, where its types do not matter. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where an endpoint's types are let go.
export type AnyEndpoint = Endpoint<any, any>;

/** Endpoints of one chapter, by method name. */
export type EndpointTable = Readonly<Record<string, AnyEndpoint>>;

export type RequestOf<E> = E extends Endpoint<infer Request, infer _Response> ? Request : never;
export type ResponseOf<E> = E extends Endpoint<infer _Request, infer Response> ? Response : never;

/** What an endpoint may declare to give its method more than the call. */
export type EndpointExtra = 'page' | 'failures';

/** An endpoint that surely declares the named extras. */
export type EndpointWith<Request, Response, Extras extends EndpointExtra> = Endpoint<
  Request,
  Response
> &
  Required<Pick<Endpoint<Request, Response>, Extras>>;

/**
 * Declares an endpoint; both types are written out so that editors show their names. With `'page'` as third type its
 * method has `pages`, with `'failures'` it has `failures`.
 */
export function endpoint<Request, Response, Extras extends EndpointExtra = never>(
  declaration: EndpointWith<Request, Response, Extras>,
): EndpointWith<Request, Response, Extras> {
  return declaration;
}
