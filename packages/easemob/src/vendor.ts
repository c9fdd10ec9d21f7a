/**
 * The package's descriptor, for tools that work with any vendor.
 *
 * @module
 */
import type { Vendor } from '@imgroups/core/adapter';
import { easemobOperations } from './driver/operations.ts';
import { easemobTables } from './endpoints.ts';
import { easemobFromEnv } from './from-env.ts';
import { createEasemobProvider } from './provider.ts';

/** Easemob, for tools that work with any vendor. */
export const easemob: Vendor<'easemob'> = {
  name: 'easemob',
  titles: { en: 'Easemob', zh: '环信 IM' },
  chapters: easemobTables,
  operations: easemobOperations,
  createProvider: createEasemobProvider,
  fromEnv: easemobFromEnv,
  webhooks: async () => (await import('./webhooks/vendor-webhooks.ts')).vendorWebhooks,
};
