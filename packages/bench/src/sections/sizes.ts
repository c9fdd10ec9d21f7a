import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { figure, type Section } from '../report.ts';
import { vendors } from '../vendors.ts';

interface Subject {
  readonly name: string;
  /** The usual imports of an application. */
  readonly usual: string;
  /** Kilobytes. */
  readonly budget?: number;
}

const subjects: readonly Subject[] = [
  ...vendors.map(({ packageName: name, usual, sizeBudget: budget }) => ({ name, usual, budget })),
  { name: 'ky', usual: 'default' },
  { name: 'openai', usual: 'default' },
  { name: 'stripe', usual: 'default' },
  { name: '@stream-io/node-sdk', usual: 'StreamClient' },
  { name: 'stream-chat', usual: 'StreamChat' },
];
const peers = ['@stream-io/node-sdk', 'openai', 'stripe', 'stream-chat'];

/** Measures the code that a package brings, with everything it needs. */
export async function measureSizes(): Promise<Section> {
  const usual = new Map<string, number>();
  const rows: string[][] = [];
  const remarks: string[] = [];
  for (const subject of subjects) {
    const { name } = subject;
    const size = await sizeOf(`export { ${subject.usual} } from '${name}'`);
    const everything = await sizeOf(`export * from '${name}'`);
    usual.set(name, size.gzipped);
    if (subject.budget !== undefined) remarks.push(describeParts(name, size.parts));
    rows.push([
      name,
      subject.usual,
      figure(size.minified, 1),
      figure(size.gzipped, 1),
      figure(everything.gzipped, 1),
    ]);
  }
  const gzipped = (name: string) => usual.get(name) ?? Number.NaN;
  return {
    title: 'Size',
    about:
      'What an application imports with all that it needs, also what loads on first use, in one file: bundled and minified by esbuild for Node, then gzipped; ours without jose, which only sealed cursors load. Kilobytes of 1,000 bytes. The last column has everything that the package exports.',
    columns: ['', 'import', 'minified', 'min+gzip', 'all exports'],
    rows,
    remarks,
    budgets: subjects.flatMap(({ name, budget }) => {
      if (budget === undefined) return [];
      return {
        what: `min+gzip of ${name} with everything it needs but jose`,
        budget: `${budget} kB`,
        measured: `${figure(gzipped(name), 1)} kB`,
        met: gzipped(name) <= budget,
        beside: peers.map((peer) => `${peer} ${figure(gzipped(peer), 0)}`).join(', '),
      };
    }),
  };
}

/** Kilobytes of a module with its dependencies. */
interface Size {
  readonly minified: number;
  readonly gzipped: number;
  /** Minified, by package. */
  readonly parts: ReadonlyMap<string, number>;
}

async function sizeOf(contents: string): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    // Without the paths that lead our own packages to their sources.
    tsconfigRaw: {},
    external: ['jose/*'],
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const parts = new Map<string, number>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const owner = packageOf(path);
      parts.set(owner, (parts.get(owner) ?? 0) + bytesInOutput / 1000);
    }
  }
  return {
    minified: code.length / 1000,
    gzipped: gzipSync(code, { level: 9 }).length / 1000,
    parts,
  };
}

function packageOf(path: string): string {
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (installed) return installed;
  const ours = /([^/]+)\/dist\//.exec(path)?.[1];
  return ours ? `@imgroups/${ours}` : 'other';
}

function describeParts(name: string, parts: ReadonlyMap<string, number>): string {
  const list = [...parts]
    .filter(([, kilobytes]) => kilobytes >= 0.1)
    .toSorted(([, one], [, other]) => other - one)
    .map(([part, kilobytes]) => `${part} ${figure(kilobytes)}`)
    .join(', ');
  return `Of ${name}, minified kB: ${list}.`;
}
