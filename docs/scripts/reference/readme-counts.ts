import type { Language } from './language.ts';
import { vendors } from './vendors.ts';

/** The READMEs that tell how many endpoints each vendor has. */
export const readmes: Readonly<Record<Language, string>> = {
  en: 'README.md',
  zh: 'README.zh-CN.md',
};

/** Returns a README with the present numbers of endpoints. */
export function withCounts(readme: string, language: Language): string {
  const [start, end] = ['<!-- endpoints -->', '<!-- /endpoints -->'];
  const parts = readme.split(new RegExp(`(?<=${start}).*(?=${end})`));
  if (parts.length !== 2) throw new Error(`${readmes[language]} needs ${start} and ${end} once`);
  return parts.join(countsIn(language));
}

function countsIn(language: Language): string {
  const counts = vendors.map(({ name, titles, catalogue }) => {
    const count = catalogue.chapters.flatMap(({ endpoints }) => endpoints).length;
    return language === 'zh'
      ? `[${titles.zh}](docs/zh/reference/${name}/README.md) ${count} 个接口`
      : `${count} endpoints of [${titles.en}](docs/reference/${name}/README.md)`;
  });
  return counts.join(language === 'zh' ? '，' : ', ');
}
