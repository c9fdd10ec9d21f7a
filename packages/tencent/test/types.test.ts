import type { GroupProvider } from '@imgroups/core';
import { expectTypeOf, test } from 'vitest';
import type { GroupInfoItem, TencentProvider } from '../src/index.ts';

test('what the vendor said is typed', () => {
  type Read = Awaited<ReturnType<TencentProvider['groups']['get']>>;

  expectTypeOf<Read['raw']>().toEqualTypeOf<GroupInfoItem>();
});

test('a provider of the vendor is a provider', () => {
  expectTypeOf<TencentProvider>().toExtend<GroupProvider>();
});

test('extras of an operation are typed by their name', () => {
  type Options = NonNullable<Parameters<TencentProvider['members']['remove']>[2]>;
  type Extras = NonNullable<Options['providerOptions']>['tencent'];

  expectTypeOf<Extras>().toEqualTypeOf<{ Reason?: string | undefined } | undefined>();
});

test('what a kind cannot do is known to the compiler', () => {
  expectTypeOf<
    TencentProvider['capabilities']['members.add']['livestream']
  >().toEqualTypeOf<'no'>();
});
