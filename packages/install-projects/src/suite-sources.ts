import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { registry } from '@imgroups/emulator/registry';
import { foldersOf, type NamedVendor } from '../../testing/src/vendor-folders.ts';

const packages = new URL('../../', import.meta.url);

/** The sources of the suites that run on every runtime, for a project of its own. */
export function suiteSources(): Record<string, string> {
  return {
    ...sourcesIn(new URL('chaos/src/', packages), '**/*.ts', 'chaos'),
    ...sourcesIn(
      new URL('testing/src/', packages),
      '{conformance,connections,failure-of}.ts',
      'testing',
    ),
    ...Object.assign({}, ...registry.map(({ vendor }) => testsOf(vendor))),
    'vendors.ts': vendors(),
  };
}

/** Returns the data that the suites need of each vendor. */
function vendors(): string {
  return [
    ...registry.flatMap(({ vendor, vendor: { name } }) => [
      `import { ${name} } from '${foldersOf(vendor).module}/vendor';`,
      `import { vendorParts as ${name}Parts } from './chaos/vendors/${name}.ts';`,
      ...Object.keys(testsOf(vendor)).map(
        (path, index) => `import * as ${name}Tests${index} from './${path}';`,
      ),
    ]),
    'export const vendors = [',
    ...registry.map(({ vendor, vendor: { name }, emulator }) => {
      const options = JSON.stringify(emulator.providerOptions);
      const tests = Object.keys(testsOf(vendor)).map((_, index) => `, ...${name}Tests${index}`);
      return `  { vendor: ${name}, parts: ${name}Parts, options: ${options}${tests.join('')} },`;
    }),
    '];',
    '',
  ].join('\n');
}

/** Returns a vendor's own declarations for the suites: `skips` and `files`. */
function testsOf(vendor: NamedVendor): Record<string, string> {
  const { tests } = foldersOf(vendor);
  // Where the folder is, so that a brand's declarations find those of its vendor.
  const target = tests.href.slice(packages.href.length).replace(/\/$/, '');
  return sourcesIn(tests, '{conformance-skips,files}.ts', target);
}

function sourcesIn(folder: URL, pattern: string, target: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const root = fileURLToPath(folder);
  return Object.fromEntries(
    globSync(pattern, { cwd: root }).map((path) => [
      `${target}/${path.replaceAll('\\', '/')}`,
      // Vitest does not run on every runtime; the project has a stand-in.
      readFileSync(`${root}${path}`, 'utf8').replace("from 'vitest'", "from '../vitest.ts'"),
    ]),
  );
}
