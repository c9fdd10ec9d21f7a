import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@imgroups/core/node';
import {
  createEasemobWebhooks,
  type EasemobWebhookOptions,
  type GroupEvent,
} from '@imgroups/easemob/webhooks';
import { createTencentWebhooks, type TencentWebhookOptions } from '@imgroups/tencent/webhooks';
import { type Emulator, startEmulator } from '../src/index.ts';

const token = 'token';
const secret = 's3cr3t';

/** A server of a test. */
export interface TestServer {
  readonly url: string;
  readonly close: () => void;
}

/** Serves a handler of `node:http`. */
export async function serve(handler: Parameters<typeof createServer>[1]): Promise<TestServer> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/im`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Both emulators, which send to a receiver whose events are kept. */
export async function startWithReceivers(
  tencentOptions: Partial<TencentWebhookOptions> = {},
  easemobOptions: Partial<EasemobWebhookOptions> = {},
) {
  const emulator: Emulator = await startEmulator({ rateScale: 0 });
  const { sdkAppId } = emulator.tencent;
  const { appKey } = emulator.easemob;
  const events: GroupEvent[] = [];
  const errors: unknown[] = [];
  const shared = {
    onAny: (event: GroupEvent) => void events.push(event),
    onError: (error: unknown) => void errors.push(error),
  };
  const tencent = await serve(
    toNodeHandler(
      createTencentWebhooks({
        ...shared,
        sdkAppId,
        tokens: [token],
        ...tencentOptions,
      } as TencentWebhookOptions),
    ),
  );
  const easemob = await serve(
    toNodeHandler(
      createEasemobWebhooks({
        ...shared,
        appKey,
        secrets: [secret],
        ...easemobOptions,
      } as EasemobWebhookOptions),
    ),
  );
  const settings = {
    tencent: { url: tencent.url, token },
    easemob: { url: easemob.url, secret },
  };
  return {
    emulator,
    events,
    errors,
    settings,
    async close() {
      await emulator.close();
      tencent.close();
      easemob.close();
    },
  };
}
