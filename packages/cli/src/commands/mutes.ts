import type { Duration } from '@imgroups/core';
import { type BulkFlags, bulkArguments } from '../bulk-arguments.ts';
import type { Cli } from '../cli.ts';
import { commonOptions } from '../common-options.ts';
import { confirm } from '../confirm.ts';
import { printList } from '../print-list.ts';
import { printWrite } from '../print-write.ts';
import { runBulk } from '../run-bulk.ts';
import type { CommonOptions } from '../session.ts';

interface ListFlags extends CommonOptions {
  readonly limit?: number;
}

interface AddFlags extends BulkFlags {
  readonly for: Duration;
  readonly verify?: boolean;
}

export function addMutes(cli: Cli): void {
  const { option, run, verb } = cli;
  const { kind, dryRun, yes, raw, limit, duration, ids } = commonOptions(cli);
  const { group, users } = bulkArguments(cli);
  const mutes = cli.noun('mutes', { en: 'who may not speak', zh: '禁言' });

  verb(
    mutes,
    'list',
    { en: 'list the mutes that still run', zh: '列出仍有效的禁言' },
    limit(),
    kind(),
    raw(),
  )
    .addArgument(group())
    .action(
      run<ListFlags, [string]>(async (session, groupId) => {
        const provider = await session.provider();
        const pages = provider.mutes.list(session.group(groupId), { signal: session.stop.reads });
        await printList(session, ['userId', 'until'], pages);
      }),
    );

  verb(
    mutes,
    'add',
    { en: 'mute members', zh: '禁言成员' },
    duration().makeOptionMandatory(),
    option('--verify', {
      en: 'read back, where the vendor tells nothing per user',
      zh: '厂商不逐个返回结果时回读核实',
    }),
    ...ids(),
    kind(),
    dryRun(),
  )
    .addArgument(group())
    .addArgument(users())
    .action(
      run<AddFlags, [string, string[]]>((session, groupId, userIds) =>
        runBulk(session, {
          operation: 'mutes.add',
          groupId,
          userIds,
          send: (provider, ref, found, options) =>
            provider.mutes.add(ref, found, session.options.for, {
              ...options,
              verify: session.options.verify,
            }),
        }),
      ),
    );

  verb(
    mutes,
    'remove',
    { en: 'let members speak again', zh: '解除禁言' },
    ...ids(),
    kind(),
    dryRun(),
  )
    .addArgument(group())
    .addArgument(users())
    .action(
      run<BulkFlags, [string, string[]]>((session, groupId, userIds) =>
        runBulk(session, {
          operation: 'mutes.remove',
          groupId,
          userIds,
          send: (provider, ref, found, options) => provider.mutes.remove(ref, found, options),
        }),
      ),
    );

  verb(
    mutes,
    'all',
    { en: 'mute everybody but the owner and admins, or end that', zh: '全员禁言，或解除' },
    kind(),
    dryRun(),
    yes(),
  )
    .addArgument(group())
    .addArgument(
      cli
        .argument('<state>', { en: 'on or off', zh: 'on（开启）或 off（解除）' })
        .choices(['on', 'off']),
    )
    .action(
      run<CommonOptions, [string, 'on' | 'off']>(async (session, groupId, state) => {
        const isOn = state === 'on';
        await confirm(
          session,
          isOn
            ? { en: `This mutes everybody in ${groupId}`, zh: `将对群组 ${groupId} 全员禁言` }
            : {
                en: `This lets everybody in ${groupId} speak again`,
                zh: `将解除群组 ${groupId} 的全员禁言`,
              },
        );
        await printWrite(
          session,
          { operation: isOn ? 'mutes.muteAll' : 'mutes.unmuteAll', groupId },
          ({ mutes: all }) =>
            all[isOn ? 'muteAll' : 'unmuteAll'](session.group(groupId), {
              signal: session.stop.writes,
            }),
        );
      }),
    );
}
