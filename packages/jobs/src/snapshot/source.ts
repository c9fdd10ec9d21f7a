import { type FileHandle, open } from 'node:fs/promises';
import { described, given, invalid, isImGroupsError } from '@imgroups/core/adapter';

/** The input from which a snapshot is read: the path or the URL of a file, its content, or a stream of it. */
export type SnapshotSource =
  | string
  | URL
  | Uint8Array
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>;

/** Bytes of a file that are read at a time. */
const pieceSize = 64 * 1024;

/**
 * The bytes of a source, in pieces that are good until the next is asked for; a file is opened when the first is asked for, and
 * closed with the last.
 */
export async function* piecesOf(source: SnapshotSource, offset = 0): AsyncGenerator<Buffer> {
  try {
    for await (const piece of openSource(source, offset)) yield toBytes(piece);
  } catch (thrown) {
    if (isImGroupsError(thrown)) throw thrown;
    throw invalid('source', `cannot be read: ${described(thrown)}`).toError();
  }
}

function openSource(
  source: SnapshotSource,
  start: number,
): Iterable<unknown> | AsyncIterable<unknown> {
  if (typeof source === 'string' || source instanceof URL) {
    return piecesOfFile(source, start);
  }
  if (source instanceof Uint8Array) return [source];
  if (isIterable(source)) return source;
  throw invalid(
    'source',
    `must be the path of a file, its content as bytes, or an iterable of it, not ${given(source)}`,
  ).toError();
}

async function* piecesOfFile(path: string | URL, start: number): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    yield* piecesFrom(file, start);
  } finally {
    await file.close();
  }
}

/** Reads a file piece by piece into one buffer: a new one for each would be garbage that V8 lets pile up. */
export async function* piecesFrom(file: FileHandle, start: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(pieceSize);
  for (let offset = start; ; ) {
    const { bytesRead } = await file.read(buffer, 0, pieceSize, offset);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    offset += bytesRead;
  }
}

/** True for anything that looks readable with `for await`. */
export function isIterable(source: unknown): source is Iterable<unknown> | AsyncIterable<unknown> {
  return (
    typeof source === 'object' &&
    source !== null &&
    (Symbol.asyncIterator in source || Symbol.iterator in source)
  );
}

function toBytes(piece: unknown): Buffer {
  if (typeof piece === 'string') return Buffer.from(piece);
  if (piece instanceof Uint8Array) return Buffer.from(piece.buffer, piece.byteOffset, piece.length);
  throw invalid('source', `must give strings or bytes, not ${given(piece)}`).toError();
}
