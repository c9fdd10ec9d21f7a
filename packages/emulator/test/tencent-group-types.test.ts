import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import table from './fixtures/tencent-group-types.json' with { type: 'json' };
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

/** A request of each command that succeeds where the type of the group allows it; bob is a member. */
const requests: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  get_group_member_info: { Next: '' },
  get_specified_group_member_info: { Member_List_Account: ['bob'] },
  modify_group_base_info: { Name: 'Chess club' },
  add_group_member: { MemberList: [{ Member_Account: 'carol' }] },
  delete_group_member: { MemberToDel_Account: ['bob'] },
  modify_group_member_info: { Member_Account: 'bob', Role: 'Admin' },
  destroy_group: {},
  get_role_in_group: { User_Account: ['bob'] },
  forbid_send_msg: { Members_Account: ['bob'], MuteTime: 60 },
  get_group_muted_account: {},
  change_group_owner: { NewOwner_Account: 'bob' },
  get_group_ban_member: { Offset: 0 },
  ban_group_member: { Members_Account: ['bob'], Duration: 60 },
  unban_group_member: { Members_Account: ['bob'] },
  'group_open_avchatroom_http_svc/modify_admin': { CommandType: 1, Admin_Account: ['bob'] },
  'group_open_avchatroom_http_svc/get_admin_list': {},
};

describe.each(['newest', 'guide'] as const)('under the rules of the %s pages', (rules) => {
  let setup: TencentSetup;
  beforeAll(async () => {
    setup = await startTencent({ rules });
  });
  afterAll(() => setup.emulator.close());

  const rows = Object.entries({ ...table.newest, ...table[rules] }).flatMap(([command, codes]) =>
    Object.entries(codes).map(([type, code]) => [command, type, code] as const),
  );

  test.each(rows)('%s of a group of type %s answers %i', async (command, type, code) => {
    const members = type === 'AVChatRoom' ? {} : { MemberList: [{ Member_Account: 'bob' }] };
    const groupId = await createGroup(setup, type, members);

    const answer = await setup.call(command, { GroupId: groupId, ...requests[command] });

    expect(answer.ErrorCode).toBe(code);
  });
});
