import type { LostReply } from './runtime-suite.ts';

/** In the order of the columns in docs/reliability.md. */
export const runtimes = ['Node 22', 'Node 24', 'Node 26', 'Bun', 'Deno', 'workerd'] as const;

/** What lost replies led to on one runtime, over one transport. */
export interface Column {
  readonly runtime: (typeof runtimes)[number];
  readonly transport: string;
  readonly lostReplies: readonly LostReply[];
}
