import type { Language } from './report-texts.ts';

/** The results of jobs that were killed; `pnpm crash --write` and `pnpm crash:migration --write` make them. */
export interface CrashResults {
  readonly imports: readonly CrashRow[];
  readonly migrations: readonly MigrationCrashRow[];
}

/** Imports into an app of a vendor. */
export interface CrashRow {
  readonly vendor: string;
  readonly groupIds: 'keep' | 'new';
  /** Commits of an import that is not interrupted. */
  readonly commits: number;
  /** Imports that were killed, each at another commit. */
  readonly kills: number;
  /** Imports that were stopped for a minute. */
  readonly stops: number;
  readonly wrong: number;
}

/** A phase of a migration. */
export interface MigrationCrashRow {
  readonly from: string;
  readonly to: string;
  readonly phase: string;
  /** Commits of a phase that is not interrupted. */
  readonly commits: number;
  /** Runs of the phase that were killed, each at another commit. */
  readonly kills: number;
  readonly wrong: number;
}

const texts: Readonly<Record<Language, CrashTexts>> = {
  en: {
    title: 'Jobs that are killed',
    imports:
      'An import of 30 groups, with members, admins, mutes, blacklist and announcements, was killed (SIGKILL) at commits of its journal, just before or just after, while every twentieth reply was lost; then it was started again. It was also stopped (SIGSTOP) for a minute and went on. Afterwards the service must have exactly what an import leaves that is not interrupted: no group twice, and no call of a step that the journal had as done. `pnpm crash --write` runs this at every commit; the figures are of `--step 3`, on Easemob with ids made by the vendor of `--step 4`.',
    importHead: ['vendor', 'group ids', 'commits', 'kills', 'stops', 'wrong'],
    ids: { keep: 'own', new: 'made by the vendor' },
    migrations:
      'Each phase of a migration of 10 groups was killed at each of its commits in the same way, while three in a hundred replies of the target were lost. Afterwards both apps must be as after a phase that is not interrupted. `pnpm crash:migration --write` makes these figures.',
    migrationHead: ['from', 'to', 'phase', 'commits', 'kills', 'wrong'],
  },
  zh: {
    title: '被杀掉的任务',
    imports:
      '导入 30 个群（含成员、管理员、禁言、黑名单和公告）的进程，在其日志的各次提交之前或之后被杀掉（SIGKILL），同时每二十个响应丢失一个；然后重新启动。也试过用 SIGSTOP 停一分钟再继续。之后服务里的内容必须与没有中断的导入完全相同：没有重复的群，日志中已完成的步骤没有再次调用。`pnpm crash --write` 在每一次提交处都这样做；表中的数字来自 `--step 3`，环信由厂商生成 ID 的一行来自 `--step 4`。',
    importHead: ['厂商', '群 ID', '提交', '杀掉', '停住', '错误'],
    ids: { keep: '自定义', new: '由厂商生成' },
    migrations:
      '迁移 10 个群时，每个阶段也在其每次提交处以同样方式被杀掉，同时目标应用每一百个响应丢失三个。之后两边的应用必须与没有中断的阶段之后完全相同。数字由 `pnpm crash:migration --write` 生成。',
    migrationHead: ['源', '目标', '阶段', '提交', '杀掉', '错误'],
  },
};

interface CrashTexts {
  readonly title: string;
  readonly imports: string;
  readonly importHead: readonly string[];
  readonly ids: Readonly<Record<CrashRow['groupIds'], string>>;
  readonly migrations: string;
  readonly migrationHead: readonly string[];
}

/** The section on jobs that are killed, with its title. */
export function crashSection(
  { imports, migrations }: CrashResults,
  language: Language,
): readonly string[] {
  const text = texts[language];
  return [
    `## ${text.title}`,
    '',
    text.imports,
    '',
    `| ${text.importHead.join(' | ')} |`,
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...imports.map(({ vendor, groupIds, commits, kills, stops, wrong }) =>
      row([vendor, text.ids[groupIds], commits, kills, stops, wrong]),
    ),
    '',
    ...(migrations.length > 0 ? migrationSection(migrations, text) : []),
  ];
}

function migrationSection(rows: readonly MigrationCrashRow[], text: CrashTexts): readonly string[] {
  return [
    text.migrations,
    '',
    `| ${text.migrationHead.join(' | ')} |`,
    '| --- | --- | --- | ---: | ---: | ---: |',
    ...rows.map(({ from, to, phase, commits, kills, wrong }) =>
      row([from, to, phase, commits, kills, wrong]),
    ),
    '',
  ];
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
