import {
  type EndpointTable,
  type FurtherRead,
  type Operation,
  type OperationTable,
  operations,
} from '@imgroups/core/adapter';
import { easemobOperations } from '@imgroups/easemob';
import * as easemob from '@imgroups/easemob/endpoints';
import { tencentOperations } from '@imgroups/tencent';
import * as tencent from '@imgroups/tencent/endpoints';
import { easemobTitles, tencentTitles } from './endpoint-titles.ts';
import type { Text } from './language.ts';

/** Endpoints that stand on one page. */
export interface Chapter {
  /** Name of the page, and of the source file. */
  readonly file: string;
  readonly title: Text;
  readonly endpoints: EndpointTable;
}

/** A further read with the operation that makes it. */
export interface OperationRead extends FurtherRead {
  readonly operation: Operation;
}

/** What the reference says about a vendor. */
export interface Vendor {
  readonly name: 'tencent' | 'easemob';
  readonly title: Text;
  /** What a reader must know before any of the endpoints. */
  readonly introduction: Text;
  readonly endpoints: EndpointTable;
  readonly titles: Readonly<Record<string, string>>;
  readonly chapters: readonly Chapter[];
  readonly furtherReads: readonly OperationRead[];
  readonly operations: OperationTable;
}

const tencentChapters: readonly Chapter[] = [
  chapter('groups', 'Groups', '群组', tencent.groupEndpoints),
  chapter('members', 'Members', '群成员', tencent.memberEndpoints),
  chapter('mutes', 'Mutes', '禁言', tencent.muteEndpoints),
  chapter('blacklist', 'Bans', '封禁（群黑名单）', tencent.blacklistEndpoints),
  chapter('live-rooms', 'Live rooms', '直播群', tencent.liveRoomEndpoints),
  chapter('online-members', 'Online members', '在线成员', tencent.onlineMemberEndpoints),
  chapter('messages', 'Messages', '群消息', tencent.messageEndpoints),
  chapter('history', 'History', '历史消息', tencent.historyEndpoints),
  chapter('receipts', 'Read receipts', '已读回执', tencent.receiptEndpoints),
  chapter(
    'message-extensions',
    'Message extensions',
    '消息扩展',
    tencent.messageExtensionEndpoints,
  ),
  chapter('attributes', 'Group attributes', '群自定义属性', tencent.attributeEndpoints),
  chapter('counters', 'Group counters', '群计数器', tencent.counterEndpoints),
  chapter('topics', 'Topics of communities', '社群话题', tencent.topicEndpoints),
  chapter('permission-groups', 'Permission groups', '权限组', tencent.permissionGroupEndpoints),
  chapter('topic-permissions', 'Topic permissions', '话题权限', tencent.topicPermissionEndpoints),
  chapter('imports', 'Imports', '导入', tencent.importEndpoints),
  chapter('accounts', 'Accounts', '账号', tencent.accountEndpoints),
];

const easemobChapters: readonly Chapter[] = [
  chapter('groups', 'Groups', '群组', easemob.groupEndpoints),
  chapter('members', 'Members', '群成员', easemob.memberEndpoints),
  chapter('admins', 'Admins and owner', '群主与管理员', easemob.adminEndpoints),
  chapter('blacklist', 'Block list', '群组黑名单', easemob.blacklistEndpoints),
  chapter('mutes', 'Mutes', '禁言', easemob.muteEndpoints),
  chapter('announcement', 'Announcement', '群公告', easemob.announcementEndpoints),
  chapter('shared-files', 'Shared files', '共享文件', easemob.sharedFileEndpoints),
  chapter('allow-list', 'Allow list', '群组白名单', easemob.allowListEndpoints),
  chapter(
    'member-attributes',
    'Member attributes',
    '群成员自定义属性',
    easemob.memberAttributeEndpoints,
  ),
  chapter('threads', 'Threads', '子区', easemob.threadEndpoints),
  chapter('users', 'Users', '用户', easemob.userEndpoints),
  chapter('tokens', 'Tokens', 'Token', easemob.tokenEndpoints),
];

export const vendors: readonly Vendor[] = [
  {
    name: 'tencent',
    title: { en: 'Tencent Cloud Chat', zh: '腾讯云即时通信 IM' },
    introduction: {
      en: `Methods of \`createTencentClient(...)\`, which is also the provider's \`client\`. Fields and values are those of the wire.
Every call is a POST with a JSON body; the client adds \`sdkappid\`, \`identifier\`, \`usersig\`, \`random\` and \`contenttype\` to
the URL.`,
      zh: `这些是 \`createTencentClient(...)\` 的方法，provider 的 \`client\` 也是它。字段名和取值与服务端 REST API 完全一致。
所有接口都是带 JSON 包体的 POST；URL 中的 \`sdkappid\`、\`identifier\`、\`usersig\`、\`random\`、\`contenttype\` 由客户端自动加上。`,
    },
    endpoints: tencent.tencentEndpoints,
    titles: tencentTitles,
    chapters: tencentChapters,
    furtherReads: readsOf(tencentOperations),
    operations: tencentOperations,
  },
  {
    name: 'easemob',
    title: { en: 'Easemob', zh: '环信 IM' },
    introduction: {
      en: `Methods of \`createEasemobClient(...)\`, which is also the provider's \`client\`. Fields and values are those of the wire.
Paths are below \`https://{host}/{org_name}/{app_name}\`; the client adds the app token as a bearer token.`,
      zh: `这些是 \`createEasemobClient(...)\` 的方法，provider 的 \`client\` 也是它。字段名和取值与服务端 REST API 完全一致。
路径前面是 \`https://{host}/{org_name}/{app_name}\`；App Token 由客户端放进 \`Authorization\` 头。`,
    },
    endpoints: easemob.easemobEndpoints,
    titles: easemobTitles,
    chapters: easemobChapters,
    furtherReads: readsOf(easemobOperations),
    operations: easemobOperations,
  },
];

function chapter(file: string, en: string, zh: string, endpoints: EndpointTable): Chapter {
  return { file, title: { en, zh }, endpoints };
}

function readsOf(table: OperationTable): readonly OperationRead[] {
  return operations.flatMap((operation) =>
    (table[operation].reads ?? []).map((read) => ({ operation, ...read })),
  );
}

/** The endpoints that an operation calls when nothing fails. */
export function callsOf({ operations: table }: Vendor, operation: Operation): readonly string[] {
  const { calls, reads = [] } = table[operation];
  return [
    ...calls,
    ...reads.filter(({ when }) => when === 'always').map(({ endpoint }) => endpoint),
  ];
}
