// Below what `src/adapters.ts` writes: the imports, and `application`, which gives a line for each vendor.

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
