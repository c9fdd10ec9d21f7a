/** One HTTP request, complete. Its URL and headers may hold secrets. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData | undefined;
  /** `stream` when the body of the answer is to be handed on as it comes. */
  readonly answer?: 'text' | 'stream' | undefined;
}

/** One HTTP answer, read to its end. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Only for a successful request that asked for a stream. */
  readonly stream?: ReadableStream<Uint8Array> | undefined;
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** The largest answer that is read as text; a larger one is rejected as an `InvalidResponseError`. */
  readonly maxAnswerBytes?: number | undefined;
  /** The request changes something: it must reach the server at most once, whatever the runtime would do by itself. */
  readonly once?: boolean | undefined;
}

/**
 * Sends HTTP: once, without following redirects, and answers with every status.
 *
 * When no answer came it rejects with what the runtime reported, or with a `TransportError` of its own. The call makes its
 * error of it: only what surely never left is not `ambiguous`.
 */
export interface Transport {
  send(request: HttpRequest, options?: SendOptions): Promise<HttpResponse>;
  close?(): Promise<void>;
}
