import { UnsupportedError } from '@imgroups/core';
import type { easemobEndpoints } from '../endpoints.ts';
import type { ProviderContext } from './provider-context.ts';

/** Where clusters of the legacy flavour take shorter lists in one call. */
export const legacyMaxItems: Readonly<Partial<Record<keyof typeof easemobEndpoints, number>>> = {
  muteMembers: 10,
};

/** Refuses what clusters of the legacy flavour cannot set: some drop it without a word. */
export function refuseNewerFields<Fields extends object>(
  { flavour }: Pick<ProviderContext, 'flavour'>,
  given: Fields,
  newer: readonly (keyof Fields & string)[],
): void {
  if (flavour !== 'legacy') return;
  const field = newer.find((name) => given[name] !== undefined);
  if (field === undefined) return;
  throw new UnsupportedError(`${field}: clusters of the legacy flavour cannot set it`, {
    provider: 'easemob',
  });
}
