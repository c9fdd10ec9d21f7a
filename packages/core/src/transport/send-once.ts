/** Options of Deno's fetch beside the standard ones. */
interface DenoClient {
  close(): void;
}

interface MaybeDeno {
  readonly Deno?: {
    readonly createHttpClient?: (options: { readonly poolMaxIdlePerHost: number }) => DenoClient;
  };
}

/** Options of fetch with which a request reaches a server once, or not at all. */
export interface SendOnce {
  options(method: string): RequestInit;
  close(): void;
}

/**
 * Keeps runtimes from sending a request again by themselves. When a kept-alive connection is cut after the server read the
 * request, Bun's fetch sends anything but a POST again, and Deno's fetch everything; neither does so on a new connection.
 * Elsewhere fetch sends once, and these options change nothing.
 */
export function createSendOnce(): SendOnce {
  let client: DenoClient | undefined;
  return {
    options(method) {
      const { Deno } = globalThis as MaybeDeno;
      client ??= Deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 });
      if (client) return { client } as RequestInit;
      return method === 'POST' ? {} : { keepalive: false };
    },
    close() {
      client?.close();
      client = undefined;
    },
  };
}
