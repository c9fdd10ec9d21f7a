/** A text in every language. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Text;

/** The language that the arguments ask for, or else the environment. Needed before the arguments can be parsed. */
export function languageOf(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  const asked = own.find(
    (argument, index) => argument.startsWith('--lang=') || own[index - 1] === '--lang',
  );
  const word =
    asked?.replace('--lang=', '') ??
    environment.IMGROUPS_LANG ??
    environment.LC_ALL ??
    environment.LANG;
  return /^zh/i.test(word ?? '') ? 'zh' : 'en';
}
