import { readFileSync } from 'node:fs';
import type { CreateGroupInput, GroupPatch } from '@imgroups/core';
import type { Cli } from '../cli.ts';
import { commonOptions, toCount } from '../common-options.ts';
import { confirm } from '../confirm.ts';
import { type Host, readInput } from '../host.ts';
import { printList, printObject } from '../print-list.ts';
import { printWrite } from '../print-write.ts';
import type { CommonOptions } from '../session.ts';
import { unreadable } from '../usage-error.ts';

interface ListFlags extends CommonOptions {
  readonly limit?: number;
}

interface ProfileFlags extends CommonOptions, GroupPatch {
  readonly id?: string;
  readonly owner?: string;
}

interface AnnouncementFlags extends CommonOptions {
  readonly set?: string;
  readonly file?: string;
  readonly clear?: boolean;
}

const listColumns = ['id', 'kind', 'name', 'ownerId', 'memberCount'];

export function addGroups(cli: Cli): void {
  const { option, run, verb } = cli;
  const { kind, dryRun, yes, raw, limit } = commonOptions(cli);
  const groups = cli.noun('groups', { en: 'groups themselves', zh: '群组' });
  const group = () => cli.argument('<group>', { en: 'id of the group', zh: '群组 ID' });
  const profile = () => [
    option('--description <text>', { en: 'what it is about', zh: '群简介' }),
    option('--avatar-url <url>', { en: 'address of its picture', zh: '群头像地址' }),
    option('--join-policy <policy>', {
      en: 'who comes in by applying',
      zh: '申请加群的处理方式',
    }).choices(['open', 'approval', 'closed']),
    option('--invite-policy <policy>', { en: 'who may invite', zh: '邀请加群的处理方式' }).choices([
      'open',
      'approval',
      'closed',
    ]),
    option('--max-members <number>', {
      en: 'members at most, the owner included',
      zh: '最大成员数（含群主）',
    }).argParser(toCount),
  ];

  verb(
    groups,
    'list',
    { en: 'list all groups of the app', zh: '列出应用的所有群组' },
    limit(),
    raw(),
  ).action(
    run<ListFlags, []>(async (session) => {
      const provider = await session.provider();
      await printList(session, listColumns, provider.groups.list({ signal: session.stop.reads }));
    }),
  );

  verb(
    groups,
    'joined',
    { en: 'list the groups that a user is in', zh: '列出用户加入的群组' },
    limit(),
    raw(),
  )
    .addArgument(cli.argument('<user>', { en: 'id of the user', zh: '用户 ID' }))
    .action(
      run<ListFlags, [string]>(async (session, user) => {
        const provider = await session.provider();
        const pages = provider.groups.listJoined(user, { signal: session.stop.reads });
        await printList(session, listColumns, pages);
      }),
    );

  verb(groups, 'get', { en: 'read the profile of a group', zh: '查看群资料' }, kind(), raw())
    .addArgument(group())
    .action(
      run<CommonOptions, [string]>(async (session, id) => {
        const provider = await session.provider();
        await printObject(
          session,
          await provider.groups.get(session.group(id), { signal: session.stop.reads }),
        );
      }),
    );

  verb(
    groups,
    'create',
    { en: 'create a group', zh: '创建群组' },
    option('--name <name>', { en: 'name of the group', zh: '群名称' }).makeOptionMandatory(),
    option('--owner <user>', { en: 'id of the owner', zh: '群主的用户 ID' }).makeOptionMandatory(),
    option('--id <id>', {
      en: 'an id of your own, with which the call can be repeated safely',
      zh: '自定义群组 ID，使重试安全',
    }),
    kind(),
    ...profile(),
    dryRun(),
    raw(),
  ).action(
    run<ProfileFlags & { readonly name: string; readonly owner: string }, []>(async (session) => {
      const { owner, id, kind: groupKind } = session.options;
      const input = {
        ...patchOf(session.options),
        ownerId: owner,
        id,
        kind: groupKind,
      } as CreateGroupInput;
      await printWrite(
        session,
        { operation: 'groups.create', input: withoutAbsent(input) },
        async (provider) =>
          printObject(
            session,
            await provider.groups.create(input, { signal: session.stop.writes }),
          ),
      );
    }),
  );

  verb(
    groups,
    'update',
    { en: "change a group's profile", zh: '修改群资料' },
    option('--name <name>', { en: 'name of the group', zh: '群名称' }),
    ...profile(),
    kind(),
    dryRun(),
  )
    .addArgument(group())
    .action(
      run<ProfileFlags, [string]>(async (session, groupId) => {
        const patch = patchOf(session.options);
        await printWrite(
          session,
          { operation: 'groups.update', groupId, patch: withoutAbsent(patch) },
          (provider) =>
            provider.groups.update(session.group(groupId), patch, { signal: session.stop.writes }),
        );
      }),
    );

  verb(
    groups,
    'delete',
    { en: 'dissolve a group, for good', zh: '解散群组（不可恢复）' },
    kind(),
    dryRun(),
    yes(),
  )
    .addArgument(group())
    .action(
      run<CommonOptions, [string]>(async (session, groupId) => {
        await confirm(session, {
          en: `This dissolves the group ${groupId} for good`,
          zh: `将永久解散群组 ${groupId}`,
        });
        await printWrite(session, { operation: 'groups.delete', groupId }, (provider) =>
          provider.groups.delete(session.group(groupId), { signal: session.stop.writes }),
        );
      }),
    );

  verb(
    groups,
    'transfer',
    { en: 'make a member the owner', zh: '转让群主' },
    kind(),
    dryRun(),
    yes(),
  )
    .addArgument(group())
    .addArgument(cli.argument('<user>', { en: 'id of the new owner', zh: '新群主的用户 ID' }))
    .action(
      run<CommonOptions, [string, string]>(async (session, groupId, newOwnerId) => {
        await confirm(session, {
          en: `This makes ${newOwnerId} the owner of ${groupId}`,
          zh: `将把群组 ${groupId} 转让给 ${newOwnerId}`,
        });
        await printWrite(
          session,
          { operation: 'groups.transfer', groupId, newOwnerId },
          (provider) =>
            provider.groups.transfer(session.group(groupId), newOwnerId, {
              signal: session.stop.writes,
            }),
        );
      }),
    );

  verb(
    groups,
    'announcement',
    { en: 'read the announcement, or set it', zh: '查看或设置群公告' },
    option('--set <text>', { en: 'the new announcement', zh: '新公告' }).conflicts([
      'file',
      'clear',
    ]),
    option('--file <path>', {
      en: 'read the new announcement from a file',
      zh: '从文件读取新公告',
    }).conflicts('clear'),
    option('--clear', { en: 'leave the group without one', zh: '清空公告' }),
    kind(),
    dryRun(),
  )
    .addArgument(group())
    .action(
      run<AnnouncementFlags, [string]>(async (session, groupId) => {
        const text = await announcementIn(session.options, session.host);
        if (text === undefined) {
          const provider = await session.provider();
          const announcement = await provider.groups.getAnnouncement(session.group(groupId), {
            signal: session.stop.reads,
          });
          await printObject(session, { groupId, announcement });
          return;
        }
        await printWrite(
          session,
          { operation: 'groups.setAnnouncement', groupId, announcement: text },
          (provider) =>
            provider.groups.setAnnouncement(session.group(groupId), text, {
              signal: session.stop.writes,
            }),
        );
      }),
    );
}

/** The announcement that the options give; nothing where it is only to be read. */
async function announcementIn(
  { set, file, clear }: AnnouncementFlags,
  host: Host,
): Promise<string | undefined> {
  if (clear) return '';
  if (file === undefined) return set;
  try {
    const text = file === '-' ? await readInput(host) : readFileSync(file, 'utf8');
    return text.trimEnd();
  } catch (error) {
    throw unreadable(`--file ${file}`, error);
  }
}

function patchOf({
  name,
  description,
  avatarUrl,
  joinPolicy,
  invitePolicy,
  maxMembers,
}: GroupPatch): GroupPatch {
  return { name, description, avatarUrl, joinPolicy, invitePolicy, maxMembers };
}

function withoutAbsent(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
