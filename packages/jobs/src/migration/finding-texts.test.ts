import { describe, expect, test } from 'vitest';
import { findingTexts } from './finding-texts.ts';

/** Names of rules, their answers and calls, which are the same in all languages. */
const namesIn = (text: string) => [...text.matchAll(/'\w+'|\b\w*[a-z][A-Z]\w*\b/g)].flat().sort();

describe.each(Object.entries(findingTexts))('what a plan says of %s', (_, { en, zh }) => {
  test('is said in Chinese too', () => {
    expect([zh.text, zh.remedy]).toEqual([
      expect.stringMatching(/^[^。]*\p{Script=Han}.*。$/u),
      expect.stringMatching(/^[^。]*\p{Script=Han}.*。$|^无。$/u),
    ]);
  });

  test('names the same rules and answers in both languages', () => {
    expect([namesIn(zh.text), namesIn(zh.remedy)]).toEqual([namesIn(en.text), namesIn(en.remedy)]);
  });
});
