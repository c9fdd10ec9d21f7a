import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(async () => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob']);
  await createGroup(setup, 'Public', { GroupId: 'club' });
});

const call = (command: string, body: object = {}) =>
  setup.call(command, { GroupId: 'club', ...body });
const attributes = async () => (await call('group_open_attr_http_svc/get_group_attr')).GroupAttrAry;
const counters = async () => (await call('get_group_counter')).GroupCounter;

describe('attributes', () => {
  test('modifying merges, setting replaces', async () => {
    await call('set_group_attr', {
      GroupAttr: [
        { key: 'topic', value: 'dune' },
        { key: 'room', value: '1' },
      ],
    });
    await call('modify_group_attr', { GroupAttr: [{ key: 'room', value: '2' }] });
    const merged = await attributes();

    await call('set_group_attr', { GroupAttr: [{ key: 'topic', value: 'emma' }] });

    expect(merged).toEqual([
      { key: 'topic', value: 'dune' },
      { key: 'room', value: '2' },
    ]);
    expect(await attributes()).toEqual([{ key: 'topic', value: 'emma' }]);
  });

  test('single ones can be deleted, and all of them cleared', async () => {
    await call('set_group_attr', { GroupAttr: ['a', 'b', 'c'].map((key) => ({ key, value: '' })) });

    await call('delete_group_attr', { GroupAttr: [{ key: 'b' }] });
    const left = await attributes();
    await call('clear_group_attr');

    expect(left).toEqual([
      { key: 'a', value: '' },
      { key: 'c', value: '' },
    ]);
    expect(await attributes()).toEqual([]);
  });

  test('deleting an unknown one deletes none', async () => {
    await call('set_group_attr', { GroupAttr: [{ key: 'a', value: '' }] });

    const answer = await call('delete_group_attr', { GroupAttr: [{ key: 'a' }, { key: 'b' }] });

    expect(answer.ErrorCode).toBe(10050);
    expect(await attributes()).toEqual([{ key: 'a', value: '' }]);
  });

  test('they are read under both services', async () => {
    const answer = await call('group_open_http_svc/get_group_attr');

    expect(answer).toMatchObject({ ErrorCode: 0, GroupAttrAry: [] });
  });

  const refused: [string, object[], number][] = [
    ['a key of 33 bytes', [{ key: '键'.repeat(11), value: '' }], 10045],
    ['a value of 4,001 bytes', [{ key: 'a', value: 'x'.repeat(4001) }], 10046],
    ['17 keys', Array.from({ length: 17 }, (_, index) => ({ key: `${index}`, value: '' })), 10047],
    [
      'values of more than 16,000 bytes',
      Array.from({ length: 5 }, (_, index) => ({ key: `${index}`, value: 'x'.repeat(4000) })),
      10048,
    ],
    ['no attribute at all', [], 10004],
  ];

  test.each(refused)('%s is refused', async (_, GroupAttr, code) => {
    const answer = await call('set_group_attr', { GroupAttr });

    expect(answer.ErrorCode).toBe(code);
  });

  test('the limits hold for what several calls add up to', async () => {
    const ten = (prefix: string) =>
      Array.from({ length: 10 }, (_, index) => ({ key: `${prefix}${index}`, value: 'x' }));
    await call('modify_group_attr', { GroupAttr: ten('a') });

    const answer = await call('modify_group_attr', { GroupAttr: ten('b') });

    expect(answer.ErrorCode).toBe(10047);
    expect(await attributes()).toHaveLength(10);
  });

  test('the sixth write of a group within a second is refused, reads and other groups are not', async () => {
    const limited = await startTencent({ rateScale: 1, now: () => 1_800_000_000_000 });
    const [one, other] = [
      await createGroup(limited, 'Public'),
      await createGroup(limited, 'Public'),
    ];
    const write = (GroupId: string) =>
      limited.call('set_group_attr', { GroupId, GroupAttr: [{ key: 'a', value: '' }] });

    const codes: number[] = [];
    for (let count = 0; count < 6; count += 1) codes.push((await write(one)).ErrorCode);
    const elsewhere = await write(other);
    const read = await limited.call('group_open_attr_http_svc/get_group_attr', { GroupId: one });

    expect(codes).toEqual([0, 0, 0, 0, 0, 10049]);
    expect([elsewhere.ErrorCode, read.ErrorCode]).toEqual([0, 0]);
    await limited.emulator.close();
  });

  test('each write raises their version', async () => {
    await call('set_group_attr', { GroupAttr: [{ key: 'a', value: '' }] });
    await call('clear_group_attr');

    const [group] = setup.emulator.control.snapshot().groups;
    expect(group).toMatchObject({ Attributes: {}, AttributesVersion: 2 });
  });
});

