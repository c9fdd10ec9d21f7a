import type {
  BatchResult,
  DoneOutcome,
  FailedOutcome,
  Group,
  GroupKind,
  GroupProvider,
  ImGroupsError,
  Member,
  Outcome,
  Pages,
  PendingOutcome,
  Role,
} from '@imgroups/core/adapter';
import {
  createEasemobProvider,
  type EasemobClient,
  type EasemobProvider,
  type GroupDetail,
  type ListedMember,
} from '@imgroups/easemob';
import {
  createTencentProvider,
  type GroupInfoItem,
  type MemberProfile,
  type TencentClient,
  type TencentProvider,
} from '@imgroups/tencent';
import { describe, expectTypeOf, test } from 'vitest';

// Checked by tsc, never run: what must not compile is marked as an expected error.

declare const anyProvider: GroupProvider;
declare const tencent: TencentProvider;
declare const easemob: EasemobProvider;

describe('swapping the provider', () => {
  test('each provider stands where any can', () => {
    expectTypeOf(createTencentProvider).returns.toExtend<GroupProvider>();
    expectTypeOf(createEasemobProvider).returns.toExtend<GroupProvider>();
    expectTypeOf([tencent, easemob]).toExtend<GroupProvider[]>();
  });

  test('neutral results are the same type on both', () => {
    expectTypeOf(tencent.members.add).returns.resolves.toEqualTypeOf<BatchResult>();
    expectTypeOf(easemob.members.add).returns.resolves.toEqualTypeOf<BatchResult>();
    type Answer = Role | 'other' | undefined;
    expectTypeOf(tencent.members.getRole).returns.resolves.toEqualTypeOf<Answer>();
    expectTypeOf(easemob.members.getRole).returns.resolves.toEqualTypeOf<Answer>();
  });

  test('a group of any provider can be passed as it is', () => {
    type GroupArgument = Parameters<GroupProvider['members']['list']>[0];

    expectTypeOf<Group<GroupInfoItem>>().toExtend<GroupArgument>();
    expectTypeOf<Group<GroupDetail>>().toExtend<GroupArgument>();
    expectTypeOf<string>().toExtend<GroupArgument>();
  });

  test('names tell the providers apart', () => {
    expectTypeOf(tencent.name).toEqualTypeOf<'tencent'>();
    expectTypeOf(easemob.name).toEqualTypeOf<'easemob'>();
    expectTypeOf(anyProvider.name).toEqualTypeOf<string>();
  });
});

describe('capabilities', () => {
  test('Easemob creates standard groups only', () => {
    type Kind = NonNullable<Parameters<EasemobProvider['groups']['create']>[0]['kind']>;

    expectTypeOf<Kind>().toEqualTypeOf<'standard'>();
    // @ts-expect-error Easemob has no community.
    void easemob.groups.create({ name: 'Chess', ownerId: 'alice', kind: 'community' });
  });

  test('Tencent creates every kind', () => {
    type Kind = NonNullable<Parameters<TencentProvider['groups']['create']>[0]['kind']>;

    expectTypeOf<Kind>().toEqualTypeOf<GroupKind>();
    // @ts-expect-error No such kind.
    void tencent.groups.create({ name: 'Chess', ownerId: 'alice', kind: 'Public' });
  });

  test('are read by operation and kind', () => {
    expectTypeOf(anyProvider.capabilities['mutes.add'].work).toEqualTypeOf<
      'yes' | 'no' | 'depends'
    >();
    // @ts-expect-error No such operation.
    void anyProvider.capabilities['members.invite'];
  });
});

describe("the vendor's own", () => {
  test('objects are typed by provider', () => {
    expectTypeOf(tencent.groups.get).returns.resolves.toEqualTypeOf<Group<GroupInfoItem>>();
    expectTypeOf(easemob.groups.get).returns.resolves.toEqualTypeOf<Group<GroupDetail>>();
    expectTypeOf(tencent.members.list).returns.toEqualTypeOf<Pages<Member<MemberProfile>>>();
    expectTypeOf(easemob.members.list).returns.toEqualTypeOf<Pages<Member<ListedMember>>>();
  });

  test('objects of any provider are unknown', () => {
    expectTypeOf(anyProvider.groups.get).returns.resolves.toEqualTypeOf<Group<unknown>>();
    expectTypeOf(anyProvider.client).toBeUnknown();
  });

  test('clients are typed by provider', () => {
    expectTypeOf(tencent.client).toEqualTypeOf<TencentClient>();
    expectTypeOf(easemob.client).toEqualTypeOf<EasemobClient>();
  });

  test('extras are named by provider and operation', () => {
    const input = { name: 'Chess', ownerId: 'alice' };

    void anyProvider.groups.create(input, { providerOptions: { easemob: { custom: 'x' } } });
    // @ts-expect-error The extra of another operation.
    void anyProvider.groups.get('1', { providerOptions: { easemob: { custom: 'x' } } });
    // @ts-expect-error No such vendor.
    void anyProvider.groups.create(input, { providerOptions: { other: {} } });
  });
});

describe('batches', () => {
  test('an outcome tells itself apart by its status', () => {
    expectTypeOf<Extract<Outcome, { status: 'done' }>>().toEqualTypeOf<DoneOutcome>();
    expectTypeOf<Extract<Outcome, { status: 'pending' }>>().toEqualTypeOf<PendingOutcome>();
    expectTypeOf<Extract<Outcome, { status: 'failed' }>>().toEqualTypeOf<FailedOutcome>();
  });

  test('only what failed has an error', () => {
    expectTypeOf<BatchResult['failed'][number]['error']>().toEqualTypeOf<ImGroupsError>();
    expectTypeOf<DoneOutcome>().not.toHaveProperty('error');
  });

  test('ids come from any iterable of strings', () => {
    void anyProvider.members.add('1', new Set(['bob']));
    void anyProvider.members.add(
      '1',
      (async function* () {
        yield 'bob';
      })(),
    );
    // @ts-expect-error Numbers are no ids.
    void anyProvider.members.add('1', [1]);
  });

  test('a duration is seconds or a word', () => {
    void anyProvider.mutes.add('1', ['bob'], { seconds: 60 });
    void anyProvider.mutes.add('1', ['bob'], 'permanent');
    // @ts-expect-error A bare number has no unit.
    void anyProvider.mutes.add('1', ['bob'], 60);
  });
});

describe('lists', () => {
  test('are iterables and no promises', () => {
    expectTypeOf(anyProvider.members.list('1')).toExtend<AsyncIterable<Member>>();
    expectTypeOf(anyProvider.members.list('1')).not.toHaveProperty('then');
  });

  test('are no arrays', () => {
    expectTypeOf(anyProvider.members.list('1')).not.toHaveProperty('items');
    expectTypeOf(anyProvider.members.list('1')).not.toHaveProperty('map');
    expectTypeOf(anyProvider.members.list('1')).not.toHaveProperty('length');
  });

  test('are collected with a cap only', () => {
    void anyProvider.members.list('1').toArray({ maxItems: 10 });
    // @ts-expect-error How many at most?
    void anyProvider.members.list('1').toArray();
  });
});
