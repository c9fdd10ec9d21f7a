import type { CataloguedEndpoint, CommandCatalogue } from '../../../packages/cli/src/catalogue.ts';
import { foldersOf } from '../../../packages/testing/src/vendor-folders.ts';
import { vendors } from '../reference/vendors.ts';
import type { CatalogueChapter, CatalogueEndpoint } from './catalogue.ts';

/** The file that the command line reads instead of the vendors' packages. */
export const commandCatalogueFile = new URL(
  '../../../packages/cli/catalogue.json',
  import.meta.url,
);

/** The text of that file, from the catalogues of all vendors. */
export function commandCatalogue(): string {
  const catalogue: CommandCatalogue = {
    vendors: vendors.map((vendor) => ({
      name: vendor.name,
      titles: vendor.titles,
      module: foldersOf(vendor).module,
      endpoints: vendor.catalogue.chapters.flatMap(endpointsOf),
    })),
  };
  const endpoints = catalogue.vendors.map(({ endpoints: calls, ...vendor }) => {
    const lines = calls.map((call) => `        ${JSON.stringify(call)}`);
    return `    {\n${entriesOf(vendor)}      "endpoints": [\n${lines.join(',\n')}\n      ]\n    }`;
  });
  return `{\n  "vendors": [\n${endpoints.join(',\n')}\n  ]\n}\n`;
}

function entriesOf(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => `      ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`)
    .join('');
}

function endpointsOf({ endpoints }: CatalogueChapter): readonly CataloguedEndpoint[] {
  return endpoints.map(toEndpoint);
}

function toEndpoint(endpoint: CatalogueEndpoint): CataloguedEndpoint {
  const { name, method, path, summary, title, page, repeat, methods, answer, request } = endpoint;
  return {
    name,
    method,
    path,
    summary,
    title,
    page,
    ...(repeat === 'read' && { reads: true }),
    ...(methods?.includes('pages') && { pages: true }),
    ...(answer === 'stream' && { streams: true }),
    request: request.map(({ path: field, type, required, description }) => ({
      path: field,
      type,
      ...(required && { required }),
      ...(description !== undefined && { description }),
    })),
  };
}
