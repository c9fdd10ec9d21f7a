import { type HttpResponse, type Logger, unlimited } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  neutral,
  type Reading,
  testAnswersAsBytes,
  testHostileAnswers,
} from '../../testing/src/hostile-answers.ts';
import { createTencentProvider, type TencentProvider } from '../src/index.ts';
import { optionsFor, scriptedService } from './scripted-service.ts';

const envelope = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };

/** A provider whose service answers one command with a text, and the others with nothing but success. */
function providerWith(
  command: string,
  text: string,
  others: Readonly<Record<string, object>> = {},
  logger?: Logger,
): TencentProvider {
  const answer: HttpResponse = { status: 200, headers: {}, text };
  const scripts = Object.entries(others).map(([name, body]) => [name, [body]]);
  const service = scriptedService({ ...Object.fromEntries(scripts), [command]: [answer] });
  const { secretKey: _, ...options } = optionsFor(service);
  return createTencentProvider({
    ...options,
    userSig: () => 'signature',
    retry: { maxRetries: 0 },
    logger,
  });
}

type Run = (provider: TencentProvider) => Promise<unknown>;

function reading(
  command: string,
  parts: Omit<Reading, 'run' | 'answer'> & {
    readonly answer: object;
    readonly run: Run;
    readonly others?: Readonly<Record<string, object>>;
  },
): Reading {
  const { run, others, answer, ...rest } = parts;
  return {
    ...rest,
    answer: { ...envelope, ...answer },
    run: (text, logger) => run(providerWith(command, text, others, logger)),
  };
}

const profile = {
  GroupId: 'club',
  ErrorCode: 0,
  ErrorInfo: '',
  Type: 'Public',
  Name: 'Club',
  Introduction: 'about',
  Notification: 'news',
  FaceUrl: 'https://host/face',
  Owner_Account: 'alice',
  CreateTime: 1_700_000_000,
  MemberNum: 2,
  MaxMemberNum: 2000,
  ApplyJoinOption: 'FreeAccess',
  InviteJoinOption: 'DisableInvite',
  MuteAllMember: 'Off',
  AppDefinedData: [{ Key: 'colour', Value: 'red' }],
};

const profileFields = {
  GroupInfo: 'list',
  'GroupInfo.GroupId': 'text',
  'GroupInfo.ErrorCode': 'number',
  'GroupInfo.Type': 'text',
  'GroupInfo.Name': 'text',
  'GroupInfo.Introduction': 'text',
  'GroupInfo.FaceUrl': 'text',
  'GroupInfo.Owner_Account': 'text',
  'GroupInfo.CreateTime': 'number',
  'GroupInfo.MemberNum': 'number',
  'GroupInfo.MaxMemberNum': 'number',
  'GroupInfo.ApplyJoinOption': 'text',
  'GroupInfo.InviteJoinOption': 'text',
  'GroupInfo.MuteAllMember': 'text',
} as const;

const summaryFields = {
  GroupIdList: 'list',
  'GroupIdList.GroupId': 'text',
  'GroupIdList.Type': 'text',
  'GroupIdList.Name': 'text',
  'GroupIdList.Owner_Account': 'text',
  'GroupIdList.MemberNum': 'number',
} as const;

const success = { answer: {}, reads: {}, writes: true };
const members = {
  MemberList: [
    { Member_Account: 'bob', Role: 'Member', JoinTime: 1, NameCard: 'B' },
    { Member_Account: 'carol', Role: 'Admin', JoinTime: 2, NameCard: '' },
  ],
};
const memberFields = {
  MemberList: 'list',
  'MemberList.Member_Account': 'text',
  'MemberList.Role': 'text',
  'MemberList.JoinTime': 'number',
  'MemberList.NameCard': 'text',
} as const;

