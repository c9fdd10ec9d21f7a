import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../shared/usage-error.ts';
import {
  beginning,
  type Checkpoint,
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts';

/** An export on its way into a file. */
export interface OutputFile {
  /** Where an earlier run broke off, or the beginning. */
  readonly start: Checkpoint;
  readonly isResumed: boolean;
  /** Appends lines and moves the checkpoint behind them; the new checkpoint. */
  readonly commit: (
    lines: readonly object[],
    progress: Omit<Checkpoint, 'bytes'>,
  ) => Promise<Checkpoint>;
  /** Gives the complete file its name. */
  readonly finish: () => Promise<void>;
  /** Closes the file, complete or not. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the file of an export, at its last checkpoint.
 *
 * Lines reach the disk before the checkpoint that counts them. A process that dies in between leaves lines that no
 * checkpoint knows: they are cut off here, and written again.
 */
export async function openOutput(path: string): Promise<OutputFile> {
  const partPath = `${path}.part`;
  const checkpointPath = `${path}.checkpoint`;
  await mkdir(dirname(path), { recursive: true });
  const found = await readCheckpoint(checkpointPath);
  const start = found ?? beginning;
  const file = await open(partPath, 'a');
  const { size } = await file.stat();
  if (size < start.bytes) {
    await file.close();
    throw new UsageError(
      `${partPath}: is shorter than its checkpoint says; delete both to export from the beginning`,
    );
  }
  await file.truncate(start.bytes);
  let bytes = start.bytes;
  return {
    start,
    isResumed: found !== undefined,
    async commit(lines, progress) {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      await file.appendFile(text);
      await file.datasync();
      bytes += Buffer.byteLength(text);
      const checkpoint = { ...progress, bytes };
      await writeCheckpoint(checkpointPath, checkpoint);
      return checkpoint;
    },
    async finish() {
      await file.close();
      await removeCheckpoint(checkpointPath);
      await rename(partPath, path);
    },
    close: () => file.close(),
  };
}
