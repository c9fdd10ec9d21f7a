import { type LimitOverrides, unsupported } from '@imgroups/core/adapter';
import type { Flavour } from '../mapping/group.ts';

/** What the options of a provider say about its operations. */
export interface EasemobSettings {
  readonly flavour: Flavour;
  /** Whether the vendor has switched on ids of your own. */
  readonly customGroupIds: boolean;
}

/** Clusters of the legacy flavour take shorter lists in one call. */
const legacyLimits: LimitOverrides = { muteMembers: { items: { max: 10 } } };

export function limitsOfFlavour({ flavour }: EasemobSettings): LimitOverrides {
  return flavour === 'legacy' ? legacyLimits : {};
}

/** Refuses what clusters of the legacy flavour cannot set: some drop it without a word. */
export function refuseNewerFields<Fields extends object>(
  { flavour }: EasemobSettings,
  given: Fields,
  newer: readonly (keyof Fields & string)[],
): void {
  if (flavour !== 'legacy') return;
  const field = newer.find((name) => given[name] !== undefined);
  if (field === undefined) return;
  throw unsupported(`${field}: clusters of the legacy flavour cannot set it`, { field });
}
