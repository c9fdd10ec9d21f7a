import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** The files of a folder, each with those that it imports, for types as well. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Reads what the TypeScript files below a folder import from each other. Paths have slashes on every system. */
export function readImportGraph(folder: string): ImportGraph {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replaceAll('\\', '/'));
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(folder, file), 'utf8'));
      const imported = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => posix.join(posix.dirname(file), fileName));
      return [file, imported];
    }),
  );
}

/** A way from a file back to itself, if there is one. */
export function findCircle(graph: ImportGraph, start: string): readonly string[] | undefined {
  const seen = new Set<string>();
  function search(way: readonly string[]): readonly string[] | undefined {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = search([...way, next]);
      if (found) return found;
    }
    return undefined;
  }
  return search([start]);
}
