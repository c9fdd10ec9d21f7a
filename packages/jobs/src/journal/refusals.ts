import { Failure, shortened } from '@imgroups/core/adapter';
import type { RunIdentity } from './journal.ts';
import { type Row, textOf } from './rows.ts';

/** Refuses a journal, which is named by its path or name, with a reason. */
export function refusal(journal: string, text: string): Failure {
  return new Failure('ImGroupsError', `journal ${shortened(journal, 300)} ${text}`, {
    code: 'failed_precondition',
    field: 'journal',
  });
}

/** A journal is for one work only. */
export function requireSameWork(journal: string, found: Row, wanted: RunIdentity): void {
  for (const name of ['job', 'source', 'target'] as const) {
    const had = textOf(found[name]);
    if (had === wanted[name]) continue;
    throw refusal(
      journal,
      `belongs to other work: its ${name} is ${had ?? 'none'}, not ${wanted[name] ?? 'none'}; use a journal of its own`,
    ).toError();
  }
}

export function laterVersion(found: number, known: number): string {
  return `was written by a later version (schema ${found}, this one reads up to ${known}); update @imgroups/jobs`;
}
