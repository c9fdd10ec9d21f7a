import type { DefaultTheme } from 'vitepress';

/**
 * The terms of a text for the index: words, the parts of camelCase names, and for Chinese every
 * character, every pair and the long words.
 *
 * VitePress sends the text of this function to the browser, so it may use nothing from outside.
 */
export function indexTerms(text: string): string[] {
  return text.split(/[\n\r\p{Z}\p{P}\p{S}]+/u).flatMap((word) =>
    word.split(/(\p{Script=Han}+)/u).flatMap((run) => {
      if (!run) return [];
      const characters = [...run];
      if (/\p{Script=Han}/u.test(run)) {
        const words =
          'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }).segment(run) : [];
        return [
          ...[...words].map(({ segment }) => segment).filter(({ length }) => length > 2),
          ...characters,
          ...characters.slice(1).map((next, index) => characters[index] + next),
        ];
      }
      const parts = run.split(/(?<=\p{Ll})(?=\p{Lu})/u);
      return parts.length > 1 ? [run, ...parts] : parts;
    }),
  );
}

/** The terms of a query: as in the index, but of Chinese no single characters, which say little. */
export function queryTerms(text: string): string[] {
  return text.split(/[\n\r\p{Z}\p{P}\p{S}]+/u).flatMap((word) =>
    word.split(/(\p{Script=Han}+)/u).flatMap((run) => {
      const characters = [...run];
      if (characters.length > 1 && /\p{Script=Han}/u.test(run)) {
        const pairs = characters.slice(1).map((next, index) => characters[index] + next);
        return [...new Set([run, ...pairs])];
      }
      return run ? [run] : [];
    }),
  );
}

/** The search of both languages, in the browser and without any service. */
export const localSearch: DefaultTheme.LocalSearchOptions = {
  miniSearch: {
    options: { tokenize: indexTerms },
    searchOptions: {
      tokenize: queryTerms,
      // A Chinese word with another character is another word.
      fuzzy: (term: string) => (/\p{Script=Han}/u.test(term) ? false : 0.2),
      prefix: true,
      // The pages that people wrote come before those made from docstrings.
      boostDocument: (page: string) => (page.includes('/reference/api/') ? 0.3 : 1),
      boost: { title: 4, text: 2, titles: 1 },
    },
  },
  locales: {
    zh: {
      translations: {
        button: { buttonText: '搜索文档', buttonAriaLabel: '搜索文档' },
        modal: {
          displayDetails: '显示详细列表',
          resetButtonTitle: '清除查询条件',
          backButtonTitle: '关闭搜索',
          noResultsText: '没有找到结果：',
          footer: {
            selectText: '选择',
            selectKeyAriaLabel: '回车',
            navigateText: '切换',
            navigateUpKeyAriaLabel: '上箭头',
            navigateDownKeyAriaLabel: '下箭头',
            closeText: '关闭',
            closeKeyAriaLabel: 'Esc',
          },
        },
      },
    },
  },
};
