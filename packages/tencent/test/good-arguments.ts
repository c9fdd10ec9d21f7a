import type { GoodArguments, GoodMethods } from '../../testing/src/good-options.ts';
import {
  clientOptions,
  cursorSecret,
  serverOptions,
  user,
  webhookOptions,
} from '../../testing/src/good-options.ts';

const app = { sdkAppId: 1_400_000_001, secretKey: 'secret'.repeat(8) };
const options = { ...app, administrator: 'administrator', ...clientOptions };

/** Right arguments of every function of the package, and of its emulator. */
export const goodArguments: GoodArguments = {
  createTencentWebhooks: [
    { sdkAppId: 1_400_000_001, tokens: ['token'], administrators: ['admin'], ...webhookOptions },
  ],
  signTencentCallback: [
    {
      sdkAppId: 1_400_000_001,
      token: 'token',
      body: { CallbackCommand: 'X' },
      url: 'http://localhost/',
      platform: 'RESTAPI',
      now: Date.now,
    },
  ],
  createTencentClient: [options],
  createTencentProvider: [{ ...options, cursorSecret }],
  tencentFromEnv: [
    { IMGROUPS_TENCENT_SDK_APP_ID: '1400000001', IMGROUPS_TENCENT_SECRET_KEY: 'secret' },
    { ...clientOptions, cursorSecret },
  ],
  createUserSig: [{ ...app, ...user, userbuf: new Uint8Array(3), now: Date.now }],
  createUserSigSync: [{ ...app, ...user, userbuf: new Uint8Array(3), now: Date.now }],
  createUserSigner: [{ ...app, now: Date.now }],
  verifyUserSig: [{ ...app, userId: 'alice', userSig: 'eJw', now: Date.now }],
  textMessage: ['hello'],
  customMessage: [{ Data: 'data' }],
  startTencentEmulator: [
    {
      ...serverOptions,
      sdkAppId: 1_400_000_001,
      secretKey: 'secret',
      webhooks: { url: 'http://127.0.0.1:2/', token: 'token' },
    },
  ],
};

/** A Tencent emulator that has seen nothing, as its control saves it. */
const emptyState = {
  accounts: { $map: [] },
  groups: [],
  groupsByUser: [],
  disbanded: { $set: [] },
  conversations: [],
  muted: { groups: { $map: [] }, chats: { $map: [] } },
  broadcasts: 0,
  groupSequence: 0,
};

/** The functions that make objects with functions for applications, and the right arguments of these. */
export const madeObjects: GoodMethods = {
  createUserSigner: { sign: [{ ...user, userbuf: new Uint8Array(3) }] },
  startTencentEmulator: {
    'control.reset': [],
    'control.importAccounts': [['u1']],
    'control.accounts': [],
    'control.enter': ['club', ['u1']],
    'control.leave': ['club', ['u1']],
    'control.apply': ['club', 'u1', 'text'],
    'control.sendMessage': ['club', 'u1', 'text'],
    'control.setWebhooks': [{ url: 'http://127.0.0.1:2/', token: 'token' }],
    'control.deliveries.list': [],
    'control.deliveries.clear': [],
    'control.deliveries.settled': [],
    'control.save': [],
    'control.load': [emptyState],
    'control.snapshot': [],
    'control.groups': [],
    'control.advanceClock': [1],
    'control.journal': [],
    'control.clearJournal': [],
    'control.addFault': [{ kind: 'status', endpoint: 'createGroup', status: 503, times: 1 }],
    'control.faults': [],
    'control.clearFaults': [],
  },
};
