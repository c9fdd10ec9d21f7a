import { createUserSig } from '@imgroups/tencent';
import type { VendorEntry } from '../../vendor-entry.ts';
import {
  startTencentEmulator,
  type TencentEmulator,
  type TencentEmulatorOptions,
} from './index.ts';

const userSigSeconds = 86_400;

/** Tencent in the registry. */
export const tencentEntry: VendorEntry<'tencent', TencentEmulatorOptions, TencentEmulator> = {
  name: 'tencent',
  titles: { en: 'Tencent Cloud Chat', zh: '腾讯云即时通信 IM' },
  defaultPort: 4101,
  start: startTencentEmulator,
  async introduce({ baseUrl, sdkAppId, secretKey, administrator }) {
    const userSig = await createUserSig({
      sdkAppId,
      secretKey,
      userId: administrator,
      expireSeconds: userSigSeconds,
    });
    const query = new URLSearchParams({
      sdkappid: String(sdkAppId),
      identifier: administrator,
      usersig: userSig,
      random: '1',
      contenttype: 'json',
    });
    return {
      fields: { baseUrl, sdkAppId, secretKey, administrator },
      text: 'Create a group (the signature in the URL is good for a day):',
      calls: [
        {
          url: `${baseUrl}/v4/group_open_http_svc/create_group?${query}`,
          body: { Type: 'Public', Name: 'Chess', Owner_Account: 'alice' },
        },
      ],
    };
  },
};
