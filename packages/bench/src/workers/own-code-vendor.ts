import type { HttpRequest, Transport } from '@imgroups/core';
import type { CannedAnswer } from './canned-server.ts';

/** A build of an adapter. */
export interface Build {
  readonly isBefore: boolean;
  /** The server that requests go to; without it they are answered at once. */
  readonly baseUrl?: string | undefined;
  /** Imports an entry, such as `tencent/src/index`, with the type that it has today. */
  load<Module>(entry: string): Promise<Module>;
}

/** For each work of the list in `src/vendors/`: opens what it needs, and gives what does it once. */
export type OwnCode = Readonly<Record<string, (build: Build) => Promise<() => unknown>>>;

/** Answers at once; an answer is made for the first of all requests with the same path, page and body. */
export function instantTransport(cannedAnswer: CannedAnswer): Transport {
  const answers = new Map<string, string>();
  const headers = { 'content-type': 'application/json' };
  function answer({ url, body = '' }: HttpRequest): string {
    const key = `${url.split('?')[0]} ${/pagenum=\d+/.exec(url)} ${body}`;
    const known = answers.get(key) ?? cannedAnswer(new URL(url), String(body)) ?? '{}';
    answers.set(key, known);
    return known;
  }
  return { send: async (request) => ({ status: 200, headers, text: answer(request) }) };
}
