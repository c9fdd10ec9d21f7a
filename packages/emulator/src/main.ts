import { runProgram } from './program.ts';

const { stdout, stderr } = process;

process.exitCode = await runProgram(process.argv.slice(2), {
  stdout,
  stderr,
  untilStopped: () =>
    new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve());
    }),
});
