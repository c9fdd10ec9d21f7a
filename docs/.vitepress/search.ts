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

/** Words that people search for in place of each other; the pages of the concepts come first for all of them. */
const conceptWords: readonly (readonly string[])[] = [
  ['mute', 'silence', 'gag'],
  ['kick', 'expel', 'remove'],
  ['ban', 'block', 'blacklist', 'blocklist', 'denylist'],
  ['owner', 'transfer', 'handover'],
  ['dissolve', 'disband', 'delete'],
  ['admin', 'moderator', 'role'],
  ['limit', 'limits', 'throttle', 'throttling', 'ratelimit'],
  ['retry', 'retries', 'repeat'],
  ['pagination', 'paging', 'cursor'],
  ['bulk', 'batch'],
  ['token', 'credential', 'usersig', 'signature'],
  ['禁言', '闭麦'],
  ['踢人', '踢出', '移除', '移出'],
  ['拉黑', '黑名单', '封禁'],
  ['群主', '转让', '移交'],
  ['解散', '删除群'],
  ['管理员', '角色'],
  ['限流', '限频', '频率'],
  ['重试', '重发'],
  ['分页', '翻页', '游标'],
  ['批量'],
  ['鉴权', '凭据', '签名'],
];

/** The terms to look for in place of one of a query: itself, and the words that mean the same. */
function withSynonyms(term: string, groups = conceptWords): string[] {
  const word = term.toLowerCase();
  const stem = (other: string) => word === other || word === `${other}s`;
  return [...new Set([word, ...groups.filter((group) => group.some(stem)).flat()])];
}

/** The weight of a term on a page. */
function weightOf(page: string, term: string, groups = conceptWords): number {
  const concept = groups.some((group) =>
    group.some((word) => term.startsWith(word) && term.length <= word.length + 3),
  );
  // The pages that people write come before those made from docstrings.
  if (page.includes('/reference/api/')) return concept ? 0.1 : 0.3;
  if (page.includes('/reference/')) return concept ? 0.3 : 1;
  return concept && page.includes('/concepts/') ? 3 : 1;
}

/** VitePress sends the text of functions to the browser, so the list of words becomes part of it. */
function withWords<Parameters extends readonly unknown[], Result>(
  call: (...all: [...Parameters, groups?: typeof conceptWords]) => Result,
): (...all: Parameters) => Result {
  const given = `...all.slice(0, ${call.length})`;
  const text = `return (${call})(${given}, ${JSON.stringify(conceptWords)})`;
  return new Function('...all', text) as (...all: Parameters) => Result;
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
      processTerm: withWords<[string], string[]>(withSynonyms),
      boostDocument: withWords<[string, string], number>(weightOf),
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
