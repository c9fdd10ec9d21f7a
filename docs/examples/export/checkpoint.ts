import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { GroupKind } from '@imgroups/core';
import { UsageError } from '../shared/usage-error.ts';

/** How far an export is: everything another process needs to go on. */
export interface Checkpoint {
  /** Length of the export so far. What stands behind it in the file was written after the checkpoint. */
  readonly bytes: number;
  readonly groups: number;
  readonly members: number;
  /** Where the next groups are; absent when all have been read. */
  readonly nextGroups?: { readonly cursor?: string | undefined } | undefined;
  /** Groups that are written and whose members are not, all or in part. */
  readonly pending: readonly PendingGroup[];
  /** Where the next members of the first pending group are; absent at its beginning. */
  readonly membersCursor?: string | undefined;
}

export interface PendingGroup {
  readonly id: string;
  readonly kind: GroupKind | 'other';
}

export const beginning: Checkpoint = {
  bytes: 0,
  groups: 0,
  members: 0,
  nextGroups: {},
  pending: [],
};

/** The checkpoint of an export that was broken off; `undefined` when there is none. */
export async function readCheckpoint(path: string): Promise<Checkpoint | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path}: is no checkpoint; delete it to export from the beginning`);
  }
}

/** Replaces the checkpoint in one step: a reader finds the old or the new one, never half of one. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(checkpoint), { flush: true });
  await rename(`${path}.new`, path);
}

export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true });
}
