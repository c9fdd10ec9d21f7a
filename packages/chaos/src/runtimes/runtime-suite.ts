import type { Transport } from '@imgroups/core';
import type { Violation } from '../ledger.ts';
import { matrix } from '../matrix.ts';
import { type RemoteVendor, remoteVendor } from './remote-vendor.ts';

/** What a lost reply leads to, per write: before its effect, and after it. */
export interface LostReply {
  readonly vendor: string;
  readonly operation: string;
  readonly before: string;
  readonly after: string;
}

export interface RuntimeResult {
  readonly lostReplies: readonly LostReply[];
  readonly violations: readonly Violation[];
}

/** Loses the reply to every write of all vendors, once before and once after its effect, on kept-alive connections. */
export async function runtimeSuite(
  vendors: readonly RemoteVendor[],
  sender: Transport | undefined,
): Promise<RuntimeResult> {
  const lostReplies: LostReply[] = [];
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
    for (const { operation, cells } of result.rows) {
      const before = cells['reset before'] ?? '';
      const after = cells['reset after'] ?? '';
      lostReplies.push({ vendor: vendor.name, operation, before, after });
    }
  }
  return { lostReplies, violations };
}
