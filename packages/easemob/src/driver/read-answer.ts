import {
  type Op,
  readAnswer,
  refused,
  requireSame,
  wireFlag,
  wireObject,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import type { EasemobDriverTypes } from './types.ts';

/** Bytes of a list of ids in a URL: the vendor takes 4 KB, and host, app and group id need their part. */
export const maxPathListBytes = 3500;

interface Answer {
  readonly data?: unknown;
}

const flag = v.nullish(wireFlag);

/** Reads the data in an answer to a write; some clusters send none. */
export function readData({ data }: Answer): Readonly<Record<string, unknown>> {
  return readAnswer(wireObject, data ?? {}, 'data');
}

/** Reads the result for one field in an answer to a write. */
export function readResult(answer: Answer, field: string): boolean | undefined {
  const data = readData(answer);
  const value = Object.hasOwn(data, field) ? data[field] : undefined;
  return readAnswer(flag, value, `data.${field}`) ?? undefined;
}

interface Done {
  readonly endpoint: string;
  /** The field that says whether it was done. */
  readonly field: string;
  /** The field that names the group, and the group that was meant. */
  readonly about?: readonly [field: string, groupId: string];
}

/** An answer that says `false` is a refusal, whatever its status. */
export function requireDone(
  { read }: Pick<Op<EasemobDriverTypes>, 'read'>,
  answer: Answer,
  { endpoint, field, about }: Done,
): void {
  const isDone = read(endpoint, () => {
    if (about) requireSame(`data.${about[0]}`, about[1], readData(answer)[about[0]]);
    return readResult(answer, field);
  });
  if (isDone !== false) return;
  throw refused('the service answered that it did not do it', {
    code: 'failed_precondition',
    endpoint,
    httpStatus: 200,
  });
}
