import type { VendorWebhooks } from '@imgroups/core/adapter';
import { createEasemobWebhooks } from './create-easemob-webhooks.ts';
import { signEasemobCallback } from './sign.ts';

/** Easemob's callbacks, for tools that work with any vendor. */
export const vendorWebhooks: VendorWebhooks = {
  receive: ({ app, secrets, ...handlers }) =>
    createEasemobWebhooks({ appKey: app, secrets, ...handlers }),
  sign: ({ app, secret, body, url }) => signEasemobCallback({ appKey: app, secret, body, url }),
};
