import {
  type DriverOutcome,
  Failure,
  readObject,
  readOptionalBoolean,
  refused,
  requireSame,
} from '@imgroups/core/adapter';
import { toOutcomes } from '../mapping/outcome.ts';

/** Bytes of a list of ids in a URL: the vendor takes 4 KB, and host, app and group id need their part. */
export const maxPathListBytes = 3500;

/** Reads the answer to a write; when it cannot be read, the write has probably taken effect. */
export function readWritten<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown.with({ ambiguous: true }) : thrown;
  }
}

/** What an answer to a change of members tells of each user; one about another group cannot be read. */
export function readOutcomes(
  data: unknown,
  groupId: string,
  asked: readonly string[],
): readonly DriverOutcome[] {
  return readWritten(() => {
    for (const item of Array.isArray(data) ? data : [data]) {
      requireSame('data.groupid', groupId, readObject(item, 'data').groupid);
    }
    return toOutcomes(data, asked, true);
  });
}

interface Answer {
  readonly data?: unknown;
}

/** What an answer to a write tells; some clusters tell nothing. */
export function readData({ data }: Answer): Readonly<Record<string, unknown>> {
  return readObject(data ?? {}, 'data');
}

/** What an answer to a write says of one field. */
export function readResult(answer: Answer, field: string): boolean | undefined {
  return readWritten(() => {
    const data = readData(answer);
    return Object.hasOwn(data, field)
      ? readOptionalBoolean(data[field], `data.${field}`)
      : undefined;
  });
}

/** An answer that says `false` is a refusal, whatever its status. */
export function requireDone(endpoint: string, answer: Answer, field: string): void {
  if (readResult(answer, field) !== false) return;
  throw refused('the service answered that it did not do it', {
    code: 'failed_precondition',
    endpoint,
    httpStatus: 200,
  });
}
