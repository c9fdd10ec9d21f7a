import type { VendorEmulator } from '../../vendor-emulator.ts';
import {
  type EasemobEmulator,
  type EasemobEmulatorOptions,
  startEasemobEmulator,
} from './index.ts';
import { easemobAppOptions } from './settings.ts';

/** The emulator of Easemob in the registry. */
export const easemobEmulator: VendorEmulator<EasemobEmulatorOptions, EasemobEmulator> = {
  defaultPort: 4102,
  appOptions: easemobAppOptions,
  providerOptions: { customGroupIds: true },
  start: startEasemobEmulator,
  async introduce({ baseUrl, appKey, clientId, clientSecret }, [owner, ...others]) {
    const appUrl = `${baseUrl}/${appKey.replace('#', '/')}`;
    return {
      fields: { baseUrl, appKey, clientId, clientSecret },
      text: 'Get a token, then create a group with it:',
      calls: [
        {
          url: `${appUrl}/token`,
          body: {
            grant_type: 'client_credentials',
            client_id: clientId,
            client_secret: clientSecret,
          },
        },
        {
          url: `${appUrl}/chatgroups`,
          headers: { Authorization: 'Bearer <access_token>' },
          body: { groupname: 'Chess', public: true, owner, members: others.slice(0, 1) },
        },
      ],
    };
  },
};
