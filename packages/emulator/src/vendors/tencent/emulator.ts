import { createUserSig } from '@imgroups/tencent';
import type { VendorEmulator } from '../../vendor-emulator.ts';
import {
  startTencentEmulator,
  type TencentEmulator,
  type TencentEmulatorOptions,
} from './index.ts';

const userSigSeconds = 86_400;

import { tencentAppOptions } from './settings.ts';

/** The emulator of Tencent in the registry. */
export const tencentEmulator: VendorEmulator<TencentEmulatorOptions, TencentEmulator> = {
  defaultPort: 4101,
  appOptions: tencentAppOptions,
  providerOptions: {},
  start: startTencentEmulator,
  async introduce({ baseUrl, sdkAppId, secretKey, administrator }, [owner]) {
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
          body: { Type: 'Public', Name: 'Chess', Owner_Account: owner },
        },
      ],
    };
  },
};
