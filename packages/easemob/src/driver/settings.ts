import { unsupported } from '@imgroups/core/adapter';
import type { Dialect } from './dialect.ts';

/** The provider's options about its operations. */
export interface EasemobSettings {
  readonly dialect: Dialect;
  /** True if the vendor has switched on ids of your own. */
  readonly customGroupIds: boolean;
}

/** Refuses what older clusters cannot set: some drop it without a word. */
export function refuseNewerFields<Fields extends object>(
  { dialect }: EasemobSettings,
  given: Fields,
  newer: readonly (keyof Fields & string)[],
): void {
  if (dialect.newerFields) return;
  const field = newer.find((name) => given[name] !== undefined);
  if (field === undefined) return;
  throw unsupported(`${field}: ${dialect.title} cannot set it`, { field });
}
