import {
  createEasemobProvider,
  type EasemobProviderOptions,
  type GroupProvider,
  isImGroupsError,
} from '@imgroups/easemob';
import { createTencentProvider, type TencentProviderOptions } from '@imgroups/tencent';

export interface Settings {
  readonly tencent: TencentProviderOptions;
  readonly easemob: EasemobProviderOptions;
}

const cursorSecret = 'a sealed cursor needs 32 characters or more';

/** Uses both vendors; a line for each. */
export async function application({ tencent, easemob }: Settings): Promise<string[]> {
  return [
    await useGroups(createTencentProvider({ ...tencent, cursorSecret })),
    await useGroups(createEasemobProvider({ ...easemob, cursorSecret })),
  ];
}

/** Signs in, writes, reads with a sealed cursor, and fails: every part that is loaded on first use. */
export async function useGroups(provider: GroupProvider): Promise<string> {
  const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
  const { outcomes } = await provider.members.add(group, ['bob', 'ghost']);
  const added = outcomes.map((outcome) => {
    const why = outcome.status === 'failed' ? ` ${outcome.error.reason}` : '';
    return `${outcome.userId} ${outcome.status}${why}`;
  });

  const first = await provider.members.list(group, { pageSize: 1 }).first();
  const rest = first.nextCursor
    ? await provider.members
        .list(group, { pageSize: 1, cursor: first.nextCursor })
        .toArray({ maxItems: 10 })
    : [];
  const members = [...first.items, ...rest].map(({ userId, role }) => `${userId} ${role}`).sort();

  const missing = await provider.groups.get('0').then(
    () => 'found',
    (error: unknown) => (isImGroupsError(error) ? error.reason : String(error)),
  );
  await provider.close();
  return `${provider.name}: ${added.join(', ')}; ${members.join(', ')}; ${missing}`;
}
