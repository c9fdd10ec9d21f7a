import { capabilitiesPage } from './capabilities-page.ts';
import { chapterPage, overviewPage } from './endpoint-pages.ts';
import { errorsPage } from './error-page.ts';
import { eventsPage } from './events-page.ts';
import { folders } from './folders.ts';
import { type Language, languages } from './language.ts';
import { limitsPage, type PageSize, readPageSizes } from './limits-page.ts';
import { furtherReadsPage, indexPage, licencesPage } from './small-pages.ts';
import { vendors } from './vendors.ts';

/** The generated pages by their path below `docs`, from the catalogues of the vendors. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  const pageSizes = await readPageSizes();
  return new Map(
    languages.flatMap((language) =>
      pagesIn(language, pageSizes).map(([name, text]): [string, string] => [
        `${folders[language]}/${name}`,
        text,
      ]),
    ),
  );
}

function pagesIn(
  language: Language,
  pageSizes: readonly PageSize[],
): readonly (readonly [name: string, text: string])[] {
  const endpointPages = vendors.flatMap((vendor): (readonly [string, string])[] => {
    return [
      [`${vendor.name}/README.md`, overviewPage(vendor, language)],
      ...vendor.catalogue.chapters.map((chapter): readonly [string, string] => [
        `${vendor.name}/${chapter.name}.md`,
        chapterPage(vendor, chapter, language),
      ]),
    ];
  });
  return [
    ['README.md', indexPage(language)],
    ...endpointPages,
    ['errors.md', errorsPage(language)],
    ...vendors.map(({ name, errorCodesPage }): readonly [string, string] => [
      `${name}-error-codes.md`,
      errorCodesPage(language),
    ]),
    ['capabilities.md', capabilitiesPage(language)],
    ['events.md', eventsPage(language)],
    ['limits.md', limitsPage(pageSizes, language)],
    ['further-reads.md', furtherReadsPage(language)],
    ['licences.md', licencesPage(language)],
  ];
}
