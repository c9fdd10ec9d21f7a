import type { Vendor as Descriptor } from '@imgroups/core/adapter';
import type { GroupView, JournalEntry } from '@imgroups/emulator';
import { provingOf } from '../proving.ts';
import { type Proving, userIds, type VendorParts } from '../vendor.ts';
import { toWorld } from '../world.ts';

/** A vendor whose emulator runs elsewhere. */
export interface RemoteVendor {
  readonly vendor: Descriptor;
  readonly parts: VendorParts;
  /** What the factory of the provider takes. */
  readonly app: object;
  /** Where the emulator is. */
  readonly baseUrl: string;
}

/** Makes trials of a vendor elsewhere, by commands over HTTP. */
export function remoteVendor({ vendor, parts, app, baseUrl }: RemoteVendor): Proving {
  async function command(method: string, name: string, body: object = {}) {
    const response = await fetch(`${baseUrl}/_emulator/${name}`, {
      method,
      headers: { 'x-imgroups-control': '1', 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${name}: ${response.status}`);
    return response.json();
  }
  return {
    ...provingOf(vendor, parts, app),
    async reset() {
      await command('POST', 'reset');
      await command('POST', 'accounts', { userIds });
    },
    async world() {
      const { groups }: { groups: GroupView[] } = await command('GET', 'groups');
      return toWorld(groups);
    },
    async journal() {
      const { journal }: { journal: JournalEntry[] } = await command('GET', 'journal');
      return journal;
    },
  };
}
