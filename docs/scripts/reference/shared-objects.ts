import type { CatalogueField } from '../catalogue/catalogue.ts';
import type { Vendor } from './vendors.ts';

/** A large object that several endpoints take, shown once. */
export interface SharedObject {
  readonly name: string;
  /** Chapter that has its section. */
  readonly file: string;
  /** Its inner fields. */
  readonly fields: readonly CatalogueField[];
}

const objectsOfTencent = ['MsgBody', 'OfflinePushInfo'];

/** The objects of a vendor that have a section of their own, as `sendGroupMsg` takes them. */
export function sharedObjectsOf({ name: vendor, catalogue }: Vendor): readonly SharedObject[] {
  if (vendor !== 'tencent') return [];
  const fields = catalogue.chapters
    .flatMap(({ endpoints }) => endpoints)
    .flatMap(({ name, request }) => (name === 'sendGroupMsg' ? request : []));
  return objectsOfTencent.map((name) => ({
    name,
    file: 'messages',
    fields: fields.filter(
      ({ path }) => path.startsWith(`${name}.`) || path.startsWith(`${name}[].`),
    ),
  }));
}
