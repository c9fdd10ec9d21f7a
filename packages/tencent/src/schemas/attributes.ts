import * as v from 'valibot';
import { envelope, groupId } from './common.ts';

/** Bytes of all values of a group together. */
const maxValueBytes = 16_000;

/** Name of an attribute, at most 32 bytes. */
const attributeKey = v.pipe(v.string(), v.minLength(1), v.maxBytes(32));

const attributes = v.pipe(
  v.array(
    v.object({
      /** At most 32 bytes. */
      key: attributeKey,
      /** At most 4,000 bytes. */
      value: v.pipe(v.string(), v.maxBytes(4_000)),
    }),
  ),
  v.minLength(1),
  v.check(
    (list) => bytesOfValues(list) <= maxValueBytes,
    ({ input }) =>
      `values of ${bytesOfValues(input)} bytes in all, at most ${maxValueBytes} per group`,
  ),
);

export const getGroupAttrRequest = v.object({ GroupId: groupId });
export interface GetGroupAttrRequest extends v.InferInput<typeof getGroupAttrRequest> {}

export const getGroupAttrResponse = v.object({
  ...envelope,
  /** At most 16; empty or absent when there are none. */
  GroupAttrAry: v.optional(
    v.array(
      v.object({
        key: v.string(),
        value: v.optional(v.string()),
      }),
    ),
  ),
});
export interface GetGroupAttrResponse extends v.InferInput<typeof getGroupAttrResponse> {}

export const modifyGroupAttrRequest = v.object({
  GroupId: groupId,
  /** At most 16 keys and 16,000 bytes of values per group. */
  GroupAttr: attributes,
});
export interface ModifyGroupAttrRequest extends v.InferInput<typeof modifyGroupAttrRequest> {}

export const modifyGroupAttrResponse = v.object(envelope);
export interface ModifyGroupAttrResponse extends v.InferInput<typeof modifyGroupAttrResponse> {}

export const setGroupAttrRequest = v.object({
  GroupId: groupId,
  /** All attributes the group will have: at most 16 keys and 16,000 bytes of values. */
  GroupAttr: attributes,
});
export interface SetGroupAttrRequest extends v.InferInput<typeof setGroupAttrRequest> {}

export const setGroupAttrResponse = v.object(envelope);
export interface SetGroupAttrResponse extends v.InferInput<typeof setGroupAttrResponse> {}

export const clearGroupAttrRequest = v.object({ GroupId: groupId });
export interface ClearGroupAttrRequest extends v.InferInput<typeof clearGroupAttrRequest> {}

export const clearGroupAttrResponse = v.object(envelope);
export interface ClearGroupAttrResponse extends v.InferInput<typeof clearGroupAttrResponse> {}

export const deleteGroupAttrRequest = v.object({
  GroupId: groupId,
  /** At most 16, by their keys alone. */
  GroupAttr: v.pipe(v.array(v.object({ key: attributeKey })), v.minLength(1)),
});
export interface DeleteGroupAttrRequest extends v.InferInput<typeof deleteGroupAttrRequest> {}

export const deleteGroupAttrResponse = v.object(envelope);
export interface DeleteGroupAttrResponse extends v.InferInput<typeof deleteGroupAttrResponse> {}

function bytesOfValues(list: readonly { readonly value: string }[]): number {
  return list.reduce((sum, { value }) => sum + new TextEncoder().encode(value).length, 0);
}
