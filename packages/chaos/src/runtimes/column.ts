import type { LostReplies } from './runtime-suite.ts';

/** In the order of the columns in docs/reliability.md. */
export const runtimes = ['Node 22', 'Node 24', 'Node 26', 'Bun', 'Deno', 'workerd'] as const;

/** The results of the suites on one runtime, over one transport. */
export interface Column {
  readonly runtime: (typeof runtimes)[number];
  readonly version: string;
  readonly transport: 'fetch' | 'undici';
  readonly tls: boolean;
  /** The version of HTTP that it spoke: `1.1`, or `2.0`. */
  readonly http: string;
  readonly lostReplies: LostReplies;
}
