import type { Target } from '../shared/target.ts';

const users = ['bob', 'carol', 'dave', 'erin', 'spammer'];

/** The groups of the sample. `staff` is a `work` group where the vendor has that kind, and carol is not in `trade`. */
export async function prepareEmulator({
  provider,
  control,
}: Pick<Target, 'provider' | 'control'>): Promise<void> {
  control?.importAccounts(['moderator', ...users]);
  const hasWorkGroups = provider.capabilities['groups.create'].work === 'yes';
  for (const id of ['lobby', 'trade', 'staff']) {
    const kind = id === 'staff' && hasWorkGroups ? 'work' : 'standard';
    const group = await provider.groups.create({ id, kind, name: id, ownerId: 'moderator' });
    const members = users.filter((userId) => !(id === 'trade' && userId === 'carol'));
    (await provider.members.add(group, members)).throwIfFailed();
  }
  (await provider.mutes.add('lobby', ['erin'], { seconds: 86_400 })).throwIfFailed();
}
