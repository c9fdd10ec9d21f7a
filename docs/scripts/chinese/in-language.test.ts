import { expect, test } from 'vitest';
import type { CatalogueField } from '../catalogue/catalogue.ts';
import { vendors } from '../reference/vendors.ts';
import texts from './texts.json' with { type: 'json' };

const translations = Object.entries(texts);
const said = new Set(
  vendors.flatMap(({ catalogue, furtherReads }) => [
    ...furtherReads.map(({ why }) => why),
    ...descriptionsOf(catalogue.envelope),
    ...catalogue.chapters
      .flatMap(({ endpoints }) => endpoints)
      .flatMap(({ summary, notes, request, response }) => [
        summary,
        ...(notes === undefined ? [] : [notes]),
        ...descriptionsOf([...request, ...response]),
      ]),
  ]),
);

function descriptionsOf(fields: readonly CatalogueField[]): readonly string[] {
  return fields.flatMap(({ description }) => (description === undefined ? [] : [description]));
}

test('everything that is said of endpoints, fields and further reads is in texts.json', () => {
  const missing = [...said].filter((text) => !(text in texts));

  expect(missing).toEqual([]);
});

test('texts.json has nothing that is said nowhere', () => {
  const unused = translations.filter(([english]) => !said.has(english));

  expect(unused).toEqual([]);
});

test('a translation has the names and numbers of the English text', () => {
  const differing = translations.filter(
    ([english, chinese]) => partsOf(english).join() !== partsOf(chinese).join(),
  );

  expect(differing).toEqual([]);
});

/** The names and numbers of a text, in any order and however often. */
function partsOf(text: string): readonly string[] {
  const names = [...text.matchAll(/`[^`]+`/g)].map(([name]) => name);
  const numbers = text.replaceAll(/`[^`]+`/g, '').match(/\d[\d,.]*\d|\d/g) ?? [];
  return [...new Set([...names, ...numbers])].sort();
}
