import type { GroupProvider } from '@imgroups/core';
import { printObject } from './print-list.ts';
import type { Session } from './session.ts';

/** A write as output shows it: its operation, and what it is about. */
export interface Write {
  readonly operation: string;
  readonly groupId?: string;
  readonly [argument: string]: unknown;
}

/**
 * Makes a write and prints that it is done, unless it printed something itself. A dry run only looks whether the group is there,
 * and prints what would be written.
 */
export async function printWrite(
  session: Session,
  write: Write,
  send: (provider: GroupProvider) => Promise<void>,
): Promise<void> {
  const provider = await session.provider();
  if (session.options.dryRun) {
    await requireGroup(session, write.groupId);
    return printObject(session, { status: 'planned', ...write });
  }
  await send(provider);
  if (write.groupId !== undefined) {
    const { operation, groupId } = write;
    await printObject(session, { status: 'done', operation, groupId });
  }
}

/** Reads the group that a dry run is about, so that one that is missing is told. */
export async function requireGroup(session: Session, groupId: string | undefined): Promise<void> {
  if (groupId === undefined) return;
  const provider = await session.provider();
  await provider.groups.get(session.group(groupId), { signal: session.stop.reads });
}
