/**
 * The package's descriptor, for tools that work with any vendor.
 *
 * @module
 */
import type { Vendor } from '@imgroups/core/adapter';
import { tencentOperations } from './driver/operations.ts';
import { tencentTables } from './endpoints.ts';
import { tencentFromEnv } from './from-env.ts';
import { createTencentProvider } from './provider.ts';

/** Tencent Cloud Chat, for tools that work with any vendor. */
export const tencent: Vendor<'tencent'> = {
  name: 'tencent',
  titles: { en: 'Tencent Cloud Chat', zh: '腾讯云即时通信 IM' },
  chapters: tencentTables,
  operations: tencentOperations,
  createProvider: createTencentProvider,
  fromEnv: tencentFromEnv,
  webhooks: async () => (await import('./webhooks/vendor-webhooks.ts')).vendorWebhooks,
};
