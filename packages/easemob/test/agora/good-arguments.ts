import type { GoodArguments } from '../../../testing/src/good-options.ts';
import {
  clientOptions,
  cursorSecret,
  serverOptions,
  user,
  webhookOptions,
} from '../../../testing/src/good-options.ts';

const app = {
  appId: '0123456789abcdef0123456789abcdef',
  appCertificate: 'fedcba9876543210fedcba9876543210',
};
const options = { ...app, baseUrl: 'http://127.0.0.1:2', ...clientOptions };

/** Right arguments of every function for Agora Chat, and of its emulator. */
export const goodArguments: GoodArguments = {
  createAgoraChatWebhooks: [{ appKey: 'org#app', secrets: ['secret'], ...webhookOptions }],
  signAgoraChatCallback: [
    { appKey: 'org#app', secret: 'secret', body: {}, url: 'http://localhost/', now: Date.now },
  ],
  createAgoraChatClient: [options],
  createAgoraChatProvider: [{ ...options, cursorSecret }],
  agoraFromEnv: [
    {
      IMGROUPS_AGORA_APP_ID: app.appId,
      IMGROUPS_AGORA_APP_CERTIFICATE: app.appCertificate,
      IMGROUPS_AGORA_BASE_URL: 'http://127.0.0.1:2',
    },
    { ...clientOptions, cursorSecret },
  ],
  createAgoraChatToken: [{ ...app, ...user, now: Date.now }],
  verifyAgoraChatToken: [{ ...app, userId: 'alice', token: '007eJw', now: Date.now }],
  startAgoraEmulator: [
    {
      ...serverOptions,
      ...app,
      webhooks: { url: 'http://127.0.0.1:2/', secret: 'secret' },
    },
  ],
};
