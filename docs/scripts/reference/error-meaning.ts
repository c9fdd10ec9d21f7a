import type { ErrorMeaning } from '@imgroups/core/adapter';
import type { Language } from './language.ts';

/** Head of the columns that tell how the library reads an error of a vendor. */
export function meaningHead(language: Language): readonly string[] {
  return ['`code`', '`reason`', { en: 'Retry', zh: '重试' }[language]];
}

/** The cells below. */
export function meaningCells(meaning: ErrorMeaning, language: Language): readonly string[] {
  const { retryable, ambiguous, renew } = meaning;
  const notes = [
    retryable ? 'retryable' : '',
    ambiguous ? 'ambiguous' : '',
    renew ? { en: 'after renewing credentials', zh: '更新凭据后' }[language] : '',
  ].filter((note) => note !== '');
  const link = (name: string): string => `[\`${name}\`](errors.md#${name})`;
  return [link(meaning.code), meaning.reason ? link(meaning.reason) : '', notes.join(', ')];
}
