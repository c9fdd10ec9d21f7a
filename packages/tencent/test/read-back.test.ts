import { type BatchResult, isImGroupsError } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { createTencentProvider, type TencentProvider } from '../src/index.ts';
import {
  type Answer,
  lostAnswer,
  optionsFor,
  refusal,
  scriptedService,
} from './scripted-service.ts';

function providerOf(script: Readonly<Record<string, readonly Answer[]>>): TencentProvider {
  return createTencentProvider({
    ...optionsFor(scriptedService(script)),
    retry: { maxRetries: 0 },
  });
}

const liveRoom = { id: 'room', kind: 'livestream' } as const;

/** A write whose answer is lost, and the read that looks for its effect. */
const writes: [string, string, string, (provider: TencentProvider) => Promise<BatchResult>][] = [
  [
    'members.remove',
    'delete_group_member',
    'get_role_in_group',
    ({ members }) => members.remove('g', ['bob']),
  ],
  [
    'members.add',
    'add_group_member',
    'get_role_in_group',
    ({ members }) => members.add('g', ['bob']),
  ],
  [
    'members.setRole',
    'modify_group_member_info',
    'get_role_in_group',
    ({ members }) => members.setRole('g', ['bob'], 'member'),
  ],
  [
    'members.setRole in a live room',
    'modify_admin',
    'get_admin_list',
    ({ members }) => members.setRole(liveRoom, ['bob'], 'member'),
  ],
  [
    'mutes.remove',
    'forbid_send_msg',
    'get_group_muted_account',
    ({ mutes }) => mutes.remove('g', ['bob']),
  ],
  [
    'blacklist.remove',
    'unban_group_member',
    'get_group_ban_member',
    ({ blacklist }) => blacklist.remove('g', ['bob']),
  ],
];

describe.each(writes)('%s whose answer was lost', (_, write, read, run) => {
  test('stays in doubt when the read succeeds without its list', async () => {
    const { outcomes } = await run(providerOf({ [write]: [lostAnswer()], [read]: [{}] }));

    expect(outcomes).toMatchObject([
      { userId: 'bob', status: 'failed', error: { code: 'unavailable', ambiguous: true } },
    ]);
  });
});

describe('the list of roles', () => {
  const stranger = { Member_Account: 'ghost', Role: 'NotMember' };

  test('proves nothing of a user whom it leaves out', async () => {
    const provider = providerOf({
      delete_group_member: [lostAnswer()],
      get_role_in_group: [{ UserIdList: [stranger] }],
    });

    const { outcomes } = await provider.members.remove('g', ['bob', 'ghost']);

    expect(outcomes).toMatchObject([
      { userId: 'bob', status: 'failed', error: { ambiguous: true } },
      { userId: 'ghost', status: 'done' },
    ]);
  });

  test.each([
    ['is missing', {}, 'is not a list but undefined'],
    ['is empty', { UserIdList: [] }, 'names no user'],
  ])('that %s is an answer that cannot be read', async (__, answer, what) => {
    const provider = providerOf({ get_role_in_group: [answer] });

    const error = await provider.members.getRole('g', 'bob').catch((thrown: unknown) => thrown);

    expect(isImGroupsError(error)).toBe(true);
    expect(error).toMatchObject({
      name: 'InvalidResponseError',
      endpoint: 'getRoleInGroup',
      field: 'UserIdList',
      message: `the answer's UserIdList ${what}`,
    });
  });

  test('that is missing does not make a refused transfer one to a stranger', async () => {
    const provider = providerOf({
      change_group_owner: [refusal(10004, 'no')],
      get_role_in_group: [{}],
    });

    const error = await provider.groups.transfer('g', 'bob').catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'invalid_argument', vendorCode: 10004 });
    expect((error as { reason?: string }).reason).toBeUndefined();
  });
});
