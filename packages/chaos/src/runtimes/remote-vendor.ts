import type { Vendor as Descriptor } from '@imgroups/core/adapter';
import { provingOf } from '../proving.ts';
import { type Proving, userIds, type VendorParts } from '../vendor.ts';
import { toWorld } from '../world.ts';
import { remoteControl } from './remote-control.ts';

/** A vendor whose emulator runs elsewhere. */
export interface RemoteVendor {
  readonly vendor: Descriptor;
  readonly parts: VendorParts;
  /** The argument of the provider's factory. */
  readonly app: object;
  /** The address of the emulator. */
  readonly baseUrl: string;
}

/** Makes trials of a vendor elsewhere, by commands over HTTP. */
export function remoteVendor({ vendor, parts, app, baseUrl }: RemoteVendor): Proving {
  const control = remoteControl(baseUrl);
  return {
    ...provingOf(vendor, parts, app),
    async reset() {
      await control.reset();
      await control.importAccounts(userIds);
    },
    save: control.save,
    async load(state) {
      await control.load(state);
      await control.clearJournal();
    },
    async world() {
      const [groups, state] = await Promise.all([control.groups(), control.snapshot()]);
      return toWorld(groups, parts.effectsIn(state as never));
    },
    journal: control.journal,
  };
}
