import { readCatalogue } from './catalogue/catalogue.ts';
import { differences, readVendorPages } from './vendor-pages.ts';

for (const [vendor, pages] of Object.entries(readVendorPages().vendors)) {
  const endpoints = readCatalogue(vendor).chapters.flatMap((chapter) => chapter.endpoints);
  const found = differences(pages, endpoints);
  const count = `${endpoints.length} endpoints, ${pages.routes.length} routes on the pages by ${pages.written}`;
  console.log(`${vendor}: ${count}, ${found.length} differences`);
  for (const line of found) console.log(`  ${line}`);
  if (found.length > 0) process.exitCode = 1;
}
