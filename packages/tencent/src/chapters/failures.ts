import type { ItemFailure } from '@imgroups/core/adapter';

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

interface Result {
  readonly ErrorCode?: number | undefined;
  readonly ErrorInfo?: string | undefined;
}

/** The items of an answer whose own code is not 0. */
export function failedItems<Item extends Result>(
  items: readonly Item[] | undefined,
  nameOf: (item: Item, index: number) => string,
): readonly ItemFailure[] {
  return (items ?? []).flatMap((item, index) =>
    item.ErrorCode
      ? [{ item: nameOf(item, index), code: item.ErrorCode, message: item.ErrorInfo }]
      : [],
  );
}
