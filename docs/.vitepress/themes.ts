import type { DefaultTheme } from 'vitepress';
import core from '../../packages/core/package.json' with { type: 'json' };
import { sidebarOf } from './sidebar.ts';

const repository = 'https://github.com/imgroups/imgroups';

/** That of all packages, which are released together. */
const version = `v${core.version}`;

/** The settings of both languages. */
export const sharedTheme: DefaultTheme.Config = {
  siteTitle: 'imgroups',
  outline: [2, 3],
  socialLinks: [{ icon: 'github', link: repository, ariaLabel: 'GitHub' }],
};

const editPattern = `${repository}/edit/main/docs/:path`;

export const englishTheme: DefaultTheme.Config = {
  nav: [
    { text: 'Guide', link: '/guide/getting-started.md', activeMatch: '^/(guide|concepts)/' },
    { text: 'Reference', link: '/reference/', activeMatch: '^/reference/(?!api/)' },
    { text: 'API', link: '/reference/api/', activeMatch: '^/reference/api/' },
    {
      text: 'Project',
      activeMatch: '^/(decisions|reliability|mutation-testing)',
      items: [
        { text: 'Decisions', link: '/decisions/' },
        { text: 'Reliability', link: '/reliability.md' },
        { text: 'Mutation testing', link: '/mutation-testing.md' },
      ],
    },
    { text: version, link: `${repository}/releases`, noIcon: true },
  ],
  sidebar: sidebarOf('en'),
  editLink: { pattern: editPattern, text: 'Edit this page' },
  outline: { level: [2, 3], label: 'On this page' },
};

export const chineseTheme: DefaultTheme.Config = {
  nav: [
    { text: '指南', link: '/zh/guide/getting-started.md', activeMatch: '^/zh/(guide|concepts)/' },
    { text: '参考', link: '/zh/reference/', activeMatch: '^/zh/reference/' },
    { text: 'API（英文）', link: '/reference/api/' },
    {
      text: '项目',
      activeMatch: '^/zh/(decisions|reliability|mutation-testing)',
      items: [
        { text: '决策记录', link: '/zh/decisions/' },
        { text: '可靠性', link: '/zh/reliability.md' },
        { text: '变异测试', link: '/zh/mutation-testing.md' },
      ],
    },
    { text: version, link: `${repository}/releases`, noIcon: true },
  ],
  sidebar: sidebarOf('zh'),
  editLink: { pattern: editPattern, text: '编辑此页' },
  outline: { level: [2, 3], label: '本页目录' },
  docFooter: { prev: '上一页', next: '下一页' },
  darkModeSwitchLabel: '外观',
  lightModeSwitchTitle: '切换到浅色模式',
  darkModeSwitchTitle: '切换到深色模式',
  sidebarMenuLabel: '菜单',
  returnToTopLabel: '回到顶部',
  langMenuLabel: '切换语言',
  skipToContentLabel: '跳到正文',
  notFound: {
    title: '页面不存在',
    quote: '这个地址没有页面，可能已经改名。可以用上方的搜索查找。',
    linkLabel: '回到首页',
    linkText: '回到首页',
  },
};