describe('counters', () => {
  test('they are set, increased and decreased, from 0 where they are new', async () => {
    await call('update_group_counter', { Mode: 'Set', GroupCounter: [{ Key: 'like', Value: 5 }] });
    await call('update_group_counter', {
      Mode: 'Increase',
      GroupCounter: [{ Key: 'like', Value: 1 }],
    });

    const answer = await call('update_group_counter', {
      Mode: 'Decrease',
      GroupCounter: [{ Key: 'gift', Value: 2 }],
    });

    expect(answer.GroupCounter).toEqual([{ Key: 'gift', Value: -2 }]);
    expect(await counters()).toEqual([
      { Key: 'like', Value: 6 },
      { Key: 'gift', Value: -2 },
    ]);
  });

  test('they hold 64 bits exactly', async () => {
    const highest = '9223372036854775807';

    await setup.callForText(
      'update_group_counter',
      `{"GroupId":"club","Mode":"Set","GroupCounter":[{"Key":"like","Value":${highest}}]}`,
    );

    const text = await setup.callForText('get_group_counter', '{"GroupId":"club"}');
    expect(text).toContain(`"Value":${highest}`);
  });

  test('one that would leave 64 bits stays as it is', async () => {
    await call('update_group_counter', { Mode: 'Set', GroupCounter: [{ Key: 'like', Value: 1 }] });

    const answer = await setup.callForText(
      'update_group_counter',
      '{"GroupId":"club","Mode":"Increase","GroupCounter":[{"Key":"like","Value":9223372036854775807}]}',
    );

    expect(JSON.parse(answer).ErrorCode).toBe(10004);
    expect(await counters()).toEqual([{ Key: 'like', Value: 1 }]);
  });

  test('unknown ones are left out of the answer', async () => {
    await call('update_group_counter', { Mode: 'Set', GroupCounter: [{ Key: 'like', Value: 1 }] });

    const answer = await call('get_group_counter', { GroupCounterKeys: ['gift', 'like'] });

    expect(answer.GroupCounter).toEqual([{ Key: 'like', Value: 1 }]);
  });

  test('without keys all are deleted, with an empty list none', async () => {
    await call('update_group_counter', { Mode: 'Set', GroupCounter: [{ Key: 'like', Value: 1 }] });

    const empty = await call('delete_group_counter', { GroupCounterKeys: [] });
    const before = await counters();
    await call('delete_group_counter');

    expect([empty.ErrorCode, before]).toEqual([10004, [{ Key: 'like', Value: 1 }]]);
    expect(await counters()).toEqual([]);
  });

  test('the 21st key is refused, also across calls', async () => {
    const keys = (prefix: string, length: number) =>
      Array.from({ length }, (_, index) => ({ Key: `${prefix}${index}`, Value: 1 }));
    const set = (GroupCounter: object[]) =>
      call('update_group_counter', { Mode: 'Set', GroupCounter });

    const codes = [
      (await set(keys('a', 21))).ErrorCode,
      (await set(keys('a', 20))).ErrorCode,
      (await set(keys('b', 1))).ErrorCode,
    ];

    expect(codes).toEqual([10063, 0, 10063]);
  });

  test('a plan without counters is refused', async () => {
    const small = await startTencent({ counters: false });
    const GroupId = await createGroup(small, 'Public');

    const answer = await small.call('get_group_counter', { GroupId });

    expect(answer.ErrorCode).toBe(10059);
    await small.emulator.close();
  });
});
