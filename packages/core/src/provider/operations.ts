import type { GroupKind } from '../model/group.ts';

/** Every operation of the neutral contract. */
export const operations = [
  'check',
  'groups.create',
  'groups.ensure',
  'groups.get',
  'groups.getMany',
  'groups.list',
  'groups.listJoined',
  'groups.update',
  'groups.getAnnouncement',
  'groups.setAnnouncement',
  'groups.delete',
  'groups.transfer',
  'members.list',
  'members.getRoles',
  'members.add',
  'members.remove',
  'members.setRole',
  'members.sync',
  'mutes.add',
  'mutes.remove',
  'mutes.list',
  'mutes.muteAll',
  'mutes.unmuteAll',
  'blacklist.add',
  'blacklist.remove',
  'blacklist.list',
] as const;

/** An operation of the neutral contract. */
export type Operation = (typeof operations)[number];

/** Support of a vendor: `depends` where a plan or console switch decides, or vendor pages disagree. */
export type Support = 'yes' | 'no' | 'depends';

/** Support of a vendor for one operation, per kind of group. */
export interface OperationSupport extends Readonly<Record<GroupKind, Support>> {
  /** False where the vendor answers a batch as a whole: strangers count as done. */
  readonly perUser?: boolean;
}

/** Support of a vendor for each operation, readable at run time. */
export type Capabilities = Readonly<Record<Operation, OperationSupport>>;

/** A read that an operation makes beyond its own calls. */
export interface FurtherRead<Endpoint extends string = string> {
  /** The endpoint's name in the vendor's table. */
  readonly endpoint: Endpoint;
  readonly when: 'always' | 'sometimes' | 'on failure' | 'after an ambiguous answer';
  readonly why: string;
}

/** Describes one operation at a vendor. */
export interface OperationRow<Endpoint extends string = string> {
  readonly kinds: OperationSupport;
  /** The endpoints that do it; one call, or one per page or chunk, is made to one of them. */
  readonly calls: readonly Endpoint[];
  readonly reads?: readonly FurtherRead<Endpoint>[];
  /** The vendor's own fields that can be given as `providerOptions`. */
  readonly extras?: readonly string[];
  /** The neutral argument behind a field of the wire, where they have other names; for `error.field`. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Every operation at one vendor: the provider, the documentation and the suites read it. */
export type OperationTable<Endpoint extends string = string> = Readonly<
  Record<Operation, OperationRow<Endpoint>>
>;

/** The capabilities that a table of operations says. */
export type CapabilitiesOf<Table extends OperationTable> = {
  readonly [Name in Operation]: Table[Name]['kinds'];
};

/** Reads the capabilities out of a table of operations. */
export function capabilitiesOf<Table extends OperationTable>(table: Table): CapabilitiesOf<Table> {
  const rows = operations.map((name) => [name, table[name].kinds]);
  return Object.fromEntries(rows) as CapabilitiesOf<Table>;
}
