import { setFlagsFromString } from 'node:v8';
import { exitCodes } from './exit-codes.ts';
import type { Host } from './host.ts';
import { runProgram } from './program.ts';

const host: Host = {
  env: process.env,
  // Node opens each where it is asked for.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  onSignal(listener) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, listener);
  },
  exit: process.exit,
  saveMemory: () => setFlagsFromString('--optimize-for-size'),
};

const code = await runProgram(process.argv.slice(2), host);
// The program of `emulator start` sets its own.
if (code !== exitCodes.done) process.exitCode = code;
