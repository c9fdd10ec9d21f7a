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
    [`/${prefix}decisions/`]: projectPages(language),
    [`/${prefix}reliability`]: projectPages(language),
    [`/${prefix}mutation-testing`]: projectPages(language),
    ...(language === 'en' ? apiSidebars() : {}),
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
    {
      text: words.api,
      collapsed: true,
      link: `/${api}/`,
      items: apiEntries().map((name) => ({ text: name, link: `/${api}/${name}/` })),
    },
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

const projectWords = {
  en: { reliability: 'Reliability', mutation: 'Mutation testing', decisions: 'Decisions' },
  zh: { reliability: '可靠性', mutation: '变异测试', decisions: '决策记录' },
} as const;

function projectPages(language: Language): DefaultTheme.SidebarItem[] {
  const words = projectWords[language];
  const prefix = language === 'zh' ? 'zh/' : '';
  return [
    { text: words.reliability, link: `/${prefix}reliability` },
    { text: words.mutation, link: `/${prefix}mutation-testing` },
    {
      text: words.decisions,
      link: `/${prefix}decisions/`,
      items: filesOf('decisions')
        .reverse()
        .map((file) => decision(file, language)),
    },
  ];
}

/** One that is not translated yet leads to the English page. */
function decision(file: string, language: Language): DefaultTheme.SidebarItem {
  if (language === 'en') return itemOf(shortTitleOf)(file);
  if (existsSync(`${docs}zh/${file}`)) return itemOf(shortTitleOf)(`zh/${file}`);
  return { text: `${shortTitleOf(file)}（英文）`, link: `/${file}` };
}

const api = 'reference/api';

/** A tree for each package: all packages, and of this one the kinds of exports with their names. */
function apiSidebars(): DefaultTheme.SidebarMulti {
  const packages = apiEntries();
  const sidebarFor = (open?: string): DefaultTheme.SidebarItem[] => [
    { text: 'API', link: `/${api}/` },
    ...packages.map((name) => ({
      text: name,
      link: `/${api}/${name}/`,
      ...(name === open && { items: kindsOf(name) }),
    })),
  ];
  return Object.fromEntries([
    [`/${api}/`, sidebarFor()],
    ...packages.map((name) => [`/${api}/${name}/`, sidebarFor(name)]),
  ]);
}

/** The entries of all packages, for example `@imgroups/core/adapter`. */
function apiEntries(): string[] {
  return globSync(`${api}/@*/**/README.md`, { cwd: docs })
    .map((file) => slashed(file).slice(api.length + 1, -'/README.md'.length))
    .sort();
}

/** The kinds of exports of an entry, as TypeDoc names its folders. */
function kindsOf(entry: string): DefaultTheme.SidebarItem[] {
  const files = globSync(`${api}/${entry}/*/*.md`, { cwd: docs }).map(slashed).sort();
  const kinds = Map.groupBy(
    files.filter((file) => !file.endsWith('/README.md')),
    (file) => file.split('/').at(-2) ?? '',
  );
  return [...kinds].map(([kind, pages]) => ({
    text: kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('-', ' '),
    collapsed: true,
    items: pages.map((file) => ({
      text: file.slice(file.lastIndexOf('/') + 1, -'.md'.length),
      link: `/${file}`,
    })),
  }));
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

/** The pages of a folder but its index. */
function filesOf(folder: string): string[] {
  return globSync(`${folder}/*.md`, { cwd: docs })
    .map(slashed)
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
