import type { JournalEntry } from '@imgroups/emulator';
import type { Violation } from './ledger.ts';

/** Finds the failures of the emulator itself. */
export function defectsIn(journal: readonly JournalEntry[]): Violation[] {
  return journal
    .filter(({ vendorCode }) => vendorCode === 'defect')
    .map(({ endpoint, path }) => ({
      kind: 'wrong',
      text: `the emulator failed by itself at ${endpoint ?? path}`,
    }));
}
