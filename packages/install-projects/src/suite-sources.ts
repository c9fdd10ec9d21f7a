import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { registry } from '@imgroups/emulator/registry';

const packages = new URL('../../', import.meta.url);

/** The sources of the suites that run on every runtime, for a project of its own. */
export function suiteSources(): Record<string, string> {
  return {
    ...sourcesIn('chaos/src', '**/*.ts', 'chaos'),
    ...sourcesIn('testing/src', '{conformance,connections,failure-of}.ts', 'testing'),
    ...Object.assign({}, ...registry.map(({ vendor: { name } }) => testsOf(name))),
    'vendors.ts': vendors(),
  };
}

/** What the suites have to know of each vendor. */
function vendors(): string {
  return [
    ...registry.flatMap(({ vendor: { name } }) => [
      `import { ${name} } from '@imgroups/${name}/vendor';`,
      `import { vendorParts as ${name}Parts } from './chaos/vendors/${name}.ts';`,
      ...Object.keys(testsOf(name)).map(
        (path, index) => `import * as ${name}Tests${index} from './${path}';`,
      ),
    ]),
    'export const vendors = [',
    ...registry.map(({ vendor: { name }, emulator }) => {
      const options = JSON.stringify(emulator.providerOptions);
      const tests = Object.keys(testsOf(name)).map((_, index) => `, ...${name}Tests${index}`);
      return `  { vendor: ${name}, parts: ${name}Parts, options: ${options}${tests.join('')} },`;
    }),
    '];',
    '',
  ].join('\n');
}

/** What a vendor says of itself to the suites: `skips` and `files`. */
function testsOf(vendor: string): Record<string, string> {
  return sourcesIn(`${vendor}/test`, '{conformance-skips,files}.ts', `${vendor}-test`);
}

function sourcesIn(folder: string, pattern: string, target: string): Record<string, string> {
  const root = fileURLToPath(new URL(`${folder}/`, packages));
  return Object.fromEntries(
    globSync(pattern, { cwd: root }).map((path) => [
      `${target}/${path.replaceAll('\\', '/')}`,
      // Vitest does not run on every runtime; the project has a stand-in.
      readFileSync(`${root}${path}`, 'utf8').replace("from 'vitest'", "from '../vitest.ts'"),
    ]),
  );
}
