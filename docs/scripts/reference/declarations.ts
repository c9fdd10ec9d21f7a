import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { type Field, fieldsOf } from './fields.ts';

/** What only the sources of an endpoint tell: comments and names of fields. */
export interface Declaration {
  /** What the comment says after its first sentence. */
  readonly notes: string;
  readonly request: readonly Field[];
  readonly response: readonly Field[];
  /** What every answer of the vendor has; left out of `response`. */
  readonly envelope: readonly Field[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The endpoints of both vendors by method name, read from the sources. Takes seconds. */
export function readDeclarations(): Readonly<
  Record<'tencent' | 'easemob', ReadonlyMap<string, Declaration>>
> {
  const files = {
    tencent: join(root, 'packages/tencent/src/endpoints.ts'),
    easemob: join(root, 'packages/easemob/src/endpoints.ts'),
  };
  const program = ts.createProgram(Object.values(files), compilerOptions());
  return {
    tencent: declarationsIn(program, files.tencent, 'tencentEndpoints'),
    easemob: declarationsIn(program, files.easemob, 'easemobEndpoints'),
  };
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
  return { ...options, noEmit: true };
}

function declarationsIn(
  program: ts.Program,
  file: string,
  tableName: string,
): ReadonlyMap<string, Declaration> {
  const checker = program.getTypeChecker();
  const source = found(program.getSourceFile(file), file);
  const module = found(checker.getSymbolAtLocation(source), file);
  const table = found(
    checker.getExportsOfModule(module).find(({ name }) => name === tableName),
    tableName,
  );
  const entries = checker.getPropertiesOfType(checker.getTypeOfSymbol(table));
  return new Map(entries.map((entry) => [entry.name, declarationOf(entry, checker)]));
}

function declarationOf(entry: ts.Symbol, checker: ts.TypeChecker): Declaration {
  const node = found(entry.declarations?.[0], entry.name);
  const declaration = ts.isPropertyAssignment(node) ? node.initializer : undefined;
  if (!declaration || !ts.isCallExpression(declaration)) throw new Error(`${entry.name}: no call`);
  const [request, response] = (declaration.typeArguments ?? []).map((argument) =>
    fieldsOf(checker.getTypeFromTypeNode(argument), checker),
  );
  return {
    notes: notesOf(entry, checker),
    request: found(request, entry.name),
    response: found(response, entry.name).filter((field) => !field.inEnvelope),
    envelope: found(response, entry.name).filter((field) => field.inEnvelope),
  };
}

function notesOf(entry: ts.Symbol, checker: ts.TypeChecker): string {
  const comment = ts.displayPartsToString(entry.getDocumentationComment(checker));
  return comment.replace(/^.*?[.](\s|$)/s, '').trim();
}

function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`not found: ${what}`);
  return value;
}
