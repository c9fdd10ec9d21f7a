import { existsSync, statSync } from 'node:fs';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const notPages = /^docs\/(examples|scripts|test|\.vitepress|node_modules)\/|^(?!docs\/)/;

/**
 * Pages link to files as they lie in the repository. Links to pages become links of the site; links to anything else
 * that exists, such as a source or a package, lead to GitHub.
 */
export function repositoryLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push(
    'repository-links',
    ({ tokens, env }: { tokens: Tokens; env: MarkdownEnv }) => {
      const page = env.realPath ?? env.path;
      for (const token of tokens.flatMap(({ children }) => children ?? [])) {
        const link = token.type === 'link_open' ? token.attrGet('href') : null;
        if (link) token.attrSet('href', toSiteLink(page, link));
      }
    },
  );
}

type Tokens = ReturnType<MarkdownRenderer['parse']>;

/** @param page The file with the link. */
export function toSiteLink(page: string, link: string): string {
  if (/^([a-z]+:|\/|#)/i.test(link)) return link;
  const [, path = '', anchor = ''] = /^([^#]*)(#.*)?$/.exec(link) ?? [];
  const target = resolve(dirname(page), decodeURIComponent(path));
  const file = relative(repository, target).split(sep).join(posix.sep);
  if (file.endsWith('.md') && !notPages.test(file)) {
    return path.replace(/(^|\/)README\.md$/, '$1index.md') + anchor;
  }
  // A missing file keeps its link, which VitePress reports as dead.
  if (file.startsWith('..') || !existsSync(target)) return link;
  const isIndex = existsSync(resolve(target, 'README.md'));
  if (isIndex && !notPages.test(`${file}/`)) return `${path.replace(/\/$/, '')}/index.md${anchor}`;
  const view = statSync(target).isDirectory() ? 'tree' : 'blob';
  return `https://github.com/imgroups/imgroups/${view}/main/${file}${anchor}`;
}
