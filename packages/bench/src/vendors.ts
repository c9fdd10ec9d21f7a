import { existsSync } from 'node:fs';
import { registry, type VendorName } from '@imgroups/emulator/registry';
import { foldersOf } from '../../testing/src/vendor-folders.ts';
import type { Task } from './workers/distance-vendor.ts';

/** A call that is measured, of a vendor or of another SDK. */
export interface Candidate {
  readonly name: string;
  /** The cost of the same call without us. */
  readonly base?: string;
  /** Has a budget over its base. */
  readonly budgeted?: true;
  /** Calls in flight while its processor time is looked into. */
  readonly profiledInFlight?: number;
}

/** Work of the adapter that is measured beside that of 0.1. */
export interface OwnWork {
  readonly name: string;
  /** Sends its requests to the server, in place of having them answered at once. */
  readonly onLoopback?: boolean;
  /** Times that it is done in a round. */
  readonly times: number;
  /** Members or users that it is about, where the cost of each is told. */
  readonly units?: number;
  readonly inFlight?: number;
}

/**
 * The measurements of a vendor. One file per vendor in `vendors/`, and one in `workers/vendors/` for the part that runs there.
 */
export interface VendorMeasures {
  /** The imports of an application from the adapter. */
  readonly usual: string;
  /** Kilobytes of that with everything it needs but jose, which only sealed cursors load. */
  readonly sizeBudget: number;
  /** The program of an application. */
  readonly program: string;
  /** The groups that 100,000 members are added to. */
  readonly bulk: string;
  readonly calls: readonly Candidate[];
  readonly ownWork: readonly OwnWork[];
  /** Entries of the package beside its root that this work needs. */
  readonly entries: readonly string[];
  /** Microseconds to verify and read a callback, where it is measured in `workers/webhooks/`. */
  readonly callbackBudget?: number;
  readonly distance: {
    readonly title: string;
    /** The users that 1,000 calls add, and the group. */
    readonly adding: string;
    readonly tasks: readonly DistantTask[];
  };
}

/** Bulk work whose time over a distance is measured. */
interface DistantTask {
  readonly task: Task;
  readonly what: string;
  /** Calls that it needs. */
  readonly calls: number;
  /** Pages that come one after the other: the answers are the ideal. */
  readonly inOrder?: true;
}

const measured = registry
  .map(({ vendor }) => vendor)
  .filter(({ name }) => existsSync(new URL(`vendors/${name}.ts`, import.meta.url)));

/** A vendor with what is measured of it. */
export interface MeasuredVendor extends VendorMeasures {
  readonly name: VendorName;
  readonly packageName: string;
}

/** The vendors of the registry that have a file in `vendors/`. */
export const vendors: readonly MeasuredVendor[] = await Promise.all(
  measured.map(async (vendor) => {
    const { name } = vendor;
    const module: { readonly measures: VendorMeasures } = await import(`./vendors/${name}.ts`);
    return { name, packageName: foldersOf(vendor).module, ...module.measures };
  }),
);
