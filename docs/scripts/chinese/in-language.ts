import type { Language } from '../reference/language.ts';
import texts from './texts.json' with { type: 'json' };

const chinese: Readonly<Record<string, string>> = texts;

/** A text from the sources, such as the docstring of a field; one without a translation stays English. */
export function inLanguage(text: string, language: Language): string {
  return language === 'zh' ? (chinese[text] ?? text) : text;
}
