import type { Cli } from '../cli.ts';
import { type JobFlags, jobOptions, runJob } from '../run-job.ts';

interface ExportFlags extends JobFlags {
  readonly with: 'none' | 'groups' | 'all';
}

export function addExport(cli: Cli): void {
  const { option, program, run, verb } = cli;
  verb(
    program,
    'export',
    { en: 'write all groups of the app to a snapshot', zh: '将应用的所有群组导出为快照' },
    option('--with <objects>', {
      en: "where the vendor's own objects go along",
      zh: '附带厂商原始对象的范围',
    })
      .choices(['none', 'groups', 'all'])
      .default('groups'),
    ...jobOptions(cli),
  )
    .addArgument(cli.argument('<file>', { en: 'the snapshot to write', zh: '要写入的快照文件' }))
    .action(
      run<ExportFlags, [string]>(async (session, path) => {
        const provider = await session.provider();
        const { exportGroups } = await import('@imgroups/jobs');
        const { with: raw } = session.options;
        return runJob(session, path, (options) =>
          exportGroups(provider, path, { ...options, raw }),
        );
      }),
    );
}
