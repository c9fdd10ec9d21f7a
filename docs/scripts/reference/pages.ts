import { capabilitiesPage } from './capabilities-page.ts';
import { readDeclarations } from './declarations.ts';
import { chapterPage, overviewPage } from './endpoint-pages.ts';
import { errorsPage } from './error-page.ts';
import { folders } from './folders.ts';
import { type Language, languages } from './language.ts';
import { limitsPage, type PageSize, readPageSizes } from './limits-page.ts';
import { furtherReadsPage, indexPage, licencesPage } from './small-pages.ts';
import { easemobCodesPage, tencentCodesPage } from './vendor-code-pages.ts';
import { vendors } from './vendors.ts';

/** The generated pages by their path below `docs`. Reads the sources, which takes seconds. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  const declarations = readDeclarations();
  const pageSizes = await readPageSizes();
  return new Map(
    languages.flatMap((language) =>
      pagesIn(language, declarations, pageSizes).map(([name, text]): [string, string] => [
        `${folders[language]}/${name}`,
        text,
      ]),
    ),
  );
}

function pagesIn(
  language: Language,
  declarations: ReturnType<typeof readDeclarations>,
  pageSizes: readonly PageSize[],
): readonly (readonly [name: string, text: string])[] {
  const endpointPages = vendors.flatMap((vendor): (readonly [string, string])[] => {
    const declared = declarations[vendor.name];
    return [
      [`${vendor.name}/README.md`, overviewPage(vendor, declared, language)],
      ...vendor.chapters.map((chapter): readonly [string, string] => [
        `${vendor.name}/${chapter.file}.md`,
        chapterPage(vendor, chapter, declared, language),
      ]),
    ];
  });
  return [
    ['README.md', indexPage(language)],
    ...endpointPages,
    ['errors.md', errorsPage(language)],
    ['tencent-error-codes.md', tencentCodesPage(language)],
    ['easemob-error-codes.md', easemobCodesPage(language)],
    ['capabilities.md', capabilitiesPage(language)],
    ['limits.md', limitsPage(pageSizes, language)],
    ['further-reads.md', furtherReadsPage(language)],
    ['licences.md', licencesPage(language)],
  ];
}
