import { fileURLToPath } from 'node:url';
import { defineConfig, type PageData, type SiteConfig } from 'vitepress';
import { showDrawings } from './markdown/drawings.ts';
import { repositoryLinks } from './markdown/repository-links.ts';
import { slugify } from './markdown/slugify.ts';
import { localSearch } from './search.ts';
import { chineseTheme, englishTheme, sharedTheme } from './themes.ts';

export default defineConfig({
  title: 'imgroups',
  description: 'One TypeScript SDK to manage chat groups on Tencent Cloud Chat and Easemob.',
  srcExclude: ['examples/**', 'scripts/**', 'test/**'],
  rewrites: (file) => file.replace(/(^|\/)README\.md$/, '$1index.md'),
  // The data of all pages in a file of its own, and not in every page.
  metaChunk: true,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }]],
  locales: {
    root: { label: 'English', lang: 'en', themeConfig: englishTheme },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '用一套 TypeScript SDK 管理腾讯云即时通信 IM 和环信 IM 的群组。',
      themeConfig: chineseTheme,
    },
  },
  themeConfig: { ...sharedTheme, search: { provider: 'local', options: localSearch } },
  markdown: {
    anchor: { slugify },
    config(markdown) {
      showDrawings(markdown);
      repositoryLinks(markdown);
    },
  },
  transformPageData: (page, { siteConfig }) => ({
    frontmatter: {
      ...page.frontmatter,
      ...(page.relativePath.includes('reference/') && { editLink: false }),
      otherLanguage: otherLanguageOf(page, siteConfig),
    },
  }),
  vite: {
    resolve: {
      alias: [
        // The theme takes for granted that every page exists in every language.
        {
          find: /^\.\.?\/composables\/langs$/,
          replacement: fileURLToPath(new URL('theme/languages.ts', import.meta.url)),
        },
      ],
    },
    build: { chunkSizeWarningLimit: 2_000 },
  },
});

/** The same page in the other language, or the nearest index above it that exists there. */
function otherLanguageOf({ relativePath }: PageData, { pages, rewrites }: SiteConfig): string {
  const known = new Set(pages.map((page) => rewrites.map[page] ?? page));
  const path = relativePath.startsWith('zh/') ? relativePath.slice(3) : `zh/${relativePath}`;
  const folders = path.split('/').slice(0, -1);
  const candidates = [
    path,
    ...folders.map((_, depth) => `${folders.slice(0, folders.length - depth).join('/')}/index.md`),
  ];
  return candidates.find((candidate) => known.has(candidate)) ?? 'index.md';
}
