import type { Target } from '../shared/target.ts';

export const groupsOfTheEmulator = 30;

/** Groups of different sizes. */
export async function prepareEmulator({
  provider,
  control,
}: Pick<Target, 'provider' | 'control'>): Promise<void> {
  const users = Array.from({ length: 180 }, (_, index) => `user-${index + 1}`);
  control?.importAccounts(['owner', ...users]);
  for (let number = 1; number <= groupsOfTheEmulator; number += 1) {
    // Ids of your own at Easemob have only small letters and digits.
    const id = `group${number}`;
    const group = await provider.groups.create({ id, name: `Group ${number}`, ownerId: 'owner' });
    (await provider.members.add(group, users.slice(0, number * 6))).throwIfFailed();
  }
}
