import { agora } from '@imgroups/easemob/agora/vendor';
import { easemobSide } from './easemob.ts';
import type { VendorSide } from './vendor-side.ts';

/** The same service under another brand, by the guesses of its provider where its pages are silent. */
export const agoraSide: VendorSide = {
  ...easemobSide,
  descriptor: agora,
  addsSilently: false,
  memberPage: 100,
};
