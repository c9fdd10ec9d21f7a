import type { Duration } from '@imgroups/core';
import { type BulkFlags, bulkArguments } from '../bulk-arguments.ts';
import type { Cli } from '../cli.ts';
import { commonOptions } from '../common-options.ts';
import { printList } from '../print-list.ts';
import { runBulk } from '../run-bulk.ts';
import type { CommonOptions } from '../session.ts';

interface ListFlags extends CommonOptions {
  readonly limit?: number;
}

interface AddFlags extends BulkFlags {
  readonly for: Duration;
}

export function addBlacklist(cli: Cli): void {
  const { run, verb } = cli;
  const { kind, dryRun, yes, raw, limit, duration, ids } = commonOptions(cli);
  const { group, users } = bulkArguments(cli);
  const blacklist = cli.noun('blacklist', {
    en: 'who was put out and cannot come back',
    zh: '群黑名单',
  });

  verb(
    blacklist,
    'list',
    { en: 'list who is on the blacklist', zh: '列出黑名单' },
    limit(),
    kind(),
    raw(),
  )
    .addArgument(group())
    .action(
      run<ListFlags, [string]>(async (session, groupId) => {
        const provider = await session.provider();
        const pages = provider.blacklist.list(session.group(groupId), {
          signal: session.stop.reads,
        });
        await printList(session, ['userId', 'until'], pages);
      }),
    );

  verb(
    blacklist,
    'add',
    { en: 'put users out of the group and keep them out', zh: '将用户移出群并加入黑名单' },
    duration().default('permanent'),
    ...ids(),
    kind(),
    dryRun(),
    yes(),
  )
    .addArgument(group())
    .addArgument(users())
    .action(
      run<AddFlags, [string, string[]]>((session, groupId, userIds) =>
        runBulk(session, {
          operation: 'blacklist.add',
          groupId,
          userIds,
          warning: {
            en: `This puts users out of ${groupId}`,
            zh: `将把用户移出群组 ${groupId} 并拉黑`,
          },
          send: (provider, ref, found, options) =>
            provider.blacklist.add(ref, found, session.options.for, options),
        }),
      ),
    );

  verb(
    blacklist,
    'remove',
    { en: 'let users come in again', zh: '移出黑名单' },
    ...ids(),
    kind(),
    dryRun(),
  )
    .addArgument(group())
    .addArgument(users())
    .action(
      run<BulkFlags, [string, string[]]>((session, groupId, userIds) =>
        runBulk(session, {
          operation: 'blacklist.remove',
          groupId,
          userIds,
          send: (provider, ref, found, options) => provider.blacklist.remove(ref, found, options),
        }),
      ),
    );
}
