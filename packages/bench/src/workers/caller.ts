import { type Callers, peers } from './callers.ts';
import { answerWith, tell } from './dialogue.ts';
import { profile } from './profile.ts';

/** The number of calls, and of concurrent ones; with `profile`, a profile of their time. */
export interface CallQuestion {
  readonly calls: number;
  readonly inFlight: number;
  readonly profile?: boolean;
}

/** The cost of each call, in microseconds. */
export interface CallAnswer {
  readonly cpu: number;
  readonly elapsed: number;
}

const [vendor = '', name = '', port] = process.argv.slice(2);
const callers: Callers = vendor === '' ? peers : (await import(`./vendors/${vendor}.ts`)).callers;
const start = callers[name];
if (!start) throw new Error(`no caller ${name}`);
const call = await start(Number(port));
tell({ ready: true });

answerWith(async (question) => {
  const asked = question as CallQuestion;
  return asked.profile ? profile(() => measure(asked)) : measure(asked);
});

async function measure({ calls, inFlight }: CallQuestion): Promise<CallAnswer> {
  let left = calls;
  async function callOn(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await call();
    }
  }
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, callOn));
  const elapsed = ((performance.now() - startedAt) * 1000) / calls;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / calls, elapsed };
}
