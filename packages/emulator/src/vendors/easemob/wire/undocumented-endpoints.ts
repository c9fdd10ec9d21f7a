import { endpoint } from '@imgroups/core';
import * as v from 'valibot';

const listJoinedGroupsByCursorRequest = v.object({
  username: v.string(),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  cursor: v.optional(v.string()),
});
interface ListJoinedGroupsByCursorRequest
  extends v.InferInput<typeof listJoinedGroupsByCursorRequest> {}

const listJoinedGroupsByCursorResponse = v.object({
  data: v.array(v.object({ groupid: v.string(), groupname: v.string() })),
  cursor: v.optional(v.string()),
  count: v.number(),
});
interface ListJoinedGroupsByCursorResponse
  extends v.InferOutput<typeof listJoinedGroupsByCursorResponse> {}

/** A form of a list that one of the vendor's own clients uses and no page describes. It is not part of the SDK. */
export const undocumentedEndpoints = {
  /**
   * Lists the groups a user has joined by cursor.
   *
   * @see https://doc.easemob.com/document/server-side/group_obtain_joined.html
   */
  listJoinedGroupsByCursor: endpoint<
    ListJoinedGroupsByCursorRequest,
    ListJoinedGroupsByCursorResponse
  >({
    method: 'GET',
    path: '/users/{username}/joined_chatgroups',
    request: listJoinedGroupsByCursorRequest,
    response: listJoinedGroupsByCursorResponse,
    repeat: 'read',
    limits: { rate: { requests: 50, perSeconds: 1 }, asOf: '2026-02' },
  }),
};
