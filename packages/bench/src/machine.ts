import { readFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';

/** The machine and versions that the figures belong to. */
export function describeMachine(date: Date): readonly (readonly string[])[] {
  const [cpu] = cpus();
  return [
    ['date', date.toISOString().slice(0, 10)],
    ['processor', `${cpus().length} cores, ${cpu?.model.trim() || 'unknown model'}`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    [
      'runtime',
      `Node ${process.versions.node} (V8 ${process.versions.v8}), ${process.platform} ${arch()}`,
    ],
    ['peers', peers().join(', ')],
  ];
}

/** The peers of this package, which it names with exact versions. */
function peers(): string[] {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> };
  return Object.entries(devDependencies)
    .filter(([name]) => !name.startsWith('@imgroups/'))
    .map(([name, version]) => `${name} ${version}`);
}
