import type { GroupView, JournalEntry } from '@imgroups/emulator';
import { connectEasemob } from '../easemob-session.ts';
import { connectTencent } from '../tencent-session.ts';
import { type Proving, userIds } from '../vendor.ts';
import { toWorld } from '../world.ts';

/** How emulators elsewhere are reached: what the factories of the providers take. */
export interface Applications {
  readonly tencent: Parameters<typeof connectTencent>[0] & { readonly baseUrl: string };
  readonly easemob: Parameters<typeof connectEasemob>[0] & { readonly host: string };
}

/** Both vendors in emulators elsewhere, driven over HTTP. */
export function remoteVendors({ tencent, easemob }: Applications): readonly Proving[] {
  return [
    {
      name: 'tencent',
      ...controlOf(tencent.baseUrl),
      connect: (options) => connectTencent(tencent, options),
    },
    {
      name: 'easemob',
      ...controlOf(easemob.host),
      connect: (options) => connectEasemob(easemob, options),
    },
  ];
}

function controlOf(baseUrl: string): Pick<Proving, 'reset' | 'world' | 'journal'> {
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
