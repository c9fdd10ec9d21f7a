import {
  type FurtherRead,
  type Operation,
  type OperationTable,
  operations,
  type Vendor,
} from '@imgroups/core/adapter';
import { registry } from '@imgroups/emulator/registry';
import { type Catalogue, readCatalogue } from '../catalogue/catalogue.ts';
import type { VendorPages } from './vendor-pages.ts';

/** A further read with the operation that makes it. */
interface OperationRead extends FurtherRead {
  readonly operation: Operation;
}

/** A vendor as the reference shows it. */
export interface DocumentedVendor extends Vendor, VendorPages {
  readonly catalogue: Catalogue;
  readonly furtherReads: readonly OperationRead[];
}

/** All vendors, in the order of the registry. */
export const vendors: readonly DocumentedVendor[] = await Promise.all(
  registry.map(async ({ vendor }) => ({
    ...vendor,
    ...(await pagesOf(vendor)),
    catalogue: readCatalogue(vendor),
    furtherReads: readsOf(vendor.operations),
  })),
);

async function pagesOf({ name }: Vendor): Promise<VendorPages> {
  const module: { readonly vendorPages: VendorPages } = await import(`./vendors/${name}.ts`);
  return module.vendorPages;
}

function readsOf(table: OperationTable): readonly OperationRead[] {
  return operations.flatMap((operation) =>
    (table[operation].reads ?? []).map((read) => ({ operation, ...read })),
  );
}

/** The endpoints that an operation calls when nothing fails. */
export function callsOf({ operations: table }: Vendor, operation: Operation): readonly string[] {
  const { calls, reads = [] } = table[operation];
  return [
    ...calls,
    ...reads.filter(({ when }) => when === 'always').map(({ endpoint }) => endpoint),
  ];
}
