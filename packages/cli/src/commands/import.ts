import type { Cli } from '../cli.ts';
import { commonOptions } from '../common-options.ts';
import { type JobFlags, jobOptions, runJob } from '../run-job.ts';
import type { Session } from '../session.ts';

interface ImportFlags extends JobFlags {
  readonly newIds?: boolean;
  readonly merge?: boolean;
  readonly notify?: boolean;
}

export function addImport(cli: Cli): void {
  const { option, program, run, verb } = cli;
  verb(
    program,
    'import',
    { en: 'make the groups of a snapshot', zh: '按快照创建群组' },
    option('--new-ids', { en: 'let the vendor make the ids', zh: '由厂商生成群组 ID' }),
    option('--merge', {
      en: 'bring groups that are there already into line',
      zh: '已存在的群组按快照补齐',
    }),
    option('--notify', { en: 'tell members that they were added', zh: '通知被添加的成员' }),
    commonOptions(cli).dryRun(),
    ...jobOptions(cli),
  )
    .addArgument(cli.argument('<file>', { en: 'the snapshot to read', zh: '要读取的快照文件' }))
    .action(
      run<ImportFlags, [string]>(async (session, path) => {
        const { newIds, merge, notify, dryRun } = session.options;
        if (dryRun) {
          await printPlan(session, path);
          return;
        }
        const provider = await session.provider();
        const { importGroups } = await import('@imgroups/jobs');
        return runJob(session, path, (options) =>
          importGroups(provider, path, {
            ...options,
            groupIds: newIds ? 'new' : 'keep',
            onExisting: merge ? 'merge' : 'fail',
            notify,
          }),
        );
      }),
    );
}

/** Prints what would be made, a line for each group. */
async function printPlan(session: Session, path: string): Promise<void> {
  const { openSnapshot } = await import('@imgroups/jobs');
  const snapshot = await openSnapshot(path);
  const output = session.output(['groupId', 'name', 'status', 'member', 'mute', 'blacklist']);
  for await (const { group, records } of snapshot.groups()) {
    const counts = { member: 0, mute: 0, blacklist: 0 };
    for await (const { type } of records()) counts[type] += 1;
    await output.row({ groupId: group.id, name: group.name, status: 'planned', ...counts });
  }
  await output.end();
}
