import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Vendor } from '@imgroups/core/adapter';
import { registry } from '@imgroups/emulator/registry';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCatalogue } from '../../../docs/scripts/catalogue/catalogue.ts';
import { foldersOf } from '../src/vendor-folders.ts';

/** The editors share the files that they read. */
const documents = ts.createDocumentRegistry();

/** The hints of an editor for users of a vendor's built package. */
describe.each(registry.map(({ vendor }) => vendor))('$name', (vendor: Vendor) => {
  const folders = foldersOf(vendor);
  const declarations = fileURLToPath(folders.declarations);
  const packageFolder = fileURLToPath(new URL(`../../${folders.package}/`, import.meta.url));
  const consumer = `${packageFolder}${vendor.name}-consumer.ts`;

  const endpoints = readCatalogue(vendor).chapters.flatMap((chapter) => chapter.endpoints);
  const names = endpoints.map(({ name }) => name);
  const clientType = vendor.createProvider.name.replace(/^create(.*)Provider$/, '$1Client');
  const entry = relative(packageFolder, declarations).replaceAll('\\', '/');
  const source = [
    `import type { ${clientType} } from './${entry.replace('.d.ts', '.js')}';`,
    `declare const client: ${clientType};`,
    ...names.map((name) => `client.${name};`),
  ].join('\n');

  let service: ts.LanguageService;
  beforeAll(() => {
    if (!existsSync(declarations)) {
      throw new Error(`${declarations} is missing: build the package before this test`);
    }
    service = ts.createLanguageService(editor(), documents);
    // The first question makes the editor read everything.
    service.getQuickInfoAtPosition(consumer, positionOf(names[0] ?? ''));
  });

  /** An editor with one open file, which uses the built package. */
  function editor(): ts.LanguageServiceHost {
    return {
      getCompilationSettings: () => ({
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        strict: true,
        types: [],
      }),
      getScriptFileNames: () => [consumer],
      getScriptVersion: () => '1',
      getScriptSnapshot(file) {
        const text = file === consumer ? source : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => packageFolder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (file) => file === consumer || ts.sys.fileExists(file),
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
    };
  }

  function positionOf(name: string): number {
    return source.indexOf(`client.${name};`) + 'client.'.length;
  }

  test('the built package has no mistakes in its types', () => {
    expect(service.getSemanticDiagnostics(consumer).map(({ messageText }) => messageText)).toEqual(
      [],
    );
  });

  describe.each(endpoints)('client.$name', ({ name, summary, page }) => {
    test('shows its documentation', () => {
      const info = service.getQuickInfoAtPosition(consumer, positionOf(name));

      const text = ts.displayPartsToString(info?.documentation);
      const see = info?.tags?.find((tag) => tag.name === 'see');
      expect(text.startsWith(summary), text).toBe(true);
      expect(ts.displayPartsToString(see?.text).replaceAll(/\s/g, '')).toContain(
        page.replace('https:', ''),
      );
    });

    test('leads to its entry', () => {
      const definitions = service.getDefinitionAtPosition(consumer, positionOf(name)) ?? [];

      const lines = definitions.map(({ fileName, textSpan }) =>
        (ts.sys.readFile(fileName) ?? '').slice(textSpan.start).split('\n', 1).join(),
      );
      expect(definitions.every(({ fileName }) => fileName.includes('/dist/'))).toBe(true);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(new RegExp(`^${name}: [\\w.]*Endpoint(With)?<`));
    });
  });
});
