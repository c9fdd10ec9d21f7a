import process from 'node:process';
import { defaultTransport } from '@imgroups/core/adapter';
import { suite } from './suite.ts';

const { argv, env } = process;
const sender =
  argv[2] === 'undici'
    ? (await import('@imgroups/core/undici')).undiciTransport()
    : defaultTransport();
console.log(await suite(JSON.parse(env.IMGROUPS_SETTINGS), sender));
await sender.close?.();
// Undici keeps its connections, and so the process.
process.exit();
