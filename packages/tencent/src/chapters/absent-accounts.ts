import type { ItemFailure } from '@imgroups/core';

interface Named {
  readonly Member_Account: string;
}

/** The accounts of a request that a successful answer leaves out. */
export function absentAccounts(
  asked: readonly string[],
  answered: readonly Named[] = [],
): readonly ItemFailure[] {
  const given = new Set(answered.map(({ Member_Account }) => Member_Account));
  return asked
    .filter((userId) => !given.has(userId))
    .map((userId) => ({ item: userId, code: 'absent' }));
}
