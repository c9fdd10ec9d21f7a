import { defaultTransport } from '@imgroups/core/adapter';
import { runtimeSuite } from './runtime-suite.ts';

/** Runs on Node, Bun and Deno; a worker has a beginning of its own. */
const { argv, env } = globalThis.process;
const applications = JSON.parse(env.IMGROUPS_SETTINGS ?? '');
const sender =
  argv[2] === 'undici'
    ? (await import('@imgroups/core/undici')).undiciTransport()
    : defaultTransport();
const result = await runtimeSuite(applications, sender);
await sender.close?.();
console.log(`on ${navigator.userAgent}`);
console.log(`RESULT ${JSON.stringify(result)}`);
