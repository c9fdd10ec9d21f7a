import type {
  Migration,
  MigrationPlan,
  MigrationRules,
  VerifyReport,
} from '@imgroups/jobs/migrate';
import type { Cli } from '../cli.ts';
import { commonOptions, toCount } from '../common-options.ts';
import { confirm } from '../confirm.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Text } from '../language.ts';
import { printObject } from '../print-list.ts';
import { readJson } from '../read-json.ts';
import { type JobFlags, jobOptions, runPhase, withProgress } from '../run-job.ts';
import type { Session } from '../session.ts';

interface MigrateFlags extends JobFlags {
  readonly from: string;
  readonly to: string;
  readonly rules?: string;
  readonly fix?: boolean;
  readonly remove?: boolean;
  readonly once?: boolean;
  readonly sweepEvery?: number;
  readonly deleteGroups?: boolean;
  readonly freeze?: boolean;
  readonly abort?: boolean;
}

type Phase = (migration: Migration, session: Session<MigrateFlags>) => Promise<ExitCode>;

/** The file in which a migration remembers what it did, unless another is named. */
const defaultJournal = 'migration.db';

export function addMigrate(cli: Cli): void {
  const { option, run, verb } = cli;
  const { dryRun, yes } = commonOptions(cli);
  const migrate = cli.noun('migrate', {
    en: 'move groups from one app to another',
    zh: '将群组从一个应用迁移到另一个',
  });

  /** A phase of the migration; one that writes asks first. */
  function phase(
    name: string,
    summary: Text,
    work: Phase,
    asks?: (flags: MigrateFlags) => Text | undefined,
  ) {
    return verb(
      migrate,
      name,
      summary,
      option('--from <profile>', {
        en: 'where the groups are',
        zh: '源应用的配置',
      }).makeOptionMandatory(),
      option('--to <profile>', { en: 'where they go', zh: '目标应用的配置' }).makeOptionMandatory(),
      option('--rules <json>', {
        en: 'answers to what the plan finds: JSON, or @ and a file',
        zh: '对计划所发现问题的处理规则：JSON 或 @文件',
      }),
      ...jobOptions(cli, {
        en: `where the migration remembers what it did; ${defaultJournal} by default`,
        zh: `迁移的日志文件；默认为 ${defaultJournal}`,
      }),
    ).action(
      run<MigrateFlags, []>(async (session) => {
        const question = asks?.(session.options);
        if (question) await confirm(session, question);
        const { from, to, rules, journal = defaultJournal } = session.options;
        const { openMigration } = await import('@imgroups/jobs/migrate');
        const migration = await openMigration({
          source: await session.providerOf(from),
          target: await session.providerOf(to),
          journal,
          rules:
            rules === undefined
              ? undefined
              : ((await readJson(session.host, '--rules', rules)) as MigrationRules),
        });
        try {
          return await work(migration, session);
        } finally {
          await migration.close();
        }
      }),
    );
  }

  phase(
    'inventory',
    { en: 'read all groups of the source', zh: '读取源应用的所有群组' },
    (migration, session) => runPhase(session, (options) => migration.inventory(options)),
  );

  phase(
    'plan',
    {
      en: 'say what will be done, and what stands in the way; changes nothing',
      zh: '说明将要执行的操作和障碍；不做任何修改',
    },
    planAndPrint,
  );

  const writesToTarget = ({ dryRun: isDry, to }: MigrateFlags): Text | undefined =>
    isDry ? undefined : { en: `This changes groups at ${to}`, zh: `将修改 ${to} 的群组` };

  phase(
    'apply',
    { en: 'make the groups at the target', zh: '在目标应用创建群组' },
    (migration, session) =>
      session.options.dryRun
        ? planAndPrint(migration, session)
        : runPhase(session, (options) => migration.apply(options)),
    writesToTarget,
  )
    .addOption(dryRun())
    .addOption(yes());

  phase(
    'verify',
    { en: 'compare all groups field by field', zh: '逐字段比较所有群组' },
    async (migration, session) => {
      const { fix, remove } = session.options;
      let verified: VerifyReport | undefined;
      const code = await runPhase(session, async (options) => {
        verified = await migration.verify({ ...options, fix: fix && { remove } });
        return verified;
      });
      return code === exitCodes.done && verified?.ok === false ? exitCodes.partlyFailed : code;
    },
    (flags) => (flags.fix ? writesToTarget(flags) : undefined),
  )
    .addOption(option('--fix', { en: 'mend what differs', zh: '修复差异' }))
    .addOption(
      option('--remove', {
        en: 'with --fix, also remove who is extra',
        zh: '与 --fix 一起使用时，移除多余的成员',
      }),
    )
    .addOption(yes());

  phase(
    'follow',
    { en: 'bring changed groups into line until it is stopped', zh: '持续同步变更，直到被停止' },
    (migration, session) => {
      const { once, sweepEvery, deleteGroups } = session.options;
      return runPhase(session, (options) =>
        migration.follow({ ...options, once, sweepEvery, deleteGroups }),
      );
    },
  )
    .addOption(option('--once', { en: 'look at all groups once', zh: '只检查一遍所有群组' }))
    .addOption(
      option('--sweep-every <seconds>', {
        en: 'seconds in which every group is looked at again',
        zh: '每个群组的复查周期（秒）',
      }).argParser(toCount),
    )
    .addOption(
      option('--delete-groups', {
        en: 'delete groups that are dissolved at the source',
        zh: '源群解散时删除目标群',
      }),
    );

  phase(
    'cutover',
    {
      en: 'move the last changes and verify, or take that back',
      zh: '迁移最后的变更并校验，或撤回',
    },
    async (migration, session) => {
      const { abort, freeze } = session.options;
      if (abort) return runPhase(session, (options) => migration.abort(options));
      const { state, ...parts } = await withProgress(session, (options) =>
        migration.cutover({ ...options, freeze }),
      );
      await printObject(session, { state, ...parts });
      return state === 'done' ? exitCodes.done : exitCodes.partlyFailed;
    },
    ({ from, to }) => ({
      en: `This cuts over from ${from} to ${to}`,
      zh: `将从 ${from} 切换到 ${to}`,
    }),
  )
    .addOption(
      option('--freeze', {
        en: 'mute everybody at the source meanwhile',
        zh: '期间对源群全员禁言',
      }),
    )
    .addOption(option('--abort', { en: 'take a cutover back', zh: '撤回切换' }).conflicts('freeze'))
    .addOption(yes());

  phase(
    'rollback',
    { en: 'delete the groups that this migration made', zh: '删除本次迁移创建的群组' },
    (migration, session) => runPhase(session, (options) => migration.rollback(options)),
    ({ to }) => ({
      en: `This deletes the groups that the migration made at ${to}`,
      zh: `将删除迁移在 ${to} 创建的群组`,
    }),
  ).addOption(yes());
}

