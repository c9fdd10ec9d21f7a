import * as v from 'valibot';
import {
  envelope,
  groupId,
  noEntities,
  pageSize,
  text,
  threadId,
  username,
  usernames,
} from './common.ts';

/** What all lists of threads take. */
const threadPage = {
  /** Items per page, 50 by default and at most. */
  limit: v.optional(pageSize),
  /** The `properties.cursor` of the page before. */
  cursor: v.optional(v.string()),
};

/** `desc`, the newest first, by default. */
const sort = v.optional(v.picklist(['asc', 'desc']));

/** Lists of threads carry their cursor here, also on the last page. */
const cursorProperties = v.optional(v.object({ cursor: v.nullish(v.string()) }));

/** Display name, at most 64 characters. */
const threadName = text(64);

export const listThreadsRequest = v.object({ ...threadPage, sort });
export interface ListThreadsRequest extends v.InferInput<typeof listThreadsRequest> {}

export const listThreadsResponse = v.object({
  ...envelope,
  entities: v.optional(v.array(v.object({ id: v.optional(v.string()) }))),
  properties: cursorProperties,
});
export interface ListThreadsResponse extends v.InferOutput<typeof listThreadsResponse> {}

export const listUserThreadsRequest = v.object({ username, ...threadPage, sort });
export interface ListUserThreadsRequest extends v.InferInput<typeof listUserThreadsRequest> {}

/** A thread: messages below a message of a group. */
export const thread = v.object({
  name: v.optional(v.string()),
  owner: v.optional(v.string()),
  id: v.optional(v.string()),
  /** The message it was born from. */
  msgId: v.optional(v.string()),
  groupId: v.optional(v.string()),
  /** Milliseconds since 1970. */
  created: v.optional(v.number()),
});
export interface Thread extends v.InferOutput<typeof thread> {}

const threadsResponse = v.object({
  ...envelope,
  entities: v.optional(v.array(thread)),
  properties: cursorProperties,
});

export const listUserThreadsResponse = threadsResponse;
export interface ListUserThreadsResponse extends v.InferOutput<typeof listUserThreadsResponse> {}

export const listUserThreadsInGroupRequest = v.object({
  group_id: groupId,
  username,
  ...threadPage,
  sort,
});
export interface ListUserThreadsInGroupRequest
  extends v.InferInput<typeof listUserThreadsInGroupRequest> {}

export const listUserThreadsInGroupResponse = threadsResponse;
export interface ListUserThreadsInGroupResponse
  extends v.InferOutput<typeof listUserThreadsInGroupResponse> {}

export const createThreadRequest = v.object({
  group_id: groupId,
  /** At most 64 characters. */
  name: threadName,
  /** A message of the group; it can have one thread. */
  msg_id: v.pipe(v.string(), v.nonEmpty()),
  /** Must be a member of the group. */
  owner: username,
});
export interface CreateThreadRequest extends v.InferInput<typeof createThreadRequest> {}

export const createThreadResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ thread_id: v.optional(v.string()) })),
});
export interface CreateThreadResponse extends v.InferOutput<typeof createThreadResponse> {}

export const renameThreadRequest = v.object({
  thread_id: threadId,
  /** At most 64 characters. */
  name: threadName,
});
export interface RenameThreadRequest extends v.InferInput<typeof renameThreadRequest> {}

export const renameThreadResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ name: v.optional(v.string()) })),
});
export interface RenameThreadResponse extends v.InferOutput<typeof renameThreadResponse> {}

/** An answer that says `ok`. */
const statusResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ status: v.optional(v.string()) })),
});

export const deleteThreadRequest = v.object({ thread_id: threadId });
export interface DeleteThreadRequest extends v.InferInput<typeof deleteThreadRequest> {}

export const deleteThreadResponse = statusResponse;
export interface DeleteThreadResponse extends v.InferOutput<typeof deleteThreadResponse> {}

export const listThreadMembersRequest = v.object({ thread_id: threadId, ...threadPage });
export interface ListThreadMembersRequest extends v.InferInput<typeof listThreadMembersRequest> {}

export const listThreadMembersResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ affiliations: v.optional(v.array(v.string())) })),
  properties: cursorProperties,
});
export interface ListThreadMembersResponse
  extends v.InferOutput<typeof listThreadMembersResponse> {}

export const addThreadMembersRequest = v.object({
  thread_id: threadId,
  /** At most 10 members of the group. */
  usernames: usernames,
});
export interface AddThreadMembersRequest extends v.InferInput<typeof addThreadMembersRequest> {}

export const addThreadMembersResponse = statusResponse;
export interface AddThreadMembersResponse extends v.InferOutput<typeof addThreadMembersResponse> {}

export const removeThreadMembersRequest = v.object({
  thread_id: threadId,
  /** At most 10. */
  usernames: usernames,
});
export interface RemoveThreadMembersRequest
  extends v.InferInput<typeof removeThreadMembersRequest> {}

export const removeThreadMembersResponse = v.object({
  ...envelope,
  entities: v.optional(
    v.array(v.object({ result: v.optional(v.boolean()), user: v.optional(v.string()) })),
  ),
});
export interface RemoveThreadMembersResponse
  extends v.InferOutput<typeof removeThreadMembersResponse> {}
