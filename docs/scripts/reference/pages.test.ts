import { readFileSync } from 'node:fs';
import { errorCodes, errorReasons } from '@imgroups/core/adapter';
import { describe, expect, test } from 'vitest';
import { runtimeDependencies } from '../licences.ts';
import { docs, folders, writtenPages } from './folders.ts';
import { languages } from './language.ts';
import { referencePages } from './pages.ts';
import { readmes, withCounts } from './readme-counts.ts';
import { vendors } from './vendors.ts';

const pages = await referencePages();

test.each([...pages])('%s is what the declarations say', (path, text) => {
  const file = readFileSync(new URL(path, docs), 'utf8');

  expect(file.replaceAll('\r\n', '\n')).toBe(text);
});

test.each(languages)('the README in %s has as many endpoints as there are', (language) => {
  const readme = readFileSync(new URL(`../${readmes[language]}`, docs), 'utf8');

  expect(readme).toBe(withCounts(readme, language));
});

test('there is no page that nobody generates', () => {
  expect(writtenPages()).toEqual([...pages.keys()].sort());
});

test('both languages have the same pages', () => {
  const [en, zh] = languages.map((language) =>
    [...pages.keys()]
      .filter((path) => path.startsWith(`${folders[language]}/`))
      .map((path) => path.slice(folders[language].length)),
  );

  expect(zh).toEqual(en);
});

describe.each(languages)('in %s', (language) => {
  const folder = folders[language];
  const headings = (vendor: string): readonly string[] =>
    [...pages]
      .filter(([path]) => path.startsWith(`${folder}/${vendor}/`))
      .flatMap(([, text]) => [...text.matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name));

  test.each(vendors)('every endpoint of $name has one section', ({ name, chapters }) => {
    const methods = Object.values(chapters).flatMap((table) => Object.keys(table));

    const found = headings(name).filter((heading) => methods.includes(heading));

    expect(found.toSorted()).toEqual(methods.toSorted());
  });

  test('every code and every reason has one section', () => {
    const text = pages.get(`${folder}/errors.md`) ?? '';

    const sections = [...text.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);

    expect(sections).toEqual([...errorCodes, ...errorReasons]);
  });

  test('every link to a page of the reference and to a section of it leads somewhere', () => {
    const broken = [...pages]
      .filter(([path]) => path.startsWith(`${folder}/`))
      .flatMap(([path, text]) => linksIn(path, text))
      .filter(({ target, anchor }) => {
        if (!target.startsWith(`${folder}/`) || target.includes('/api/')) return false;
        const text = pages.get(target);
        return text === undefined || (anchor !== '' && !anchorsIn(text).includes(anchor));
      });

    expect(broken).toEqual([]);
  });
});

test('everything that is installed along has a permissive licence', () => {
  // If a package offers several (OR), the permissive one is taken.
  const permissive =
    /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|Zlib|\(MIT AND Zlib\)|\(BSD-3-Clause OR GPL-2\.0\))$/;

  const others = runtimeDependencies().filter(({ licence }) => !permissive.test(licence));

  expect(others).toEqual([]);
});

/** Links of a page to pages, as paths below `docs`. */
function linksIn(
  path: string,
  text: string,
): readonly { readonly from: string; readonly target: string; readonly anchor: string }[] {
  const links = text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g);
  return [...links].map(([, page = '', anchor = '']) => ({
    from: path,
    target: page === '' ? path : new URL(page, `file:///${path}`).pathname.slice(1),
    anchor,
  }));
}

/** Anchors of the headings, as GitHub and the site make them. */
function anchorsIn(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  );
}
