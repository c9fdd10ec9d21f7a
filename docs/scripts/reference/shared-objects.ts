import type { Declaration } from './declarations.ts';
import type { Field } from './fields.ts';
import type { Vendor } from './vendors.ts';

/** A large object that several endpoints take, shown once. */
export interface SharedObject {
  readonly name: string;
  /** Chapter that has its section. */
  readonly file: string;
  /** Its inner fields. */
  readonly fields: readonly Field[];
}

const objectsOfTencent = ['MsgBody', 'OfflinePushInfo'];

/** The objects of a vendor that have a section of their own, as `sendGroupMsg` takes them. */
export function sharedObjectsOf(
  vendor: Vendor,
  declarations: ReadonlyMap<string, Declaration>,
): readonly SharedObject[] {
  if (vendor.name !== 'tencent') return [];
  const fields = declarations.get('sendGroupMsg')?.request ?? [];
  return objectsOfTencent.map((name) => ({
    name,
    file: 'messages',
    fields: fields.filter(
      ({ path }) => path.startsWith(`${name}.`) || path.startsWith(`${name}[].`),
    ),
  }));
}
