import type { CatalogueField } from '../catalogue/catalogue.ts';
import { inLanguage } from '../chinese/in-language.ts';
import { type Language, listed } from './language.ts';
import { code, details, plain, table } from './markdown.ts';
import type { SharedObject } from './shared-objects.ts';

/** A shared object with the place of its section. */
export interface LinkedObject extends SharedObject {
  readonly link: string;
}

interface FieldTableOptions {
  readonly language: Language;
  /** Objects that have a section of their own. */
  readonly shared?: readonly LinkedObject[] | undefined;
  /** Fields of an answer: none of them is sent, so none is required. */
  readonly answer?: boolean | undefined;
  /** Shows the part in which a field is sent, because not all go the same way. */
  readonly places?: boolean | undefined;
}

/** Longer tables are closed until a reader opens them. */
const longest = 40;

const words = {
  en: { request: 'Request', answer: 'Answer', type: 'Type', required: 'Required', yes: 'yes' },
  zh: { request: '请求字段', answer: '应答字段', type: '类型', required: '必填', yes: '是' },
} as const;
const place = { en: 'In', zh: '位置' };
const descriptions = { en: 'Description', zh: '描述' };
const folded = {
  en: (count: number) => `${count} fields`,
  zh: (count: number) => `${count} 个字段`,
};

/** The fields of a request or an answer as a table. */
export function fieldTable(fields: readonly CatalogueField[], options: FieldTableOptions): string {
  const { language, answer, places, shared = [] } = options;
  if (fields.length === 0) return '';
  const word = words[language];
  const head = [
    answer ? word.answer : word.request,
    word.type,
    ...(answer ? [] : [word.required]),
    ...(places ? [place[language]] : []),
    descriptions[language],
  ];
  const rows = withoutShared(fields, shared).map((field) => [
    code(field.path),
    code(field.type),
    ...(answer ? [] : [field.required ? word.yes : '']),
    ...(places ? [/[.[]/.test(field.path) ? '' : (field.in ?? 'body')] : []),
    describe(field, shared, fields, language),
  ]);
  const text = table(head, rows);
  return rows.length > longest
    ? details(`${head[0]}: ${folded[language](rows.length)}`, text)
    : text;
}

function describe(
  field: CatalogueField,
  shared: readonly LinkedObject[],
  fields: readonly CatalogueField[],
  language: Language,
): string {
  const object = shared.find((candidate) => isShared(field, candidate, fields));
  const kinds = (field.only ?? []).map(code);
  return [
    [listed(kinds, language), plain(inLanguage(field.description ?? '', language))]
      .filter((part) => part !== '')
      .join(language === 'zh' ? '：' : ': '),
    object ? `→ [\`${object.name}\`](${object.link})` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Without the inner fields of objects that have a section of their own. */
function withoutShared(
  fields: readonly CatalogueField[],
  shared: readonly LinkedObject[],
): readonly CatalogueField[] {
  const outer = fields.filter((field) => shared.some((object) => isShared(field, object, fields)));
  return fields.filter(({ path }) => !outer.some((field) => isInside(path, field.path)));
}

/** True if a field holds exactly the object. */
function isShared(
  field: CatalogueField,
  object: SharedObject,
  fields: readonly CatalogueField[],
): boolean {
  if (!field.path.endsWith(object.name)) return false;
  const inner = fields
    .filter(({ path }) => isInside(path, field.path))
    .map(({ path, type }) => `${path.slice(field.path.length)} ${type}`);
  const known = object.fields.map(({ path, type }) => `${path.slice(object.name.length)} ${type}`);
  return inner.join('\n') === known.join('\n');
}

function isInside(path: string, outer: string): boolean {
  return path.startsWith(`${outer}.`) || path.startsWith(`${outer}[].`);
}
