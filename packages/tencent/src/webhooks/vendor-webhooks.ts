import type { VendorWebhooks } from '@imgroups/core/adapter';
import { createTencentWebhooks } from './create-tencent-webhooks.ts';
import { signTencentCallback } from './sign.ts';

/** Tencent's callbacks, for tools that work with any vendor. */
export const vendorWebhooks: VendorWebhooks = {
  receive: ({ app, secrets, ...handlers }) =>
    createTencentWebhooks({ sdkAppId: app, tokens: secrets, ...handlers }),
  sign: ({ app, secret, body, url }) =>
    signTencentCallback({
      sdkAppId: app,
      token: secret,
      body: { CallbackCommand: '', ...body },
      url,
    }),
};
