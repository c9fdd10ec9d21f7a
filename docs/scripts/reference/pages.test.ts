import { readFileSync } from 'node:fs';
import { errorCodes, errorReasons } from '@imgroups/core/adapter';
import { easemobErrorMeaning } from '@imgroups/easemob';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { tencentErrorMeanings } from '@imgroups/tencent';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { describe, expect, test } from 'vitest';
import { documentedErrors } from '../../../packages/easemob/test/documented-errors.ts';
import { errorMeaning } from '../../../packages/tencent/src/wire/error-codes.ts';
import { runtimeDependencies } from '../licences.ts';
import { docs, folders, writtenPages } from './folders.ts';
import { languages } from './language.ts';
import { referencePages } from './pages.ts';
import { tencentCodeTexts } from './tencent-code-texts.ts';

const pages = await referencePages();

test.each([...pages])('%s is what the declarations say', (path, text) => {
  const file = readFileSync(new URL(path, docs), 'utf8');

  expect(file.replaceAll('\r\n', '\n')).toBe(text);
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

  test.each([
    ['tencent', Object.keys(tencentEndpoints)],
    ['easemob', Object.keys(easemobEndpoints)],
  ])('every endpoint of %s has one section', (vendor, methods) => {
    const found = headings(vendor).filter((heading) => methods.includes(heading));

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

test('every code of Tencent has a text, and no other', () => {
  expect(Object.keys(tencentCodeTexts).sort()).toEqual(Object.keys(tencentErrorMeanings).sort());
});

test('the codes of Tencent that the page calls exceptions are exceptions', () => {
  const path = '/v4/group_open_http_svc/modify_group_base_info';
  const extension = '/v4/openim_msg_ext_http_svc/group_set_key_values';

  const meanings = [
    errorMeaning(10007),
    errorMeaning(10007, { path, request: { From_Account: 'bob' } }),
    errorMeaning(10007, { path, request: { Operator_Account: 'bob' } }),
    errorMeaning(10008, { path: extension, request: {} }),
  ].map(({ code, reason }) => [code, reason]);

  expect(meanings).toEqual([
    ['unsupported', undefined],
    ['permission_denied', undefined],
    ['permission_denied', undefined],
    ['unsupported', 'plan_limit'],
  ]);
});

test('what the page says of other statuses of Easemob is so', () => {
  expect(easemobErrorMeaning({ status: 418 })).toEqual(easemobErrorMeaning({ status: 400 }));
  expect(easemobErrorMeaning({ status: 599 })).toEqual(easemobErrorMeaning({ status: 500 }));
});

test('every documented failure of Easemob stands on its page', () => {
  const text = pages.get('reference/easemob-error-codes.md') ?? '';

  const missing = documentedErrors
    .map(([, , description]) => description?.trim() ?? '')
    .filter((description) => !text.includes(description.replaceAll('|', '\\|')));

  expect(missing).toEqual([]);
});

test('everything that is installed along has a permissive licence', () => {
  const permissive = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|Zlib|\(MIT AND Zlib\))$/;

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
