import type { GroupProvider, OperationOptions } from '@imgroups/core';
import { expectTypeOf, test } from 'vitest';
import type { EasemobClient, EasemobProvider, GroupDetail } from '../src/index.ts';

test('the provider can stand where any provider can', () => {
  expectTypeOf<EasemobProvider>().toExtend<GroupProvider>();
});

test('only standard groups can be created', () => {
  type Input = Parameters<EasemobProvider['groups']['create']>[0];

  expectTypeOf<Input['kind']>().toEqualTypeOf<'standard' | undefined>();
});

test('what comes from the vendor has its own type', () => {
  type Group = Awaited<ReturnType<EasemobProvider['groups']['get']>>;

  expectTypeOf<Group['raw']>().toEqualTypeOf<GroupDetail>();
});

test('extras are typed by operation', () => {
  type Extras = NonNullable<OperationOptions<'groups.create'>['providerOptions']>['easemob'];

  expectTypeOf<NonNullable<Extras>['custom']>().toEqualTypeOf<string | undefined>();
});

test('paged calls have pages, and batches have failures', () => {
  expectTypeOf<EasemobClient['listGroups']>().toHaveProperty('pages');
  expectTypeOf<EasemobClient['removeMembers']>().toHaveProperty('failures');
  expectTypeOf<EasemobClient['deleteGroup']>().not.toHaveProperty('pages');
});
