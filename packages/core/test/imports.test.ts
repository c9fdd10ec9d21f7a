import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const packages = fileURLToPath(new URL('../../', import.meta.url));

/** The files of a package that each of its files imports, types included; tests apart. */
function importsIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const files = globSync(`${folder}/src/**/*.ts`, { cwd: packages })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.includes('.test'));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(packages.replaceAll('\\', '/'), file), 'utf8');
      const paths = [...text.matchAll(/(?:from|import) ?\(?'(\.[^']+)'/g)];
      return [file, paths.map(([, path = '']) => join(dirname(file), path))];
    }),
  );
}

/** Every file that leads back to itself. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const reaches = (from: string, target: string, seen: Set<string>): boolean =>
    (imports.get(from) ?? []).some((next) => {
      if (next === target) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, target, seen);
    });
  return [...imports.keys()].filter((file) => reaches(file, file, new Set())).sort();
}

describe.each(['core', 'tencent', 'easemob', 'emulator', 'redis'])('%s', (folder) => {
  const imports = importsIn(folder);

  test('has sources', () => {
    expect(imports.size).toBeGreaterThan(0);
  });

  test('has no circle of files', () => {
    expect(circlesIn(imports)).toEqual([]);
  });
});

/** Rooms of core from the ground up; each may use those before it. */
const rooms = [
  'text',
  'logging',
  'model',
  'errors',
  'validation',
  'transport',
  'retry',
  'rate-limit',
  'credentials',
  'pagination',
  'endpoint',
  'call',
  'client',
  'batch',
  'provider',
];

test.each(rooms)('in core, %s uses nothing above it', (room) => {
  const used = [...importsIn('core')]
    .filter(([file]) => file.startsWith(`core/src/${room}/`))
    .flatMap(([, targets]) => targets.map((target) => target.split('/')[2] ?? ''));
  const above = rooms.slice(rooms.indexOf(room) + 1);

  expect([...new Set(used)].filter((other) => above.includes(other))).toEqual([]);
});
