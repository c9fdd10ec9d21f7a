import { nativeMethod, testAnyArguments } from '../../testing/src/any-arguments.ts';
import { createTencentProvider } from '../src/index.ts';
import { type Answer, optionsFor, scriptedService } from './scripted-service.ts';

interface Body {
  readonly GroupId?: string;
  readonly GroupIdList: readonly string[];
  readonly User_Account: readonly string[];
  readonly MemberList: readonly { readonly Member_Account: string }[];
}

/** A service that does what it is asked, whoever and whatever is named. */
const service = scriptedService({
  create_group: ({ GroupId = 'club' }: Body): Answer => ({ GroupId }),
  get_group_info: ({ GroupIdList }: Body): Answer => ({
    GroupInfo: GroupIdList.map((GroupId) => ({ GroupId, Type: 'Public', Name: 'Club' })),
  }),
  get_appid_group_list: [{ GroupIdList: [{ GroupId: 'club' }] }],
  get_joined_group_list: [{ TotalCount: 1, GroupIdList: [{ GroupId: 'club' }] }],
  get_group_member_info: [
    { MemberNum: 1, MemberList: [{ Member_Account: 'bob', Role: 'Member' }] },
  ],
  get_role_in_group: ({ User_Account }: Body): Answer => ({
    UserIdList: User_Account.map((Member_Account) => ({ Member_Account, Role: 'Member' })),
  }),
  add_group_member: ({ MemberList }: Body): Answer => ({
    MemberList: MemberList.map(({ Member_Account }) => ({ Member_Account, Result: 1 })),
  }),
  get_group_muted_account: [{ MutedAccountList: [] }],
  get_group_ban_member: [{ BannedAccountList: [] }],
  ...Object.fromEntries(
    [
      'modify_group_base_info',
      'destroy_group',
      'change_group_owner',
      'delete_group_member',
      'modify_group_member_info',
      'forbid_send_msg',
      'ban_group_member',
      'unban_group_member',
      'modify_admin',
      'send_group_msg',
      'modify_group_attr',
    ].map((command) => [command, [{}]]),
  ),
});
const { secretKey: _, ...options } = optionsFor(service);
const provider = createTencentProvider({ ...options, userSig: () => 'signature' });

const { client } = provider;
const clientMethods = [
  nativeMethod('createGroup', client.createGroup, { Type: 'Public', Name: 'Club' }),
  nativeMethod('getGroupInfo', client.getGroupInfo, { GroupIdList: ['club'] }),
  nativeMethod('getAppIdGroupList', client.getAppIdGroupList, { Limit: 5, Next: '0' }),
  nativeMethod('addGroupMember', client.addGroupMember, {
    GroupId: 'club',
    MemberList: [{ Member_Account: 'bob' }],
  }),
  nativeMethod('sendGroupMsg', client.sendGroupMsg, {
    GroupId: 'club',
    Random: 7,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }],
  }),
  nativeMethod('modifyGroupAttr', client.modifyGroupAttr, {
    GroupId: 'club',
    GroupAttr: [{ key: 'k', value: 'v' }],
  }),
];

testAnyArguments(provider, clientMethods, () => service.calls.length);
