import type { VendorWebhooks } from '@imgroups/core/adapter';
import { createAgoraChatWebhooks, signAgoraChatCallback } from './webhooks.ts';

/** The key of the app in callbacks, whose form the vendor's pages do not tell: the receiver is given none. */
const anyAppKey = 'agora#chat';

/** Agora Chat's callbacks, for tools that work with any vendor. */
export const vendorWebhooks: VendorWebhooks = {
  receive: ({ app: _, ...options }) => createAgoraChatWebhooks(options),
  sign: ({ app: _, secret, body, url }) =>
    signAgoraChatCallback({ appKey: anyAppKey, secret, body, url }),
};
