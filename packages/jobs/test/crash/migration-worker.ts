/** Runs one phase of a migration in a process of its own, which kills itself at a commit of its journal. */
import { once } from 'node:events';
import { dieAtCommit, type Kill } from './die-at-commit.ts';
import { type PhaseEnd, type PhaseOrder, runPhase } from './run-phase.ts';

/** The task of the process. */
export interface PhaseWorkerOrder extends PhaseOrder {
  readonly kill?: Kill | undefined;
}

/** The message of the process at its end, where it was not killed. */
export interface PhaseMessage {
  readonly end: PhaseEnd;
  readonly commits: number;
}

const [{ kill, ...order }] = (await once(process, 'message')) as [PhaseWorkerOrder];
const death = dieAtCommit(kill);
const end = await runPhase(order);
process.send?.({ end, commits: death.commits } satisfies PhaseMessage, () => process.disconnect());
