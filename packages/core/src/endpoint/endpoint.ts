import type { GenericSchema } from 'valibot';
import type { RepeatRule } from '../retry/repeat.ts';
import type { Limits } from './limits.ts';

/** A refusal inside a successful answer, in the vendor's own words. */
export interface HiddenRefusal {
  readonly code: number | string;
  readonly message?: string | undefined;
}

/** An item of a successful answer that failed on its own. */
export interface ItemFailure extends HiddenRefusal {
  readonly item: string;
}

/**
 * The failures in an answer: items of a call that the vendor accepted, or, with `call`, the failure of the call itself where
 * the envelope does not tell. `accepted` is for answers whose items tell it and whose envelope may say anything.
 */
export type Failures =
  | readonly ItemFailure[]
  | {
      readonly call: 'accepted' | HiddenRefusal;
      readonly items?: readonly ItemFailure[];
    };

/** The items of an answer that failed on their own. */
export function failedItemsOf(failures: Failures): readonly ItemFailure[] {
  return 'call' in failures ? (failures.items ?? []) : failures;
}

/** Returns the request of the next page of a list, or nothing at the end. */
export type NextPage<Request, Response> = (
  request: Request,
  response: Response,
) => Request | undefined;

/** One REST call of a vendor, declared once, as data with named types. What only documentation needs stands in its docstring. */
export interface Endpoint<Request, Response> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the base URL; `{name}` is filled from the request, arrays joined by a comma. */
  readonly path: string;
  readonly request: GenericSchema<Request, unknown>;
  readonly response: GenericSchema<Response, unknown>;
  readonly repeat: RepeatRule<Request>;
  readonly limits?: Limits;
  /** Group types of the vendor that take this call; absent where the call has none. */
  readonly groupTypes?: readonly string[];
  /** Request fields that go into the query string; by default all that are left over on GET and DELETE. */
  readonly query?: readonly (keyof Request & string)[];
  readonly fixedQuery?: Readonly<Record<string, string>>;
  /** Request fields that go into headers of the same name. */
  readonly headers?: readonly (keyof Request & string)[];
  /**
   * The source of the body: all other fields as one JSON object (`json`, the default but for GET and DELETE) or as parts of a
   * form, or one field as the whole JSON body.
   */
  readonly body?: 'json' | 'multipart' | { readonly field: keyof Request & string };
  /** `stream` for a download. */
  readonly answer?: 'json' | 'stream';
  /** `none` for a call that needs no credentials, as the one that fetches them. */
  readonly auth?: 'none';
  /** Answer fields with 64-bit integers: read as decimal strings, written as bare numbers. */
  readonly int64?: readonly string[];
  readonly page?: NextPage<Request, Response>;
  /** Finds the failures in an answer that the vendor may call a success; `Protocol.decode` throws a refused call. */
  readonly failures?: (response: Response, request: Request) => Failures;
}

/** Any endpoint, where its types do not matter. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where an endpoint's types are let go.
export type AnyEndpoint = Endpoint<any, any>;

/** Endpoints of one chapter, by method name. */
export type EndpointTable = Readonly<Record<string, AnyEndpoint>>;

/** All endpoints of the chapters of a vendor, by method name: the intersection of the tables. */
export type EndpointsOf<Tables> = {
  [Chapter in keyof Tables]: (table: Tables[Chapter]) => void;
}[keyof Tables] extends (table: infer All) => void
  ? All
  : never;

/** Puts the chapters of a vendor together. */
export function endpointsOf<Tables extends Readonly<Record<string, EndpointTable>>>(
  tables: Tables,
): EndpointsOf<Tables> {
  return Object.assign({}, ...Object.values(tables));
}

export type RequestOf<E> = E extends Endpoint<infer Request, infer _Response> ? Request : never;
export type ResponseOf<E> = E extends Endpoint<infer _Request, infer Response> ? Response : never;

/** Declarations by which an endpoint gives its method more than the call. */
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
