import type { VendorEntry } from '../../vendor-entry.ts';
import {
  type EasemobEmulator,
  type EasemobEmulatorOptions,
  startEasemobEmulator,
} from './index.ts';

/** Easemob in the registry. */
export const easemobEntry: VendorEntry<'easemob', EasemobEmulatorOptions, EasemobEmulator> = {
  name: 'easemob',
  titles: { en: 'Easemob', zh: '环信' },
  defaultPort: 4102,
  start: startEasemobEmulator,
  async introduce({ baseUrl, appKey, clientId, clientSecret }) {
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
          body: { groupname: 'Chess', public: true, owner: 'alice', members: ['bob'] },
        },
      ],
    };
  },
};
