import type { Transport } from '@imgroups/core';
import type { Violation } from '../ledger.ts';
import { matrix } from '../matrix.ts';
import { type RemoteVendor, remoteVendor } from './remote-vendor.ts';

/** The results of a lost reply, by vendor and write: before its effect, and after it where that differs. */
export type LostReplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface RuntimeResult {
  readonly lostReplies: LostReplies;
  readonly violations: readonly Violation[];
}

/** Loses the reply to every write of all vendors, once before and once after its effect, on kept-alive connections. */
export async function runtimeSuite(
  vendors: readonly RemoteVendor[],
  sender: Transport | undefined,
): Promise<RuntimeResult> {
  const lostReplies: Record<string, Record<string, string>> = {};
  const violations: Violation[] = [];
  for (const vendor of vendors.map(remoteVendor)) {
    const result = await matrix(vendor, {
      hits: 'once',
      faults: ['reset before', 'reset after'],
      isChosen: (operation) => vendor.endpoints[vendor.endpointOf(operation)]?.repeat !== 'read',
      trialsAtOnce: 1,
      sender,
    });
    violations.push(...result.violations);
    lostReplies[vendor.name] = Object.fromEntries(
      result.rows.map(({ operation, cells }) => [
        operation,
        [...new Set([cells['reset before'], cells['reset after']])].join(', '),
      ]),
    );
  }
  return { lostReplies, violations };
}