const readings: Readonly<Record<string, Reading>> = {
  'groups.create': reading('create_group', {
    writes: true,
    answer: { GroupId: 'club' },
    reads: { GroupId: 'text' },
    result: neutral.created,
    run: ({ groups }) => groups.create({ name: 'Club', ownerId: 'alice' }),
  }),
  'groups.get': reading('get_group_info', {
    writes: false,
    answer: { GroupInfo: [profile] },
    reads: profileFields,
    result: neutral.group,
    run: ({ groups }) => groups.get('club'),
  }),
  'groups.getMany': reading('get_group_info', {
    writes: false,
    answer: { GroupInfo: [profile, { ...profile, GroupId: 'chess' }] },
    reads: profileFields,
    result: v.map(v.string(), neutral.group),
    items: 'GroupInfo',
    run: ({ groups }) => groups.getMany(['club', 'chess', 'none']),
  }),
  'groups.list': reading('get_appid_group_list', {
    writes: false,
    answer: {
      TotalCount: 3,
      GroupIdList: [{ GroupId: 'club', Type: 'Public' }, { GroupId: 'chess' }],
      Next: '7',
    },
    reads: { GroupIdList: 'list', 'GroupIdList.GroupId': 'text', Next: 'int64' },
    items: 'GroupIdList',
    result: neutral.page(neutral.summary),
    run: ({ groups }) => groups.list().first(),
  }),
  'groups.listJoined': reading('get_joined_group_list', {
    writes: false,
    answer: {
      TotalCount: 3,
      GroupIdList: [
        { GroupId: 'club', Type: 'Public', Name: 'Club', Owner_Account: 'alice', MemberNum: 2 },
        { GroupId: 'chess', Type: 'Private', Name: 'Chess', Owner_Account: 'bob', MemberNum: 1 },
      ],
    },
    reads: { ...summaryFields, TotalCount: 'number' },
    items: 'GroupIdList',
    result: neutral.page(neutral.summary),
    run: ({ groups }) => groups.listJoined('alice').first(),
  }),
  'groups.update': reading('modify_group_base_info', {
    ...success,
    result: neutral.nothing,
    run: ({ groups }) => groups.update('club', { name: 'Club' }),
  }),
  'groups.getAnnouncement': reading('get_group_info', {
    writes: false,
    answer: { GroupInfo: [profile] },
    reads: { GroupInfo: 'list', 'GroupInfo.GroupId': 'text', 'GroupInfo.Notification': 'text' },
    result: neutral.text,
    run: ({ groups }) => groups.getAnnouncement('club'),
  }),
  'groups.setAnnouncement': reading('modify_group_base_info', {
    ...success,
    result: neutral.nothing,
    run: ({ groups }) => groups.setAnnouncement('club', 'news'),
  }),
  'groups.delete': reading('destroy_group', {
    ...success,
    result: neutral.nothing,
    run: ({ groups }) => groups.delete('club'),
  }),
  'groups.transfer': reading('change_group_owner', {
    ...success,
    result: neutral.nothing,
    run: ({ groups }) => groups.transfer('club', 'bob'),
  }),
  'members.list': reading('get_group_member_info', {
    writes: false,
    answer: { MemberNum: 3, ...members },
    reads: { ...memberFields, MemberNum: 'number' },
    items: 'MemberList',
    result: neutral.page(neutral.member),
    run: (provider) => provider.members.list('club').first(),
  }),
  'members.list of a community': reading('get_group_member_info', {
    writes: false,
    answer: { Next: '7', ...members },
    reads: { ...memberFields, Next: 'int64' },
    items: 'MemberList',
    result: neutral.page(neutral.member),
    run: (provider) => provider.members.list({ id: '@TGS#_club', kind: 'community' }).first(),
  }),
  'members.getRoles': reading('get_role_in_group', {
    writes: false,
    answer: {
      UserIdList: [
        { Member_Account: 'bob', Role: 'Member' },
        { Member_Account: 'carol', Role: 'NotMember' },
      ],
    },
    items: 'UserIdList',
    reads: { UserIdList: 'list', 'UserIdList.Member_Account': 'text', 'UserIdList.Role': 'text' },
    result: neutral.roles,
    run: (provider) => provider.members.getRoles('club', ['bob', 'carol']),
  }),
  'members.add': reading('add_group_member', {
    writes: true,
    answer: {
      MemberList: [
        { Member_Account: 'bob', Result: 1 },
        { Member_Account: 'carol', Result: 2 },
      ],
    },
    reads: {
      MemberList: 'list',
      'MemberList.Member_Account': 'text',
      'MemberList.Result': 'number',
    },
    result: neutral.batch,
    run: (provider) => provider.members.add('club', ['bob', 'carol']),
  }),
  'members.remove': reading('delete_group_member', {
    ...success,
    result: neutral.batch,
    run: (provider) => provider.members.remove('club', ['bob']),
  }),
  'members.setRole': reading('modify_group_member_info', {
    ...success,
    result: neutral.batch,
    run: (provider) => provider.members.setRole('club', ['bob'], 'admin'),
  }),
  'members.setRole of a live room': reading('modify_admin', {
    ...success,
    result: neutral.batch,
    run: (provider) =>
      provider.members.setRole({ id: 'club', kind: 'livestream' }, ['bob'], 'admin'),
  }),
  'mutes.add': reading('forbid_send_msg', {
    ...success,
    result: neutral.batch,
    run: ({ mutes }) => mutes.add('club', ['bob'], { seconds: 60 }),
  }),
  'mutes.remove': reading('forbid_send_msg', {
    ...success,
    result: neutral.batch,
    run: ({ mutes }) => mutes.remove('club', ['bob']),
  }),
  'mutes.list': reading('get_group_muted_account', {
    writes: false,
    answer: {
      MutedAccountList: [
        { Member_Account: 'bob', MutedUntil: 1_700_000_900 },
        { Member_Account: 'carol', MutedUntil: 4_294_967_295 },
      ],
    },
    items: 'MutedAccountList',
    reads: {
      MutedAccountList: 'list',
      'MutedAccountList.Member_Account': 'text',
      'MutedAccountList.MutedUntil': 'number',
    },
    result: neutral.page(neutral.ending),
    run: ({ mutes }) => mutes.list('club').first(),
  }),
  'mutes.muteAll': reading('modify_group_base_info', {
    ...success,
    result: neutral.nothing,
    run: ({ mutes }) => mutes.muteAll('club'),
  }),
  'mutes.unmuteAll': reading('modify_group_base_info', {
    ...success,
    result: neutral.nothing,
    run: ({ mutes }) => mutes.unmuteAll('club'),
  }),
  'blacklist.add': reading('ban_group_member', {
    ...success,
    result: neutral.batch,
    run: ({ blacklist }) => blacklist.add('club', ['bob']),
  }),
  'blacklist.remove': reading('unban_group_member', {
    ...success,
    result: neutral.batch,
    run: ({ blacklist }) => blacklist.remove('club', ['bob']),
  }),
  'blacklist.list': reading('get_group_ban_member', {
    writes: false,
    answer: {
      BannedAccountList: [
        { Member_Account: 'bob', BannedUntil: 1_700_000_900 },
        { Member_Account: 'carol', BannedUntil: 4_294_967_295 },
      ],
      NextOffset: 5,
    },
    items: 'BannedAccountList',
    reads: {
      BannedAccountList: 'list',
      'BannedAccountList.Member_Account': 'text',
      'BannedAccountList.BannedUntil': 'number',
      NextOffset: 'number',
    },
    result: neutral.page(neutral.ending),
    run: ({ blacklist }) => blacklist.list('club').first(),
  }),
};

/** Reads that only explain a refusal: without them it stands. */
const explanations: Readonly<Record<string, Reading>> = {
  'account_check after members.add': reading('account_check', {
    writes: true,
    answer: { ResultItem: [{ UserID: 'bob', ResultCode: 0, AccountStatus: 'NotImported' }] },
    reads: {},
    result: neutral.batch,
    run: (provider) => provider.members.add('club', ['bob']),
    others: { add_group_member: { MemberList: [{ Member_Account: 'bob', Result: 0 }] } },
  }),
};

testHostileAnswers(readings, explanations);

const good = { ...envelope, GroupInfo: [{ ...profile, Name: '北京' }] };
testAnswersAsBytes(good, async (answer) => {
  const provider = createTencentProvider({
    sdkAppId: 1400000001,
    userSig: () => 'signature',
    limiter: unlimited,
    retry: { maxRetries: 0 },
    fetch: async () => answer(),
  });
  return (await provider.groups.get('club')).name;
});
