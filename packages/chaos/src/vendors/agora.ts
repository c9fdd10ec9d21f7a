import type { AgoraChatClient } from '@imgroups/easemob/agora';
import type { VendorParts } from '../vendor.ts';
import { vendorParts as easemobParts } from './easemob.ts';

/** As Easemob, which the service is, but for the credentials. */
export const vendorParts: VendorParts<AgoraChatClient> = {
  ...easemobParts,
  emulatorOptions: {},
  // They are made where they are needed.
  fetchesTokens: undefined,
  secrets: ['appCertificate'],
};
