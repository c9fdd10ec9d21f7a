/** Does work of one build of an adapter; its requests are answered at once, or by the server. */
import { answerWith, tell } from './dialogue.ts';
import type { OwnCode } from './own-code-vendor.ts';

/** The number of times a work is to be done. */
export interface OwnQuestion {
  readonly work: string;
  readonly onLoopback: boolean;
  readonly times: number;
  readonly inFlight: number;
}

const [vendor = '', folder = '', version = '', port = ''] = process.argv.slice(2);
const { ownCode }: { readonly ownCode: OwnCode } = await import(`./vendors/${vendor}.ts`);
const started = new Map<string, () => unknown>();
tell({ ready: true });

/** Microseconds of processor time for each time. */
answerWith(async (question) => {
  const { work, onLoopback, times, inFlight } = question as OwnQuestion;
  const key = `${work} ${onLoopback}`;
  const once = started.get(key) ?? (await start(work, onLoopback));
  started.set(key, once);
  let left = times;
  async function workOn(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await once();
    }
  }
  const cpuBefore = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, workOn));
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / times };
});

async function start(work: string, onLoopback: boolean): Promise<() => unknown> {
  const once = await ownCode[work]?.({
    isBefore: version === '0.1',
    baseUrl: onLoopback ? `http://127.0.0.1:${port}` : undefined,
    load: (entry) => import(`${folder}/${entry}.mjs`),
  });
  if (!once) throw new Error(`no work ${work}`);
  return once;
}
