/** Languages of the reference; the first one is at the root of the site. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** The same text in each language. */
export type Text = Readonly<Record<Language, string>>;

/** Joins parts of a sentence as the language writes lists. */
export function listed(parts: readonly string[], language: Language): string {
  return parts.join(language === 'zh' ? '、' : ', ');
}