async function planAndPrint(
  migration: Migration,
  session: Session<MigrateFlags>,
): Promise<ExitCode> {
  const { language, options, stop } = session;
  const plan = await migration.plan({ share: options.share, signal: stop.reads, language });
  await printPlan(session, plan);
  return plan.blockers > 0 ? exitCodes.partlyFailed : exitCodes.done;
}

/** Prints the findings of a plan, and then what it counts: in tables, or as a line for each finding and one for the rest. */
async function printPlan(
  session: Session,
  { findings, calls, minutes, ...plan }: MigrationPlan,
): Promise<void> {
  const output = session.output(['severity', 'kind', 'groups', 'users', 'text', 'remedy']);
  for (const finding of findings) await output.row(finding);
  await output.end();
  if (session.format !== 'table') return printObject(session, { ...plan, minutes, calls });
  const perEndpoint = session.output(['phase', 'endpoint', 'calls', 'perSecond', 'minutes']);
  for (const each of calls) await perEndpoint.row({ ...each, minutes: each.minutes.toFixed(1) });
  await perEndpoint.end();
  const perPhase = Object.entries(minutes).map(([phase, some]) => [
    `minutes of ${phase}`,
    some.toFixed(1),
  ]);
  await printObject(session, { ...plan, ...Object.fromEntries(perPhase) });
}
