import { createTencentClient } from '@imgroups/tencent';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, sendText, startTencent, type TencentSetup } from './tencent-client.ts';

const service = 'openim_msg_ext_http_svc';

let setup: TencentSetup;
let groupId: string;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(async () => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice']);
  groupId = await createGroup(setup, 'Public');
  await sendText(setup, groupId, 'Vote!', { SupportMessageExtension: 1 });
  await sendText(setup, groupId, 'Do not.');
});

const get = (more: object = {}) =>
  setup.call(`${service}/group_get_key_values`, { GroupId: groupId, MsgSeq: 1, ...more });

const change = (more: object, at: TencentSetup = setup) =>
  at.call(`${service}/group_set_key_values`, {
    GroupId: groupId,
    MsgSeq: 1,
    OperateType: 1,
    ...more,
  });

const pairs = (...keys: string[]) => keys.map((Key) => ({ Key, Value: `${Key}!` }));

describe('extensions of a message', () => {
  test('pairs of one call share a version, and come in the order of versions', async () => {
    const first = await change({ ExtensionList: pairs('b', 'a') });
    await change({ ExtensionList: pairs('b') });

    const answer = await get();

    expect(first.ExtensionList).toEqual([
      { ErrorCode: 0, Extension: { Key: 'b', Value: 'b!', Seq: 1 } },
      { ErrorCode: 0, Extension: { Key: 'a', Value: 'a!', Seq: 1 } },
    ]);
    expect(answer).toMatchObject({
      ExtensionList: [
        { Key: 'a', Value: 'a!', Seq: 1 },
        { Key: 'b', Value: 'b!', Seq: 2 },
      ],
      CompleteFlag: 1,
      LatestSeq: 2,
      ClearSeq: 0,
    });
  });

  test('can be read from a version on', async () => {
    await change({ ExtensionList: pairs('a') });
    await change({ ExtensionList: [{ Key: 'b', Value: 'b!', Seq: null }] });

    expect((await get({ StartSeq: 2 })).ExtensionList).toMatchObject([{ Key: 'b' }]);
  });

  test('can be deleted one by one, which is a version as well', async () => {
    await change({ ExtensionList: pairs('a', 'b') });

    const answer = await change({ OperateType: 2, ExtensionList: [{ Key: 'a' }] });

    expect(answer.ExtensionList).toEqual([
      { ErrorCode: 0, Extension: { Key: 'a', Value: '', Seq: 2 } },
    ]);
    expect(await get()).toMatchObject({ ExtensionList: [{ Key: 'b' }], LatestSeq: 2 });
  });

  test('can be cleared', async () => {
    await change({ ExtensionList: pairs('a', 'b') });

    const answer = await change({ OperateType: 3 });

    expect(answer).not.toHaveProperty('ExtensionList');
    expect(await get()).toMatchObject({ ExtensionList: [], LatestSeq: 2, ClearSeq: 2 });
  });

  test('above 200 they come in pages, which the client reads to the end', async () => {
    const keys = Array.from({ length: 300 }, (_, index) => `key${index}`);
    for (let from = 0; from < keys.length; from += 20) {
      await change({ ExtensionList: pairs(...keys.slice(from, from + 20)) });
    }
    const client = createTencentClient(setup.emulator);

    const read = new Set<string>();
    const sizes: number[] = [];
    for await (const page of client.groupGetKeyValues.pages({ GroupId: groupId, MsgSeq: 1 })) {
      sizes.push(page.ExtensionList?.length ?? 0);
      for (const { Key } of page.ExtensionList ?? []) read.add(Key);
    }

    expect(read).toEqual(new Set(keys));
    expect(sizes).toEqual([200, 120]);
    expect((await change({ ExtensionList: pairs('one more') })).ErrorCode).toBe(10004);
    expect((await change({ ExtensionList: pairs('key7') })).ErrorCode).toBe(0);
  });

  test.each([
    ['to set no pairs', {}, 10004],
    ['to delete no pairs', { OperateType: 2, ExtensionList: [] }, 10004],
    ['to set no value', { ExtensionList: [{ Key: 'a' }] }, 10004],
    ['another operation', { OperateType: 4, ExtensionList: pairs('a') }, 10004],
    ['21 pairs', { ExtensionList: Array(21).fill({ Key: 'a', Value: '1' }) }, 10004],
    ['a key of 101 bytes', { ExtensionList: pairs('a'.repeat(101)) }, 10004],
    ['a value of 1,001 bytes', { ExtensionList: [{ Key: 'a', Value: 'a'.repeat(1001) }] }, 10004],
    ['a message that takes none', { MsgSeq: 2, ExtensionList: pairs('a') }, 23002],
    ['a message that does not exist', { MsgSeq: 99, ExtensionList: pairs('a') }, 23004],
    ['a group that does not exist', { GroupId: 'never', ExtensionList: pairs('a') }, 10015],
  ])('%s is refused', async (_, request, code) => {
    expect((await change(request)).ErrorCode).toBe(code);
  });

  test('of a message that does not exist cannot be read', async () => {
    expect((await get({ MsgSeq: 99 })).ErrorCode).toBe(23004);
  });

  test('of a message that takes none are none', async () => {
    expect(await get({ MsgSeq: 2 })).toMatchObject({ ErrorCode: 0, ExtensionList: [] });
  });

  test('in a live room do not exist', async () => {
    const liveRoom = await createGroup(setup, 'AVChatRoom');

    expect((await get({ GroupId: liveRoom })).ErrorCode).toBe(10007);
  });

  test('where the plan has none are refused', async () => {
    const small = await startTencent({ messageExtensions: false });
    const GroupId = await createGroup(small, 'Public');

    expect((await change({ GroupId, OperateType: 3 }, small)).ErrorCode).toBe(10008);
    await small.emulator.close();
  });

  test('are set 200 times a minute at most, per message', async () => {
    const limited = await startTencent({ rateScale: 0.02, now: () => 1_800_000_000_000 });
    const GroupId = await createGroup(limited, 'Public');
    await sendText(limited, GroupId, 'Vote!', { SupportMessageExtension: 1 });

    const codes: number[] = [];
    for (let call = 0; call < 5; call += 1) {
      codes.push((await change({ GroupId, OperateType: 3 }, limited)).ErrorCode);
      limited.emulator.control.advanceClock(1);
    }

    expect(codes).toEqual([0, 0, 0, 0, 23003]);
    await limited.emulator.close();
  });
});

describe('versions', () => {
  test('are not checked for an administrator', async () => {
    await change({ ExtensionList: pairs('a') });

    const answer = await change({ ExtensionList: [{ Key: 'a', Value: '2', Seq: 9 }] });

    expect(answer.ExtensionList).toMatchObject([{ ErrorCode: 0, Extension: { Seq: 2 } }]);
  });

  test('are checked per pair where the emulator is asked to', async () => {
    const strict = await startTencent({ checkExtensionSeq: true });
    const GroupId = await createGroup(strict, 'Public');
    await sendText(strict, GroupId, 'Vote!', { SupportMessageExtension: 1 });
    await change({ GroupId, ExtensionList: pairs('a') }, strict);

    const answer = await change(
      { GroupId, ExtensionList: [{ Key: 'a', Value: '2' }, ...pairs('b')] },
      strict,
    );

    expect(answer.ExtensionList).toEqual([
      { ErrorCode: 23001, Extension: { Key: 'a', Value: 'a!', Seq: 1 } },
      { ErrorCode: 0, Extension: { Key: 'b', Value: 'b!', Seq: 2 } },
    ]);
    await strict.emulator.close();
  });
});
