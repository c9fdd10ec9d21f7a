import process from 'node:process';
import { suite } from './suite.ts';

const { argv, env } = process;
const settings = JSON.parse(env.IMGROUPS_SETTINGS);
if (argv[2] === 'undici') {
  const { undiciTransport } = await import('@imgroups/core/undici');
  const { Agent, getGlobalDispatcher } = await import('undici');
  // As the network guide says: there undici's HTTP/2 ends the process when a session was idle.
  const dispatcher = globalThis.Deno ? new Agent({ allowH2: false }) : undefined;
  console.log(await suite(settings, undiciTransport({ dispatcher })));
  await (dispatcher ?? getGlobalDispatcher()).close?.();
} else {
  console.log(await suite(settings));
}
// No process.exit: nothing that is left open may keep the process.
