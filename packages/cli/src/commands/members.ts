import { type BulkFlags, bulkArguments, sourceOf } from '../bulk-arguments.ts';
import type { Cli } from '../cli.ts';
import { commonOptions } from '../common-options.ts';
import { confirm } from '../confirm.ts';
import { exitCodeOf, exitCodeOfMany } from '../exit-codes.ts';
import { printList } from '../print-list.ts';
import { checkSource, isStdin, readIds } from '../read-ids.ts';
import { rowOf, runBulk } from '../run-bulk.ts';

interface ListFlags extends BulkFlags {
  readonly limit?: number;
}

interface AddFlags extends BulkFlags {
  readonly notify: boolean;
}

interface SyncFlags extends AddFlags {
  readonly remove: boolean;
  readonly allowEmpty?: boolean;
}

export function addMembers(cli: Cli): void {
  const { option, run, verb } = cli;
  const { kind, dryRun, yes, raw, limit, quiet, ids } = commonOptions(cli);
  const { group, users } = bulkArguments(cli);
  const members = cli.noun('members', { en: 'who is in a group', zh: '群成员' });

  verb(members, 'list', { en: 'list the members', zh: '列出群成员' }, limit(), kind(), raw())
    .addArgument(group())
    .action(
      run<ListFlags, [string]>(async (session, groupId) => {
        const provider = await session.provider();
        const pages = provider.members.list(session.group(groupId), { signal: session.stop.reads });
        await printList(session, ['userId', 'role', 'nickname', 'joinedAt'], pages);
      }),
    );

  verb(members, 'add', { en: 'add users', zh: '添加成员' }, ...ids(), quiet(), kind(), dryRun())
    .addArgument(group())
    .addArgument(users())
    .action(
      run<AddFlags, [string, string[]]>((session, groupId, userIds) =>
        runBulk(session, {
          operation: 'members.add',
          groupId,
          userIds,
          send: (provider, ref, found, options) =>
            provider.members.add(ref, found, { ...options, notify: session.options.notify }),
        }),
      ),
    );

  verb(
    members,
    'remove',
    { en: 'remove members', zh: '移除成员' },
    ...ids(),
    quiet(),
    kind(),
    dryRun(),
    yes(),
  )
    .addArgument(group())
    .addArgument(users())
    .action(
      run<AddFlags, [string, string[]]>((session, groupId, userIds) =>
        runBulk(session, {
          operation: 'members.remove',
          groupId,
          userIds,
          warning: { en: `This removes members of ${groupId}`, zh: `将从群组 ${groupId} 移除成员` },
          send: (provider, ref, found, options) =>
            provider.members.remove(ref, found, { ...options, notify: session.options.notify }),
        }),
      ),
    );

  verb(
    members,
    'role',
    { en: 'make members admins, or ordinary members', zh: '设置成员角色' },
    ...ids(),
    kind(),
    dryRun(),
  )
    .addArgument(group())
    .addArgument(
      cli.argument('<role>', { en: 'the new role', zh: '新角色' }).choices(['admin', 'member']),
    )
    .addArgument(users())
    .action(
      run<BulkFlags, [string, 'admin' | 'member', string[]]>((session, groupId, role, userIds) =>
        runBulk(session, {
          operation: 'members.setRole',
          groupId,
          userIds,
          send: (provider, ref, found, options) =>
            provider.members.setRole(ref, found, role, options),
        }),
      ),
    );

  verb(
    members,
    'sync',
    { en: 'make the members be these users, and nobody else', zh: '使群成员与给出的用户完全一致' },
    ...ids(),
    option('--no-remove', { en: 'remove nobody', zh: '不移除任何人' }),
    option('--allow-empty', { en: 'allow that only the owner is left', zh: '允许只剩群主' }),
    quiet(),
    kind(),
    dryRun(),
    yes(),
  )
    .addArgument(group())
    .addArgument(users())
    .action(
      run<SyncFlags, [string, string[]]>(async (session, groupId, userIds) => {
        const { remove, allowEmpty, notify, dryRun: isDry = false } = session.options;
        const { stdin } = session.host;
        const source = sourceOf(userIds, session.options);
        checkSource(source, stdin);
        await confirm(
          session,
          { en: `This adds and removes members of ${groupId}`, zh: `将增减群组 ${groupId} 的成员` },
          isStdin(source),
        );
        const provider = await session.provider();
        // What is wanted is known when all of it was read: a pipe that breaks off in the middle must remove nobody.
        const wanted: string[] = [];
        for await (const userId of readIds(source, stdin)) wanted.push(userId);
        const { plan, result } = await provider.members.sync(session.group(groupId), wanted, {
          remove,
          allowEmpty,
          notify,
          dryRun: isDry,
          signal: session.stop.reads,
        });
        const output = session.output(['userId', 'status', 'change', 'code', 'reason', 'message']);
        const changes = new Map<string, string>();
        for (const [change, changed] of Object.entries(plan)) {
          for (const userId of changed) changes.set(userId, change);
        }
        if (isDry) {
          for (const [userId, change] of changes)
            await output.row({ userId, status: 'planned', change });
        }
        for (const outcome of result.outcomes) {
          await output.row({ ...rowOf(outcome), change: changes.get(outcome.userId) });
        }
        await output.end();
        const { failed, outcomes } = result;
        return exitCodeOfMany(
          failed.map(({ error }) => exitCodeOf(error)),
          outcomes.length - failed.length,
        );
      }),
    );
}
