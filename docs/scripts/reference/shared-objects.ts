import type { CatalogueField } from '../catalogue/catalogue.ts';
import type { DocumentedVendor } from './vendors.ts';

/** A large object that several endpoints take, shown once. */
export interface SharedObject {
  readonly name: string;
  /** Chapter that has its section. */
  readonly file: string;
  /** Its inner fields. */
  readonly fields: readonly CatalogueField[];
}

/** The objects of a vendor that have a section of their own. */
export function sharedObjectsOf({
  sharedObjects,
  catalogue,
}: DocumentedVendor): readonly SharedObject[] {
  if (!sharedObjects) return [];
  const { chapter: file, endpoint, fields: names } = sharedObjects;
  const fields = catalogue.chapters
    .flatMap(({ endpoints }) => endpoints)
    .flatMap(({ name, request }) => (name === endpoint ? request : []));
  return names.map((name) => ({
    name,
    file,
    fields: fields.filter(
      ({ path }) => path.startsWith(`${name}.`) || path.startsWith(`${name}[].`),
    ),
  }));
}
