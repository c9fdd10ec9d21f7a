import type { GroupProvider } from '@imgroups/core';
import type { Group } from '@imgroups/core/adapter';

/** Groups of one page of the list. */
const pageSize = 1000;

/** A provider of so many groups that asks nobody, so that a job over them costs what its engine costs. */
export function idleProvider(count: number): GroupProvider {
  async function* pages() {
    for (let start = 0; start < count; start += pageSize) {
      const size = Math.min(pageSize, count - start);
      const items = Array.from({ length: size }, (_, index) => ({ id: `group${start + index}` }));
      yield { items, nextCursor: `${start + size}` };
    }
  }
  const list = () => ({ pages });
  const provider = {
    ...{ name: 'idle', app: 'bench', canonicalUserId: (userId: string) => userId },
    capabilities: { 'groups.list': {} },
    groups: { list, get: async ({ id }: Group) => ({ id, kind: 'standard', name: id }) },
    ...{ members: { list }, mutes: { list }, blacklist: { list } },
  };
  return provider as unknown as GroupProvider;
}
