import type { GoodArguments } from '../../testing/src/good-options.ts';
import {
  clientOptions,
  cursorSecret,
  serverOptions,
  user,
  webhookOptions,
} from '../../testing/src/good-options.ts';

const app = { appKey: 'org#app', clientId: 'id', clientSecret: 'secret' };
const options = { ...app, baseUrl: 'http://127.0.0.1:2', ...clientOptions };

/** Right arguments of every function of the package, and of its emulator. */
export const goodArguments: GoodArguments = {
  createEasemobWebhooks: [{ appKey: 'org#app', secrets: ['secret'], ...webhookOptions }],
  signEasemobCallback: [
    { appKey: 'org#app', secret: 'secret', body: {}, url: 'http://localhost/', now: Date.now },
  ],
  createEasemobClient: [options],
  createEasemobProvider: [{ ...options, cursorSecret }],
  easemobFromEnv: [
    {
      IMGROUPS_EASEMOB_APP_KEY: 'org#app',
      IMGROUPS_EASEMOB_CLIENT_ID: 'id',
      IMGROUPS_EASEMOB_CLIENT_SECRET: 'secret',
      IMGROUPS_EASEMOB_REGION: 'china1',
    },
    { ...clientOptions, cursorSecret },
  ],
  createDynamicUserToken: [{ ...app, ...user, now: Date.now }],
  resolveEasemobBaseUrl: [
    { appKey: 'org#app', directory: 'http://127.0.0.1:2', ...clientOptions, limits: {} },
  ],
  easemobErrorMeaning: [{ status: 404, error: 'service_resource_not_found', description: 'x' }],
  startEasemobEmulator: [
    {
      ...serverOptions,
      ...app,
      tokenTtl: 3600,
      webhooks: { url: 'http://127.0.0.1:2/', secret: 'secret' },
    },
  ],
};
