import type { Target } from '../shared/target.ts';
import type { Organisation } from './organisation.ts';
import { markOf } from './sync.ts';

/** One account of the sample does not exist, as happens when somebody has just left. */
const unknown = 'left-last-week';

/** Accounts for everybody, and a group that has fallen behind: an old name, a member who left, a lead who is none. */
export async function prepareEmulator(
  { provider, control }: Pick<Target, 'provider' | 'control'>,
  { owner, departments }: Organisation,
): Promise<void> {
  const everybody = departments.flatMap(({ leads, members }) => [...leads, ...members]);
  const accounts = new Set([owner, 'mallory', ...everybody]);
  accounts.delete(unknown);
  control?.importAccounts([...accounts]);

  const behind = departments.at(-1);
  if (!behind) return;
  const description = markOf(behind);
  const group = await provider.groups.create({ name: '售后', ownerId: owner, description });
  const [first, ...others] = behind.members;
  if (first === undefined) return;
  (await provider.members.add(group, [first, ...others.slice(1), 'mallory'])).throwIfFailed();
  (await provider.members.setRole(group, [first], 'admin')).throwIfFailed();
}
