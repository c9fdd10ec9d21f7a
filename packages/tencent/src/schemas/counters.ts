import * as v from 'valibot';
import { envelope, groupId, int64 } from './common.ts';

/** Name of a counter, at most 128 bytes. */
const counterKey = v.pipe(v.string(), v.minLength(1), v.maxBytes(128));

const counters = v.array(
  v.object({
    Key: v.string(),
    /** Signed, 64 bits, as a decimal string. */
    Value: v.optional(v.string()),
  }),
);

export const getGroupCounterRequest = v.object({
  GroupId: groupId,
  /** Absent = all; unknown ones are left out of the answer. */
  GroupCounterKeys: v.optional(v.array(counterKey)),
});
export interface GetGroupCounterRequest extends v.InferInput<typeof getGroupCounterRequest> {}

export const getGroupCounterResponse = v.object({
  ...envelope,
  GroupCounter: v.optional(counters),
});
export interface GetGroupCounterResponse extends v.InferInput<typeof getGroupCounterResponse> {}

export const updateGroupCounterRequest = v.object({
  GroupId: groupId,
  /** At most 20 keys per group. */
  GroupCounter: v.pipe(
    v.array(
      v.object({
        /** At most 128 bytes. */
        Key: counterKey,
        /** The new value, or how much it changes: signed, 64 bits. */
        Value: int64,
      }),
    ),
    v.minLength(1),
  ),
  /** `Increase` and `Decrease` begin a missing key at 0. */
  Mode: v.picklist(['Set', 'Increase', 'Decrease']),
});
export interface UpdateGroupCounterRequest extends v.InferInput<typeof updateGroupCounterRequest> {}

export const updateGroupCounterResponse = v.object({
  ...envelope,
  /** The counters that changed, with their new values. */
  GroupCounter: v.optional(counters),
});
export interface UpdateGroupCounterResponse
  extends v.InferInput<typeof updateGroupCounterResponse> {}

export const deleteGroupCounterRequest = v.object({
  GroupId: groupId,
  /** Absent = all. An empty list is refused, because it may well mean all as well. */
  GroupCounterKeys: v.optional(v.pipe(v.array(counterKey), v.minLength(1))),
});
export interface DeleteGroupCounterRequest extends v.InferInput<typeof deleteGroupCounterRequest> {}

export const deleteGroupCounterResponse = v.object(envelope);
export interface DeleteGroupCounterResponse
  extends v.InferInput<typeof deleteGroupCounterResponse> {}
