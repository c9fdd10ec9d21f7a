import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DefaultTheme } from 'vitepress';
import { guideGroups, referencePages, type SidebarPage } from './pages.ts';

export type Language = 'en' | 'zh';

const docs = fileURLToPath(new URL('..', import.meta.url));

/** The sidebars of one language, by the folder they belong to. */
export function sidebarOf(language: Language): DefaultTheme.SidebarMulti {
  const prefix = language === 'zh' ? 'zh/' : '';
  const guide = guideGroups.map((group) => ({
    text: group[language],
    items: itemsOf(group.pages, language),
  }));
  const reference = referenceOf(language);
  return {
    [`/${prefix}guide/`]: guide,
    [`/${prefix}concepts/`]: guide,
    [`/${prefix}reference/`]: reference,
    ...(language === 'en' && {
      '/decisions/': projectPages(),
      '/reliability': projectPages(),
      '/mutation-testing': projectPages(),
    }),
  };
}

/** Pages that are not written yet are left out. */
function itemsOf(
  pages: readonly SidebarPage[],
  language: Language,
): readonly DefaultTheme.SidebarItem[] & DefaultTheme.SidebarItem[] {
  const prefix = language === 'zh' ? 'zh/' : '';
  return pages
    .filter(({ file }) => existsSync(`${docs}${prefix}${file}`))
    .map((page) => ({ text: page[language], link: `/${prefix}${page.file}` }));
}

function referenceOf(language: Language): DefaultTheme.SidebarItem[] {
  const folder = language === 'zh' ? 'zh/reference' : 'reference';
  const words =
    language === 'zh'
      ? { overview: '总览', tencent: '腾讯云 IM 接口', easemob: '环信接口', api: 'API（英文）' }
      : {
          overview: 'Overview',
          tencent: 'Tencent endpoints',
          easemob: 'Easemob endpoints',
          api: 'API',
        };
  const chapters = (vendor: 'tencent' | 'easemob') => ({
    text: words[vendor],
    collapsed: true,
    link: `/${folder}/${vendor}/`,
    items: filesOf(`${folder}/${vendor}`).map((file) => ({
      text: shortTitleOf(file),
      link: `/${file}`,
    })),
  });
  return [
    { text: words.overview, link: `/${folder}/` },
    ...(['tencent', 'easemob'] as const)
      .filter((vendor) => existsSync(`${docs}${folder}/${vendor}`))
      .map(chapters),
    ...itemsOf(referencePages, language),
    { text: words.api, link: '/reference/api/' },
  ];
}

function projectPages(): DefaultTheme.SidebarItem[] {
  const decisions = filesOf('decisions').reverse();
  return [
    { text: 'Reliability', link: '/reliability' },
    { text: 'Mutation testing', link: '/mutation-testing' },
    {
      text: 'Decisions',
      link: '/decisions/',
      items: decisions.map((file) => ({
        text: shortTitleOf(file),
        link: `/${file}`,
      })),
    },
  ];
}

/** The pages of a folder but its index. */
function filesOf(folder: string): string[] {
  return globSync(`${folder}/*.md`, { cwd: docs })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('/README.md'))
    .sort();
}

/** The first heading of a page as plain text, without the vendor or the date before the colon. */
function shortTitleOf(file: string): string {
  const heading = /^# (.+)$/m.exec(readFileSync(`${docs}${file}`, 'utf8'))?.[1];
  if (!heading) throw new Error(`docs/${file} has no title`);
  const title = heading.replaceAll('`', '').replace(/^[^:：]+[:：]\s*/, '');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
