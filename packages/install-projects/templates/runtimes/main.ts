import process from 'node:process';
import { suite } from './suite.ts';

const { argv, env, versions } = process;
const settings = JSON.parse(env.IMGROUPS_SETTINGS);
const undici = await import('undici');
// Kept longer than the suites take, and not closed: as it closes a connection of HTTP/2, undici may end the process (network guide).
const dispatcher = globalThis.Bun ? undefined : new undici.Agent({ keepAliveTimeout: 600_000 });
if (argv[2] === 'undici') {
  const { undiciTransport } = await import('@imgroups/core/undici');
  console.log(await suite(settings, undiciTransport({ dispatcher })));
} else {
  // The fetch of Node 26 is made of the same undici.
  if (versions.undici?.startsWith('8.')) undici.setGlobalDispatcher(dispatcher);
  console.log(await suite(settings));
}
// No process.exit: idle connections keep no process.
