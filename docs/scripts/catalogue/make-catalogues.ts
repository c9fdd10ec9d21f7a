import type { AnyEndpoint, EndpointTable, Vendor } from '@imgroups/core/adapter';
import { registry } from '@imgroups/emulator/registry';
import type {
  Catalogue,
  CatalogueChapter,
  CatalogueEndpoint,
  CatalogueField,
} from './catalogue.ts';
import { type ChapterDeclaration, type Declaration, readDeclarations } from './declarations.ts';
import type { Field } from './fields.ts';

type Tables = Readonly<Record<string, EndpointTable>>;

/** Each vendor with the text of its catalogue. Reads the sources, which takes seconds. */
export function makeCatalogues(): readonly (readonly [vendor: Vendor, text: string])[] {
  const vendors: readonly Vendor[] = registry.map(({ vendor }) => vendor);
  const declarations = readDeclarations(vendors);
  return vendors.map((vendor) => {
    const declared = declarations.get(vendor.name) ?? new Map();
    return [vendor, `${stringify(toCatalogue(vendor.chapters, declared))}\n`];
  });
}

function toCatalogue(
  chapters: Tables,
  declarations: ReadonlyMap<string, ChapterDeclaration>,
): Catalogue {
  const envelopes = [...declarations.values()]
    .flatMap(({ endpoints }) => [...endpoints.values()])
    .map(({ response }) => response.filter(({ inEnvelope }) => inEnvelope));
  const [envelope = []] = envelopes.sort((one, other) => other.length - one.length);
  return {
    chapters: Object.entries(chapters).map(([name, table]) =>
      toChapter(name, table, declarations.get(name)),
    ),
    envelope: envelope.map(toField),
  };
}

function toChapter(
  name: string,
  table: EndpointTable,
  declared: ChapterDeclaration | undefined,
): CatalogueChapter {
  if (!declared) throw new Error(`the chapter ${name} is not in the sources`);
  const endpoints = Object.entries(table).map(([method, endpoint]) => {
    const declaration = declared.endpoints.get(method);
    if (!declaration) throw new Error(`${method} is not in the sources`);
    return toEndpoint(method, endpoint, declaration);
  });
  return { name, title: declared.title, endpoints };
}

function toEndpoint(
  name: string,
  endpoint: AnyEndpoint,
  declaration: Declaration,
): CatalogueEndpoint {
  const { method, path, fixedQuery, repeat, limits, groupTypes, int64, auth, answer } = endpoint;
  const { summary, notes, title, page, extras } = declaration;
  const methods = [
    ...(extras.includes('page') ? (['pages'] as const) : []),
    ...(extras.includes('failures') ? (['failures'] as const) : []),
  ];
  return {
    name,
    method,
    path,
    fixedQuery,
    summary,
    ...(notes && { notes }),
    title,
    page,
    repeat,
    limits,
    groupTypes,
    int64,
    auth,
    ...(answer === 'stream' && { answer }),
    ...(methods.length > 0 && { methods }),
    request: declaration.request.map((field) => ({
      ...toField(field),
      ...placeOf(endpoint, field.path),
    })),
    response:
      answer === 'stream'
        ? []
        : declaration.response.filter(({ inEnvelope }) => !inEnvelope).map(toField),
  };
}

function toField({ path, type, required, description, only }: Field): CatalogueField {
  return {
    path,
    type,
    ...(required && { required }),
    ...(description && { description }),
    ...(only.length > 0 && { only }),
  };
}

/** Returns the part of a request in which an outer field is sent. */
function placeOf(endpoint: AnyEndpoint, field: string): Pick<CatalogueField, 'in'> {
  if (/[.[]/.test(field)) return {};
  if (endpoint.path.includes(`{${field}}`)) return { in: 'path' };
  if (endpoint.headers?.includes(field)) return { in: 'header' };
  const hasBody =
    endpoint.method === 'POST' || endpoint.method === 'PUT' || endpoint.body !== undefined;
  if (endpoint.query?.includes(field) ?? !hasBody) return { in: 'query' };
  return endpoint.body === 'multipart' ? { in: 'form' } : {};
}

/** JSON with one line per field of a request or an answer, so that a change can be read. */
function stringify(value: unknown, indent = ''): string {
  if (!holdsObjects(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => stringify(item, inner))
    : Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => `${JSON.stringify(name)}: ${stringify(field, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

/** True if a value is a list of objects, or has one somewhere. */
function holdsObjects(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value)
    ? value.some((item) => typeof item === 'object' && item !== null)
    : Object.values(value).some(holdsObjects);
}
