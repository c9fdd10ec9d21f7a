import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allPages, readPage, siteFolder } from './built-site.ts';

const pages = new Map(allPages.map((path) => [path, readPage(path)]));
const anchors = new Map([...pages].map(([path, html]) => [path, idsOf(html)]));

describe('every page', () => {
  test('leads with each link to something that exists', () => {
    const dead = [...pages].flatMap(([path, html]) =>
      linksOf(html)
        .filter((link) => !exists(path, link))
        .map((link) => `${path} -> ${link}`),
    );

    expect(dead).toEqual([]);
  });

  test('loads nothing from other servers', () => {
    const foreign = [...pages].flatMap(([path, html]) =>
      [
        ...html.matchAll(
          /<(?!a\b)[a-z]+\b[^>]*\b(?:src|href)="(?:https?:)?\/\/[^>]*>|@import[^;]*/g,
        ),
      ].map(([tag]) => `${path}: ${tag}`),
    );

    expect(foreign).toEqual([]);
  });

  test('tells its language', () => {
    const wrong = [...pages].filter(
      ([path, html]) => !html.includes(`<html lang="${path.startsWith('/zh/') ? 'zh-CN' : 'en'}"`),
    );

    expect(wrong.map(([path]) => path)).toEqual([]);
  });
});

function idsOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => decode(id)));
}

function linksOf(html: string): string[] {
  const links = [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map(([, link = '']) =>
    decode(link),
  );
  return [...new Set(links)].filter((link) => !/^([a-z]+:|\/\/)/.test(link));
}

function exists(page: string, link: string): boolean {
  const [, path = '', anchor = ''] = /^([^#?]*)[^#]*#?(.*)$/.exec(link) ?? [];
  const resolved =
    path === '' ? page : posix.resolve(posix.dirname(page), decodeURIComponent(path));
  const target = path.endsWith('/') ? posix.join(resolved, 'index.html') : resolved;
  const ids = anchors.get(target);
  if (!ids) return existsSync(`${siteFolder}${target}`) && /\.[a-z]+$/.test(target);
  return anchor === '' || ids.has(decodeURIComponent(anchor));
}

function decode(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
