import { type GroupProvider, invalid } from '@imgroups/core/adapter';
import { easemobSide } from './easemob.ts';
import { tencentSide } from './tencent.ts';
import type { VendorSide } from './vendor-side.ts';

/** The vendors between which groups can be moved. */
const sides: readonly VendorSide[] = [tencentSide, easemobSide];

export function sideOf({ name }: GroupProvider, option: 'source' | 'target'): VendorSide {
  const side = sides.find(({ descriptor }) => descriptor.name === name);
  if (side) return side;
  const known = sides.map(({ descriptor }) => descriptor.name).join(' and ');
  throw invalid(option, `groups are moved between ${known}, not ${name}`).toError();
}
