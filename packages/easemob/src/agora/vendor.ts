/**
 * The package's descriptor of Agora Chat, for tools that work with any vendor.
 *
 * @module
 */
import type { Vendor } from '@imgroups/core/adapter';
import { agoraTables } from './endpoints.ts';
import { agoraFromEnv } from './from-env.ts';
import { agoraOperations } from './operations.ts';
import { createAgoraChatProvider } from './provider.ts';

/** Agora Chat, for tools that work with any vendor. */
export const agora: Vendor<'agora'> = {
  name: 'agora',
  module: '@imgroups/easemob/agora',
  titles: { en: 'Agora Chat', zh: '声网 Agora Chat' },
  chapters: agoraTables,
  operations: agoraOperations,
  createProvider: createAgoraChatProvider,
  fromEnv: agoraFromEnv,
  webhooks: async () => (await import('./vendor-webhooks.ts')).vendorWebhooks,
};
