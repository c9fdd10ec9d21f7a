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
    ...(language === 'en'
      ? {
          '/decisions/': projectPages(),
          '/reliability': projectPages(),
          '/mutation-testing': projectPages(),
        }
      : { '/zh/reliability': chineseProjectPages }),
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
      ? { overview: '总览', api: 'API（英文）' }
      : { overview: 'Overview', api: 'API' };
  const vendors = vendorsIn(folder);
  return [
    { text: words.overview, link: `/${folder}/` },
    ...vendors.map((vendor) => ({
      text: titleOf(`${folder}/${vendor}/README.md`),
      collapsed: true,
      link: `/${folder}/${vendor}/`,
      items: filesOf(`${folder}/${vendor}`).map(itemOf(shortTitleOf)),
    })),
    ...itemsOf(referencePages, language),
    ...vendors.map((vendor) => `${folder}/${vendor}-error-codes.md`).map(itemOf(titleOf)),
    { text: words.api, link: '/reference/api/' },
  ];
}

/** The vendors, in the order in which the overview has their folders. */
function vendorsIn(folder: string): string[] {
  if (!existsSync(`${docs}${folder}/README.md`)) return [];
  const overview = readFileSync(`${docs}${folder}/README.md`, 'utf8');
  return [...overview.matchAll(/\]\((\w+)\/README\.md\)/g)]
    .map(([, vendor = '']) => vendor)
    .filter((vendor) => vendor !== 'api');
}

function itemOf(textOf: (file: string) => string) {
  return (file: string): DefaultTheme.SidebarItem => ({ text: textOf(file), link: `/${file}` });
}

function projectPages(): DefaultTheme.SidebarItem[] {
  return [
    { text: 'Reliability', link: '/reliability' },
    { text: 'Mutation testing', link: '/mutation-testing' },
    {
      text: 'Decisions',
      link: '/decisions/',
      items: filesOf('decisions').reverse().map(itemOf(shortTitleOf)),
    },
  ];
}

/** Of these only one is written in Chinese too. */
const chineseProjectPages: DefaultTheme.SidebarItem[] = [
  { text: '可靠性', link: '/zh/reliability' },
  { text: '变异测试（英文）', link: '/mutation-testing' },
  { text: '决策记录（英文）', link: '/decisions/' },
];

/** The pages of a folder but its index. */
function filesOf(folder: string): string[] {
  return globSync(`${folder}/*.md`, { cwd: docs })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('/README.md'))
    .sort();
}

/** The first heading of a page as plain text. */
function titleOf(file: string): string {
  const heading = /^# (.+)$/m.exec(readFileSync(`${docs}${file}`, 'utf8'))?.[1];
  if (!heading) throw new Error(`docs/${file} has no title`);
  return heading.replaceAll('`', '');
}

/** The title without the vendor or the date before the colon. */
function shortTitleOf(file: string): string {
  const title = titleOf(file).replace(/^[^:：]+[:：]\s*/, '');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
