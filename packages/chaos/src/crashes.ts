import type { Language } from './report-texts.ts';

/** The results of imports that were killed; `pnpm crash --write` makes them. */
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

const texts: Readonly<Record<Language, CrashTexts>> = {
  en: {
    title: 'Jobs that are killed',
    about:
      'An import of 30 groups, with members, admins, mutes, blacklist and announcements, was killed (SIGKILL) at commits of its journal, just before or just after, while every twentieth reply was lost; then it was started again. It was also stopped (SIGSTOP) for a minute and went on. Afterwards the service must have exactly what an import leaves that is not interrupted: no group twice, and no call of a step that the journal had as done. `pnpm crash --write` runs this at every commit; the figures are of `--step 3`, on Easemob with ids made by the vendor of `--step 4`.',
    head: ['vendor', 'group ids', 'commits', 'kills', 'stops', 'wrong'],
    ids: { keep: 'own', new: 'made by the vendor' },
  },
  zh: {
    title: '被杀掉的任务',
    about:
      '导入 30 个群（含成员、管理员、禁言、黑名单和公告）的进程，在其日志的各次提交之前或之后被杀掉（SIGKILL），同时每二十个响应丢失一个；然后重新启动。也试过用 SIGSTOP 停一分钟再继续。之后服务里的内容必须与没有中断的导入完全相同：没有重复的群，日志中已完成的步骤没有再次调用。`pnpm crash --write` 在每一次提交处都这样做；表中的数字来自 `--step 3`，环信由厂商生成 ID 的一行来自 `--step 4`。',
    head: ['厂商', '群 ID', '提交', '杀掉', '停住', '错误'],
    ids: { keep: '自定义', new: '由厂商生成' },
  },
};

interface CrashTexts {
  readonly title: string;
  readonly about: string;
  readonly head: readonly string[];
  readonly ids: Readonly<Record<CrashRow['groupIds'], string>>;
}

/** The section on jobs that are killed, with its title. */
export function crashSection(rows: readonly CrashRow[], language: Language): readonly string[] {
  const { title, about, head, ids } = texts[language];
  return [
    `## ${title}`,
    '',
    about,
    '',
    `| ${head.join(' | ')} |`,
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...rows.map(({ vendor, groupIds, commits, kills, stops, wrong }) => {
      const cells = [vendor, ids[groupIds], commits, kills, stops, wrong];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
  ];
}
