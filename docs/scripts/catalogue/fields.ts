import ts from 'typescript';

/** A field of a request or an answer. */
export interface Field {
  /** As on the wire, from the outside in: `MemberList[].Member_Account`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  /** Kinds of an object that have this field, where not all have it: `TIMTextElem`. */
  readonly only: readonly string[];
  /** One of the fields that every answer of the vendor has. */
  readonly inEnvelope: boolean;
}

/** The deepest level at which objects within objects are shown. */
const deepest = 5;

/** The fields of a type, those of inner objects right after the object. */
export function fieldsOf(type: ts.Type, checker: ts.TypeChecker): readonly Field[] {
  return objectFields(type, '', 0, checker);
}

function objectFields(
  type: ts.Type,
  prefix: string,
  depth: number,
  checker: ts.TypeChecker,
): readonly Field[] {
  return checker.getPropertiesOfType(type).flatMap((property) => {
    const declared = checker.getTypeOfSymbol(property);
    const inner = checker.getNonNullableType(declared);
    const objects = depth + 1 < deepest ? distinct(innerObjects(inner, checker), checker) : [];
    const path = `${prefix}${property.name}`;
    const field: Field = {
      path,
      type: typeText(inner, checker) + (allowsNull(declared) ? ' | null' : ''),
      required: (property.flags & ts.SymbolFlags.Optional) === 0,
      description: descriptionOf(property, checker),
      only: [],
      inEnvelope: prefix === '' && isOfEnvelope(property, inner, checker),
    };
    const lists = checker.isArrayType(inner) ? '[]' : '';
    return [field, ...kindsOf(objects, `${path}${lists}.`, depth + 1, checker)];
  });
}

/** The fields of an object of one kind, or of several kinds that one field tells apart. */
function kindsOf(
  objects: readonly ts.Type[],
  prefix: string,
  depth: number,
  checker: ts.TypeChecker,
): readonly Field[] {
  const kinds = objects.map((object) => objectFields(object, prefix, depth, checker));
  const [only] = kinds;
  if (only && kinds.length === 1) return only;
  const names = objects.map((object) => kindName(object, checker));
  const paths = new Set(kinds.flatMap((fields) => fields.map(({ path }) => path)));
  return [...paths].map((path) => {
    const variants = kinds.map((fields) => fields.find((field) => field.path === path));
    return mergedField(variants, names);
  });
}

/** One row for a field that several kinds of an object may have. */
function mergedField(
  variants: readonly (Field | undefined)[],
  names: readonly (string | undefined)[],
): Field {
  const present = variants.filter((field) => field !== undefined);
  const [first] = present;
  if (!first) throw new Error('a field of no kind');
  const kinds = names.filter((_, index) => variants[index] !== undefined);
  const named = kinds.filter((name) => name !== undefined);
  const inAll = present.length === variants.length;
  const tellsKind = !inAll && named.length === kinds.length;
  return {
    ...first,
    type: [...new Set(present.flatMap(({ type }) => type.split(' | ')))].join(' | '),
    required: present.every(({ required }) => required) && (inAll || tellsKind),
    description: present.find(({ description }) => description)?.description ?? '',
    only: tellsKind ? named : [...new Set(present.flatMap(({ only }) => only))],
  };
}

/** The word by which an object tells its kind, as in `MsgType: 'TIMTextElem'`. */
function kindName(object: ts.Type, checker: ts.TypeChecker): string | undefined {
  const types = checker.getPropertiesOfType(object).map((field) => checker.getTypeOfSymbol(field));
  return types.find((type) => type.isStringLiteral())?.value;
}

/** The objects that a value is, or that it is a list of. */
function innerObjects(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  return constituents(type).flatMap((part) => {
    if (checker.isArrayType(part)) {
      return innerObjects(elementOf(part, checker), checker);
    }
    return isPlainObject(part, checker) ? [part] : [];
  });
}

function typeText(type: ts.Type, checker: ts.TypeChecker): string {
  if (type.flags & ts.TypeFlags.Boolean) return 'boolean';
  const texts = constituents(type).map((part) => {
    if (checker.isArrayType(part)) {
      const element = typeText(elementOf(part, checker), checker);
      return element.includes(' | ') ? `(${element})[]` : `${element}[]`;
    }
    if (isPlainObject(part, checker) || isOpenObject(part, checker)) return 'object';
    if (part.isStringLiteral()) return `'${part.value}'`;
    return checker
      .typeToString(part)
      .replaceAll(/\{ \[x: string\]: /g, 'Record<string, ')
      .replaceAll('; }', '>');
  });
  return [...new Set(texts)].join(' | ').replace(/\bfalse \| true\b|\btrue \| false\b/, 'boolean');
}

function constituents(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function elementOf(list: ts.Type, checker: ts.TypeChecker): ts.Type {
  const element = checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  if (!element) throw new Error(`no element in ${checker.typeToString(list)}`);
  return element;
}

/** An object with names of its own; files, streams and maps have none. */
function isPlainObject(type: ts.Type, checker: ts.TypeChecker): boolean {
  if ((type.flags & ts.TypeFlags.Object) === 0) return false;
  const properties = checker.getPropertiesOfType(type);
  const isBuiltIn = type.symbol?.declarations?.some((node) =>
    /node_modules[\\/](?:.*[\\/])?(typescript|@types)[\\/]/.test(node.getSourceFile().fileName),
  );
  const isAnonymous = type.symbol?.name === '__type' || type.symbol?.name === '__object';
  return properties.length > 0 && (isAnonymous || !isBuiltIn);
}

/** An object whose names are not known: `{}`, alone or with anything else. */
function isOpenObject(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.typeToString(type).startsWith('{}');
}

function allowsNull(type: ts.Type): boolean {
  return constituents(type).some((part) => (part.flags & ts.TypeFlags.Null) !== 0);
}

/** A field of the constant `envelope`, or the list that is empty in every answer. */
function isOfEnvelope(property: ts.Symbol, type: ts.Type, checker: ts.TypeChecker): boolean {
  if (property.name === 'entities' && checker.typeToString(type) === 'unknown[]') return true;
  return (property.declarations ?? []).some(
    ({ parent }) =>
      ts.isObjectLiteralExpression(parent) &&
      ts.isVariableDeclaration(parent.parent) &&
      parent.parent.name.getText() === 'envelope',
  );
}

/** The comment of a field, or that of the schema it is declared with. */
function descriptionOf(property: ts.Symbol, checker: ts.TypeChecker): string {
  const own = ts.displayPartsToString(property.getDocumentationComment(checker));
  if (own) return own;
  const [node] = property.declarations ?? [];
  const schema = node && schemaOf(node, checker);
  return ts.displayPartsToString(schema?.getDocumentationComment(checker));
}

/** The named schema of an entry: `userId` in `Owner_Account: v.optional(userId)`. */
function schemaOf(entry: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(entry)) {
    return original(checker.getShorthandAssignmentValueSymbol(entry), checker);
  }
  let value: ts.Node | undefined = ts.isPropertyAssignment(entry) ? entry.initializer : undefined;
  while (value && ts.isCallExpression(value)) value = value.arguments[0];
  if (!value || !ts.isIdentifier(value)) return undefined;
  return original(checker.getSymbolAtLocation(value), checker);
}

function original(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  const isAlias = symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** An object and a list of the same object have the same fields. */
function distinct(objects: readonly ts.Type[], checker: ts.TypeChecker): readonly ts.Type[] {
  return [...new Map(objects.map((object) => [checker.typeToString(object), object])).values()];
}
