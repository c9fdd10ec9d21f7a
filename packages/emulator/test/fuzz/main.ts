import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type Addresses, fuzzEmulator } from './fuzz-emulator.ts';
import type { Health } from './server.ts';

/** The growth of the heap that is allowed at the end, when everything was reset. */
const maxGrowth = 64 * 1024 * 1024;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    from: { type: 'string', default: '0' },
  },
});
const seed = Number(values.seed);
const requests = Number(values.requests);
console.log(`fuzzing both emulators and their control with ${requests} requests, seed ${seed}`);

const child = fork(new URL('./server.ts', import.meta.url), [], {
  execArgv: ['--expose-gc', '--conditions=@imgroups/source'],
});
let exit: number | null | undefined;
child.once('exit', (code) => {
  exit = code;
});
const [addresses] = (await once(child, 'message')) as [Addresses];

async function health(): Promise<Health> {
  const answer = once(child, 'message');
  child.send('health');
  const [told] = (await answer) as [Health];
  return told;
}

const before = await fuzzEmulator(addresses, { seed, requests: 500 }).then(health);
let largest = 0;
const faults = await fuzzEmulator(addresses, {
  seed,
  requests,
  from: Number(values.from),
  async onProgress(sent) {
    if (exit !== undefined)
      throw new Error(`the emulator ended with ${exit} after ${sent} requests`);
    if (sent % 10_000 !== 0) return;
    const { heapUsed } = await health();
    largest = Math.max(largest, heapUsed);
    console.log(`${sent} requests, heap ${toMegabytes(heapUsed)} MB`);
  },
});
const after = await health();
child.disconnect();

for (const fault of faults.slice(0, 20)) console.error(fault);
const growth = after.heapUsed - before.heapUsed;
console.log(
  `${requests} requests: ${faults.length} faults; heap ${toMegabytes(before.heapUsed)} MB before, ` +
    `${toMegabytes(after.heapUsed)} MB after, at most ${toMegabytes(largest)} MB; ` +
    `prototypes changed: ${after.pollutedBy.length}`,
);
process.exitCode = faults.length > 0 || growth > maxGrowth || after.pollutedBy.length > 0 ? 1 : 0;

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
