import { registry } from '@imgroups/emulator/registry';
import type { NamedVendor } from '../../packages/testing/src/vendor-folders.ts';
import { readCatalogue } from './catalogue/catalogue.ts';
import { differences, readVendorPages } from './vendor-pages.ts';

for (const [name, pages] of Object.entries(readVendorPages().vendors)) {
  const vendor: NamedVendor | undefined = registry.find(
    (entry) => entry.vendor.name === name,
  )?.vendor;
  if (!vendor) throw new Error(`no vendor ${name}`);
  const endpoints = readCatalogue(vendor).chapters.flatMap((chapter) => chapter.endpoints);
  const found = differences(pages, endpoints);
  const count = `${endpoints.length} endpoints, ${pages.routes.length} routes on the pages by ${pages.written}`;
  console.log(`${name}: ${count}, ${found.length} differences`);
  for (const line of found) console.log(`  ${line}`);
  if (found.length > 0) process.exitCode = 1;
}
