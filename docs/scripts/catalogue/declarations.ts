import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { foldersOf, type NamedVendor } from '../../../packages/testing/src/vendor-folders.ts';
import { type Field, fieldsOf } from './fields.ts';

/** The facts that only the sources of a chapter tell: comments and names of fields. */
export interface ChapterDeclaration {
  readonly title: { readonly en: string; readonly zh: string };
  readonly endpoints: ReadonlyMap<string, Declaration>;
}

/** The facts that only the sources of an endpoint tell. */
export interface Declaration {
  readonly summary: string;
  readonly notes: string;
  readonly title: string;
  readonly page: string;
  /** Extras of the method: the third type of `endpoint<Request, Response, 'page'>`. */
  readonly extras: readonly string[];
  readonly request: readonly Field[];
  readonly response: readonly Field[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The chapters of each vendor by name, read from the sources. Takes seconds. */
export function readDeclarations(
  vendors: readonly NamedVendor[],
): ReadonlyMap<string, ReadonlyMap<string, ChapterDeclaration>> {
  const fileOf = (vendor: NamedVendor): string =>
    fileURLToPath(new URL('endpoints.ts', foldersOf(vendor).source));
  const program = ts.createProgram(vendors.map(fileOf), compilerOptions());
  return new Map(
    vendors.map((vendor) => [
      vendor.name,
      chaptersIn(program, fileOf(vendor), `${vendor.name}Tables`),
    ]),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
  // No chapter needs the types of Node, which are long.
  return { ...options, noEmit: true, types: [] };
}

function chaptersIn(
  program: ts.Program,
  file: string,
  listName: string,
): ReadonlyMap<string, ChapterDeclaration> {
  const checker = program.getTypeChecker();
  const source = found(program.getSourceFile(file), file);
  const module = found(checker.getSymbolAtLocation(source), file);
  const list = checker.getExportsOfModule(module).find(({ name }) => name === listName);
  const chapters = propertiesOf(found(list, listName), checker);
  return new Map(
    chapters.map((chapter) => {
      const table = tableOf(chapter, checker);
      const comment = commentOf(table, checker);
      const entries = propertiesOf(table, checker);
      return [
        chapter.name,
        {
          title: {
            en: comment.summary.replace(/[.]$/, ''),
            zh: found(comment.title, `the @title of ${chapter.name}`),
          },
          endpoints: new Map(entries.map((entry) => [entry.name, declarationOf(entry, checker)])),
        },
      ];
    }),
  );
}

/** The properties of a constant that is an object literal. Its type would tell them too, but takes the checker seconds. */
function propertiesOf(constant: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const node = constant.valueDeclaration;
  const value = node && ts.isVariableDeclaration(node) ? node.initializer : undefined;
  if (!value || !ts.isObjectLiteralExpression(value)) {
    throw new Error(`${constant.name}: no object literal`);
  }
  return value.properties.map(({ name }) =>
    found(
      name && checker.getSymbolAtLocation(name),
      `the name of each property of ${constant.name}`,
    ),
  );
}

/** The table that a chapter of the list is: `groupEndpoints` in `groups: groupEndpoints`. */
function tableOf(chapter: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  const node = chapter.declarations?.[0];
  const value = node && ts.isPropertyAssignment(node) ? node.initializer : undefined;
  const symbol = found(value && checker.getSymbolAtLocation(value), chapter.name);
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function declarationOf(entry: ts.Symbol, checker: ts.TypeChecker): Declaration {
  const node = found(entry.declarations?.[0], entry.name);
  const declaration = ts.isPropertyAssignment(node) ? node.initializer : undefined;
  if (!declaration || !ts.isCallExpression(declaration)) throw new Error(`${entry.name}: no call`);
  const [request, response, extras] = declaration.typeArguments ?? [];
  const { summary, notes, title, page } = commentOf(entry, checker);
  const fields = (type: ts.TypeNode | undefined): readonly Field[] =>
    fieldsOf(checker.getTypeFromTypeNode(found(type, `the types of ${entry.name}`)), checker);
  return {
    summary,
    notes,
    title: found(title, `the @title of ${entry.name}`),
    page: found(page, `the @see of ${entry.name}`),
    extras: wordsOf(extras, checker),
    request: fields(request),
    response: fields(response),
  };
}

/** The words of a type like `'page' | 'failures'`. */
function wordsOf(node: ts.TypeNode | undefined, checker: ts.TypeChecker): readonly string[] {
  if (!node) return [];
  const type = checker.getTypeFromTypeNode(node);
  const types = type.isUnion() ? type.types : [type];
  return types.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
}

interface DocComment {
  /** The first sentence. */
  readonly summary: string;
  readonly notes: string;
  readonly title: string | undefined;
  readonly page: string | undefined;
}

function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): DocComment {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const [summary = ''] = /^.*?[.](?=\s|$)/s.exec(text) ?? [];
  const tags = symbol.declarations?.flatMap((node) => ts.getJSDocTags(node)) ?? [];
  const tag = (name: string): string | undefined => {
    const tagText = tags.find(({ tagName }) => tagName.text === name)?.getText() ?? '';
    return new RegExp(`^@${name} +(.+)`).exec(tagText)?.[1]?.trim();
  };
  return {
    summary: found(summary || undefined, `the first sentence of ${symbol.name}`),
    notes: text.slice(summary.length).trim(),
    title: tag('title'),
    page: tag('see'),
  };
}

function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`not found: ${what}`);
  return value;
}
