import type { AnyEndpoint } from '@imgroups/core/adapter';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import guide from '../../tencent/test/fixtures/operations.json' with { type: 'json' };
import newest from './fixtures/tencent-newest-group-types.json' with { type: 'json' };
import { startTencent, type TencentSetup } from './tencent-client.ts';
import {
  type EndpointName,
  type ReadyGroup,
  readyGroup,
  requestOf,
} from './tencent-operation-requests.ts';

interface Operation {
  readonly operation: string;
  readonly groupTypes: readonly string[] | null;
}

const types = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'];

/** Codes for a type that an operation does not take, where the vendor documents another one than 10007; 0 = no error, and no effect. */
const codes: Readonly<Record<string, number>> = {
  deleteGroupMember: 10004,
  groupMsgRecall: 10033,
  groupMsgGetSimple: 10044,
  modifyGroupMsg: 20001,
  setUnreadMsgNum: 0,
  deleteGroupMsgBySender: 0,
  // A broadcast names no group; it only reaches live rooms.
  sendBroadcastMsg: 0,
};

/** Live rooms only, by the text of the guide, which has no table for them. */
const liveRoomOperations = ['modifyAdmin', 'getAdminList', 'checkMembers'].map((operation) => ({
  operation,
  groupTypes: ['AVChatRoom'],
}));

function cellsOf(operations: readonly Operation[]) {
  return operations.flatMap(({ operation, groupTypes }) =>
    groupTypes === null
      ? []
      : types.map((type) => {
          const code = groupTypes.includes(type) ? 0 : (codes[operation] ?? 10007);
          return [operation as EndpointName, type, code] as const;
        }),
  );
}

const listed: readonly Operation[] = newest.operations;

/** Endpoints that came after the table was copied: by what they declare. */
const later: readonly Operation[] = Object.entries<AnyEndpoint>(tencentEndpoints).flatMap(
  ([operation, { groupTypes }]) =>
    groupTypes && !listed.some((row) => row.operation === operation)
      ? [{ operation, groupTypes }]
      : [],
);

const tables = {
  guide: [...cellsOf(guide.operations), ...cellsOf(liveRoomOperations)],
  newest: cellsOf([...listed, ...later]),
};

test('the guide has a table of 210 cells', () => {
  expect(cellsOf(guide.operations)).toHaveLength(210);
});

test('the newest table lists endpoints that are about groups of a type, and no others', () => {
  const typed = Object.entries<AnyEndpoint>(tencentEndpoints).flatMap(([name, { groupTypes }]) =>
    groupTypes ? [name] : [],
  );

  expect(listed).toHaveLength(68);
  expect(listed.filter(({ operation }) => !typed.includes(operation))).toEqual([]);
});

describe.each(['guide', 'newest'] as const)('under the rules of the %s pages', (rules) => {
  let setup: TencentSetup;
  /** A group of each type, and the state of a service that has nothing else. */
  const prepared = new Map<string, { readonly group: ReadyGroup; readonly state: unknown }>();
  beforeAll(async () => {
    setup = await startTencent({ rules });
    const { control } = setup.emulator;
    for (const type of types) {
      control.reset();
      control.importAccounts(['alice', 'bob', 'carol']);
      const group = await readyGroup(setup, type);
      prepared.set(type, { group, state: control.save() });
    }
  });
  afterAll(() => setup.emulator.close());

  function loadGroup(type: string): ReadyGroup {
    const { group, state } = prepared.get(type) ?? {};
    if (!group) throw new Error(`no group of type ${type} is prepared`);
    setup.emulator.control.load(state);
    return group;
  }

  test.each(tables[rules])('%s of a group of type %s answers %i', async (operation, type, code) => {
    const group = loadGroup(type);
    const path = tencentEndpoints[operation].path.replace('/v4/', '');

    const answer = await setup.call(path, requestOf(operation, group));

    expect(answer.ErrorCode, answer.ErrorInfo).toBe(code);
  });
});

describe('a success without effect', () => {
  const silent: [EndpointName, string][] = [
    ['setUnreadMsgNum', 'ChatRoom'],
    ['setUnreadMsgNum', 'AVChatRoom'],
    ['deleteGroupMsgBySender', 'AVChatRoom'],
    ['sendBroadcastMsg', 'Public'],
  ];

  test.each(silent)('%s leaves a group of type %s as it is', async (operation, type) => {
    const setup = await startTencent({ now: () => 1_800_000_000_000 });
    const group = await readyGroup(setup, type);
    const before = JSON.stringify(setup.emulator.control.snapshot());

    await setup.call(
      tencentEndpoints[operation].path.replace('/v4/', ''),
      requestOf(operation, group),
    );

    expect(JSON.stringify(setup.emulator.control.snapshot())).toBe(before);
    await setup.emulator.close();
  });
});
