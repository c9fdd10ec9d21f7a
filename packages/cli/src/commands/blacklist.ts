import type { Duration } from '@imgroups/core';
import { type BulkFlags, bulkArguments } from '../bulk-arguments.ts';
import type { Cli } from '../cli.ts';
import { commonOptions, toDuration } from '../common-options.ts';
import { confirm } from '../confirm.ts';
import { printList } from '../print-list.ts';
import { isStdin } from '../read-ids.ts';
import { runBulk } from '../run-bulk.ts';
import type { CommonOptions } from '../session.ts';

interface ListFlags extends CommonOptions {
  readonly limit?: number;
}

interface AddFlags extends BulkFlags {
  readonly for: Duration;
}

export function addBlacklist(cli: Cli): void {
  const { option, run, verb } = cli;
  const { kind, dryRun, yes, raw, limit, ids } = commonOptions(cli);
  const { group, users, sourceOf } = bulkArguments(cli);
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
    option('--for <duration>', {
      en: '90s, 10m, 2h, 7d, or permanent',
      zh: '时长：90s、10m、2h、7d 或 permanent',
    })
      .argParser(toDuration)
      .default('permanent'),
    ...ids(),
    kind(),
    dryRun(),
    yes(),
  )
    .addArgument(group())
    .addArgument(users())
    .action(
      run<AddFlags, [string, string[]]>(async (session, groupId, userIds) => {
        const source = sourceOf(userIds, session.options);
        await confirm(
          session,
          { en: `This puts users out of ${groupId}`, zh: `将把用户移出群组 ${groupId} 并拉黑` },
          isStdin(source),
        );
        const provider = await session.provider();
        return runBulk(session, {
          operation: 'blacklist.add',
          groupId,
          source,
          send: (found, options) =>
            provider.blacklist.add(session.group(groupId), found, session.options.for, options),
        });
      }),
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
      run<BulkFlags, [string, string[]]>(async (session, groupId, userIds) => {
        const source = sourceOf(userIds, session.options);
        const provider = await session.provider();
        return runBulk(session, {
          operation: 'blacklist.remove',
          groupId,
          source,
          send: (found, options) =>
            provider.blacklist.remove(session.group(groupId), found, options),
        });
      }),
    );
}
