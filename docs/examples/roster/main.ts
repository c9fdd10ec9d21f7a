import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { toNodeHandler } from '@imgroups/core/node';
import { createTencentWebhooks } from '@imgroups/tencent/webhooks';
import { readPort } from '../shared/port.ts';
import { runProgram } from '../shared/program.ts';
import { openTarget } from '../shared/target.ts';
import { UsageError } from '../shared/usage-error.ts';
import { createRoster } from './roster.ts';
import { showLostCallback } from './show-lost-callback.ts';

const usage = `Usage: pnpm example roster

Keeps a table of the members of each group: the callbacks of Tencent tell which group to read again, and a sweep over
all groups finds what no callback told.
With an account it runs until Ctrl-C: lead the address for callbacks in Tencent's console to it.
docs/guide/examples.md tells how to use an account.

PORT in the environment names the port; without it any free one is taken.
WEBHOOK_TOKEN is the authentication token of the console.`;

await runProgram(async ({ args, signal }) => {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean' } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const port = readPort(process.env.PORT);
  const target = await openTarget();
  try {
    const { control, provider } = target;
    if (provider.name !== 'tencent') {
      throw new UsageError('IMGROUPS_TARGET: this example takes the callbacks of tencent only');
    }
    const token = control ? 'secret' : process.env.WEBHOOK_TOKEN;
    if (!token) throw new UsageError('WEBHOOK_TOKEN: is not set');

    const roster = createRoster(provider);
    const webhooks = createTencentWebhooks({
      sdkAppId: provider.app,
      tokens: [token],
      on: roster.on,
      onError: (error) => console.error(String(error)),
    });
    const server = createServer(toNodeHandler(webhooks)).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    console.log(`Members of ${target.title}, by callbacks to ${url}\n`);

    if (control) {
      await showLostCallback({ provider, control, roster, settings: { url, token }, signal });
    } else {
      await roster.sweep(signal);
      console.log(`${roster.members.size} groups read. Stop it with Ctrl-C.`);
      if (!signal.aborted) await once(signal, 'abort');
    }
    server.closeAllConnections();
    server.close();
    return 0;
  } finally {
    await target.close();
  }
});
