import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readPort } from '../shared/port.ts';
import { runProgram } from '../shared/program.ts';
import { openTarget } from '../shared/target.ts';
import { UsageError } from '../shared/usage-error.ts';
import { appWith } from './app.module.ts';
import { callService } from './call-service.ts';

const usage = `Usage: pnpm example nestjs [--serve]

Starts a NestJS service for groups and members, calls it, prints what it answers, and stops.
With an account, or with --serve, it makes no calls of its own and runs until Ctrl-C.
docs/guide/examples.md tells how to use an account.

PORT in the environment names the port; without it any free one is taken.`;

await runProgram(async ({ args, signal }) => {
  const { values } = parseArgs({
    args,
    options: { serve: { type: 'boolean', default: false }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const port = readPort(process.env.PORT);
  // With several processes: the same secret for all of them, from the configuration.
  const target = await openTarget({ cursorSecret: randomBytes(32).toString('hex') });
  const app = await NestFactory.create(
    appWith(() => target.provider),
    {
      logger: new ConsoleLogger({
        logLevels: ['error', 'warn'],
        colors: process.stdout.isTTY === true,
      }),
    },
  );
  try {
    await app.listen(port, '127.0.0.1').catch((error: unknown) => {
      throw isTaken(error) ? new UsageError(`PORT: ${port} is taken`) : error;
    });
    const url = await app.getUrl();
    console.log(`Groups of ${target.title}, served at ${url}\n`);
    if (target.control && !values.serve) {
      target.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
      await callService(url, console.log);
    } else {
      console.log('Stop it with Ctrl-C.');
      if (!signal.aborted) await once(signal, 'abort');
    }
    return 0;
  } finally {
    // Closes the provider, too.
    await app.close();
    await target.close();
  }
});

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
