import type { VendorName } from '@imgroups/emulator/registry';
import { entryOf } from '@imgroups/testing/start-vendor';
import type { Language } from './report-texts.ts';

/** The results of jobs that were killed; `pnpm crash --write` and `pnpm crash:migration --write` make them. */
export interface CrashResults {
  readonly imports: readonly CrashRow[];
  readonly migrations: readonly MigrationCrashRow[];
}

/** Runs that were killed at commits of their journal. */
interface KilledRuns {
  /** Commits of a run that is not interrupted. */
  readonly commits: number;
  /** A run was killed at every so many-th commit. */
  readonly step: number;
  /** Runs that were killed, each at another commit. */
  readonly kills: number;
  readonly wrong: number;
}

/** Imports into an app of a vendor. */
export interface CrashRow extends KilledRuns {
  readonly vendor: VendorName;
  readonly groupIds: 'keep' | 'new';
  /** Imports that were stopped for a minute. */
  readonly stops: number;
}

/** A phase of a migration. */
export interface MigrationCrashRow extends KilledRuns {
  readonly from: VendorName;
  readonly to: VendorName;
  readonly phase: string;
}

const texts: Readonly<Record<Language, CrashTexts>> = {
  en: {
    title: 'Jobs that are killed',
    imports:
      'An import of 30 groups, with members, admins, mutes, blacklist and announcements, was killed (SIGKILL) at every commit of its journal, or at every so many-th where the step is above 1, just before or just after, while every twentieth reply was lost; then it was started again. It was also stopped (SIGSTOP) for a minute and went on. Afterwards the service must have exactly what an import leaves that is not interrupted: no group twice, and no call of a step that the journal had as done. Writes that come at about the same time are one commit, so the number of commits differs from run to run. `pnpm crash --write` makes these figures.',
    importHead: ['vendor', 'group ids', 'commits', 'step', 'kills', 'stops', 'wrong'],
    ids: { keep: 'own', new: 'made by the vendor' },
    migrations:
      'Each phase of a migration of 10 groups was killed in the same way, while three in a hundred replies of the target were lost. Afterwards both apps must be as after a phase that is not interrupted. `pnpm crash:migration --write` makes these figures.',
    migrationHead: ['from', 'to', 'phase', 'commits', 'step', 'kills', 'wrong'],
  },
  zh: {
    title: '被杀掉的任务',
    imports:
      '导入 30 个群（含成员、管理员、禁言、黑名单和公告）的进程，在其日志的每一次提交（步长大于 1 时每隔相应次数的提交）之前或之后被杀掉（SIGKILL），同时每二十个响应丢失一个；然后重新启动。也试过用 SIGSTOP 停一分钟再继续。之后服务里的内容必须与没有中断的导入完全相同：没有重复的群，日志中已完成的步骤没有再次调用。几乎同时到来的写入是一次提交，所以每次运行的提交次数不同。数字由 `pnpm crash --write` 生成。',
    importHead: ['厂商', '群 ID', '提交', '步长', '杀掉', '停住', '错误'],
    ids: { keep: '自定义', new: '由厂商生成' },
    migrations:
      '迁移 10 个群时，每个阶段也以同样方式被杀掉，同时目标应用每一百个响应丢失三个。之后两边的应用必须与没有中断的阶段之后完全相同。数字由 `pnpm crash:migration --write` 生成。',
    migrationHead: ['源', '目标', '阶段', '提交', '步长', '杀掉', '错误'],
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
  const title = (name: VendorName): string => entryOf(name).vendor.titles[language];
  return [
    `## ${text.title}`,
    '',
    text.imports,
    '',
    ...table(
      text.importHead,
      imports.map(({ vendor, groupIds, commits, step, kills, stops, wrong }) => [
        title(vendor),
        text.ids[groupIds],
        ...[commits, step, kills, stops, wrong],
      ]),
    ),
    text.migrations,
    '',
    ...table(
      text.migrationHead,
      migrations.map(({ from, to, phase, commits, step, kills, wrong }) => [
        title(from),
        title(to),
        phase,
        ...[commits, step, kills, wrong],
      ]),
    ),
  ];
}

/** A table whose columns of numbers are aligned to the right. */
function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  const rules = head.map((_, index) => (typeof rows[0]?.[index] === 'number' ? '---:' : '---'));
  return [...[head, rules, ...rows].map((cells) => `| ${cells.join(' | ')} |`), ''];
}
