import { type EndpointTable, endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';

const group_id = v.string();
const username = v.string();
const thread_id = v.string();
const usernames = v.pipe(v.array(username), v.minLength(1));
const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)));
const cursor = v.optional(v.string());

const outcome = v.object({
  result: v.boolean(),
  action: v.string(),
  user: v.string(),
  id: v.optional(v.string()),
  groupid: v.optional(v.string()),
  reason: v.optional(v.string()),
});
const outcomeAnswer = v.object({ data: outcome });
interface OutcomeAnswer extends v.InferOutput<typeof outcomeAnswer> {}
const outcomesAnswer = v.object({ data: v.array(outcome) });
interface OutcomesAnswer extends v.InferOutput<typeof outcomesAnswer> {}

const groupRequest = v.object({ group_id });
interface GroupRequest extends v.InferInput<typeof groupRequest> {}

const listJoinedGroupsByCursorRequest = v.object({ username, limit, cursor });
interface ListJoinedGroupsByCursorRequest
  extends v.InferInput<typeof listJoinedGroupsByCursorRequest> {}

const listJoinedGroupsByCursorResponse = v.object({
  data: v.array(v.object({ groupid: v.string(), groupname: v.string() })),
  cursor: v.optional(v.string()),
  count: v.number(),
});
interface ListJoinedGroupsByCursorResponse
  extends v.InferOutput<typeof listJoinedGroupsByCursorResponse> {}

const pageField = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const listJoinedGroupsInVersion3Request = v.object({
  username,
  pagenum: pageField,
  pagesize: pageField,
});
interface ListJoinedGroupsInVersion3Request
  extends v.InferInput<typeof listJoinedGroupsInVersion3Request> {}

const listJoinedGroupsInVersion3Response = v.object({
  data: v.array(
    v.object({ id: v.string(), name: v.string(), disabled: v.boolean(), permission: v.string() }),
  ),
  count: v.number(),
});
interface ListJoinedGroupsInVersion3Response
  extends v.InferOutput<typeof listJoinedGroupsInVersion3Response> {}

const listPublicGroupsRequest = v.object({ limit, cursor });
interface ListPublicGroupsRequest extends v.InferInput<typeof listPublicGroupsRequest> {}

/** With `version=v3` the names are `id` and `name`. */
const publicGroup = v.union([
  v.object({ id: v.string(), name: v.string() }),
  v.object({ groupid: v.string(), groupname: v.string() }),
]);
const listPublicGroupsResponse = v.object({
  data: v.array(publicGroup),
  cursor: v.optional(v.string()),
  count: v.number(),
});
interface ListPublicGroupsResponse extends v.InferOutput<typeof listPublicGroupsResponse> {}

const inviteMembersRequest = v.object({ group_id, usernames });
interface InviteMembersRequest extends v.InferInput<typeof inviteMembersRequest> {}

const answerInvitationRequest = v.object({
  group_id,
  invitee: username,
  verifyResult: v.boolean(),
  reason: v.optional(v.string()),
});
interface AnswerInvitationRequest extends v.InferInput<typeof answerInvitationRequest> {}

const applyToGroupRequest = v.object({ group_id, message: v.optional(v.string()) });
interface ApplyToGroupRequest extends v.InferInput<typeof applyToGroupRequest> {}

const answerApplicationRequest = v.object({
  group_id,
  applicant: username,
  verifyResult: v.boolean(),
  reason: v.optional(v.string()),
});
interface AnswerApplicationRequest extends v.InferInput<typeof answerApplicationRequest> {}

const leaveGroupResponse = v.object({ data: v.object({ result: v.boolean() }) });
interface LeaveGroupResponse extends v.InferOutput<typeof leaveGroupResponse> {}

const usernamesResponse = v.object({ data: v.array(v.string()), count: v.number() });
interface UsernamesResponse extends v.InferOutput<typeof usernamesResponse> {}

const memberRequest = v.object({ group_id, username });
interface MemberRequest extends v.InferInput<typeof memberRequest> {}

const isAllowedResponse = v.object({ data: v.object({ member: v.string(), white: v.boolean() }) });
interface IsAllowedResponse extends v.InferOutput<typeof isAllowedResponse> {}

const isMutedResponse = v.object({ data: v.boolean() });
interface IsMutedResponse extends v.InferOutput<typeof isMutedResponse> {}

const listReadersRequest = v.object({
  group_id,
  message_id: v.string(),
  limit,
  key: v.optional(v.string()),
});
interface ListReadersRequest extends v.InferInput<typeof listReadersRequest> {}

const listReadersResponse = v.object({
  data: v.object({
    ackmid: v.string(),
    is_last: v.boolean(),
    next_key: v.string(),
    timestamp: v.number(),
    total: v.number(),
    userlist: v.array(v.string()),
  }),
});
interface ListReadersResponse extends v.InferOutput<typeof listReadersResponse> {}

const updateUserRequest = v.object({
  username,
  entities: v.pipe(v.array(v.record(v.string(), v.unknown())), v.minLength(1)),
});
interface UpdateUserRequest extends v.InferInput<typeof updateUserRequest> {}

const updateUserResponse = v.object({
  entities: v.array(v.looseObject({ username: v.string(), uuid: v.string() })),
});
interface UpdateUserResponse extends v.InferOutput<typeof updateUserResponse> {}

const threadRequest = v.object({ thread_id });
interface ThreadRequest extends v.InferInput<typeof threadRequest> {}

const threadDetail = v.object({
  id: v.string(),
  name: v.string(),
  owner: v.string(),
  msgId: v.string(),
  groupId: v.string(),
  created: v.number(),
});
const listGroupThreadsRequest = v.object({ group_id, limit, cursor });
interface ListGroupThreadsRequest extends v.InferInput<typeof listGroupThreadsRequest> {}

const listGroupThreadsResponse = v.object({
  entities: v.array(threadDetail),
  properties: v.object({ cursor: v.string() }),
});
interface ListGroupThreadsResponse extends v.InferOutput<typeof listGroupThreadsResponse> {}

const getThreadResponse = v.object({
  data: v.object({ ...threadDetail.entries, affiliations_count: v.number() }),
});
interface GetThreadResponse extends v.InferOutput<typeof getThreadResponse> {}

const threadMemberRequest = v.object({ thread_id, username });
interface ThreadMemberRequest extends v.InferInput<typeof threadMemberRequest> {}

const joinThreadResponse = v.object({
  data: v.object({ status: v.string(), detail: threadDetail }),
});
interface JoinThreadResponse extends v.InferOutput<typeof joinThreadResponse> {}

const threadStatusResponse = v.object({ data: v.object({ status: v.string() }) });
interface ThreadStatusResponse extends v.InferOutput<typeof threadStatusResponse> {}

const removeThreadMemberResponse = v.object({
  data: v.object({ result: v.boolean(), user: v.string() }),
});
interface RemoveThreadMemberResponse extends v.InferOutput<typeof removeThreadMemberResponse> {}

const listLastMessagesRequest = v.object({ threadIds: v.pipe(v.array(thread_id), v.minLength(1)) });
interface ListLastMessagesRequest extends v.InferInput<typeof listLastMessagesRequest> {}

const listLastMessagesResponse = v.object({
  entities: v.array(v.object({ thread_id: v.string(), last_message: v.object({}) })),
});
interface ListLastMessagesResponse extends v.InferOutput<typeof listLastMessagesResponse> {}

/** Calls about groups that the vendor's own clients make and no page describes. They are not part of the SDK. */
export const clientGroupEndpoints = {
  /** Lists the groups a user has joined by cursor. */
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

  /** Lists the groups a user has joined by page, with the role in each. */
  listJoinedGroupsInVersion3: endpoint<
    ListJoinedGroupsInVersion3Request,
    ListJoinedGroupsInVersion3Response
  >({
    method: 'GET',
    path: '/users/{username}/joined_chatgroups',
    fixedQuery: { version: 'v3' },
    request: listJoinedGroupsInVersion3Request,
    response: listJoinedGroupsInVersion3Response,
    repeat: 'read',
    limits: { rate: { requests: 50, perSeconds: 1 }, asOf: '2026-02' },
  }),

  /** Lists the public groups of the app. */
  listPublicGroups: endpoint<ListPublicGroupsRequest, ListPublicGroupsResponse>({
    method: 'GET',
    path: '/publicchatgroups',
    request: listPublicGroupsRequest,
    response: listPublicGroupsResponse,
    repeat: 'read',
  }),

  /** Hides the messages of groups from the caller. */
  updateUser: endpoint<UpdateUserRequest, UpdateUserResponse>({
    method: 'PUT',
    path: '/users/{username}',
    request: updateUserRequest,
    response: updateUserResponse,
    repeat: 'safe',
  }),

  /** Hides the messages of a group from the caller. */
  shieldGroup: endpoint<GroupRequest, OutcomeAnswer>({
    method: 'POST',
    path: '/chatgroups/{group_id}/shield',
    request: groupRequest,
    response: outcomeAnswer,
    repeat: 'safe',
  }),

  /** Shows the messages of a group to the caller again. */
  unshieldGroup: endpoint<GroupRequest, OutcomeAnswer>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/shield',
    request: groupRequest,
    response: outcomeAnswer,
    repeat: 'safe',
  }),

  /** Lists the members who hide the messages of a group. */
  listShields: endpoint<GroupRequest, UsernamesResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/shield',
    request: groupRequest,
    response: usernamesResponse,
    repeat: 'read',
  }),

  /** Tells whether a member is on the allow list. */
  isAllowed: endpoint<MemberRequest, IsAllowedResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/white/users/{username}',
    request: memberRequest,
    response: isAllowedResponse,
    repeat: 'read',
  }),

  /** Tells whether a member is muted. */
  isMuted: endpoint<MemberRequest, IsMutedResponse>({
    method: 'GET',
    path: '/sdk/chatgroups/{group_id}/mute/{username}',
    request: memberRequest,
    response: isMutedResponse,
    repeat: 'read',
  }),

  /** Lists the members who have read a message. */
  listReaders: endpoint<ListReadersRequest, ListReadersResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/acks/{message_id}',
    request: listReadersRequest,
    response: listReadersResponse,
    repeat: 'read',
  }),
} satisfies EndpointTable;

/** The vendor's clients join and leave groups so. */
export const joiningEndpoints = {
  /** Invites users, who join at once where the group asks for no consent. */
  inviteMembers: endpoint<InviteMembersRequest, OutcomesAnswer>({
    method: 'POST',
    path: '/chatgroups/{group_id}/invite',
    request: inviteMembersRequest,
    response: outcomesAnswer,
    repeat: 'safe',
  }),

  /** Accepts or declines an invitation. */
  answerInvitation: endpoint<AnswerInvitationRequest, OutcomeAnswer>({
    method: 'POST',
    path: '/chatgroups/{group_id}/invite_verify',
    request: answerInvitationRequest,
    response: outcomeAnswer,
    repeat: 'never',
  }),

  /** Asks to join a public group, or joins it where it asks for no approval. */
  applyToGroup: endpoint<ApplyToGroupRequest, OutcomeAnswer>({
    method: 'POST',
    path: '/chatgroups/{group_id}/apply',
    request: applyToGroupRequest,
    response: outcomeAnswer,
    repeat: 'never',
  }),

  /** Accepts or declines an application. */
  answerApplication: endpoint<AnswerApplicationRequest, OutcomeAnswer>({
    method: 'POST',
    path: '/chatgroups/{group_id}/apply_verify',
    request: answerApplicationRequest,
    response: outcomeAnswer,
    repeat: 'never',
  }),

  /** Leaves a group. */
  leaveGroup: endpoint<GroupRequest, LeaveGroupResponse>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/quit',
    request: groupRequest,
    response: leaveGroupResponse,
    repeat: 'never',
  }),
} satisfies EndpointTable;

/** The vendor's clients use threads so, beside the documented calls. */
export const clientThreadEndpoints = {
  /** Lists the threads of a group. */
  listGroupThreads: endpoint<ListGroupThreadsRequest, ListGroupThreadsResponse>({
    method: 'GET',
    path: '/threads/chatgroups/{group_id}',
    request: listGroupThreadsRequest,
    response: listGroupThreadsResponse,
    repeat: 'read',
  }),

  /** Reads a thread. */
  getThread: endpoint<ThreadRequest, GetThreadResponse>({
    method: 'GET',
    path: '/thread/{thread_id}',
    request: threadRequest,
    response: getThreadResponse,
    repeat: 'read',
  }),

  /** Joins a thread. */
  joinThread: endpoint<ThreadMemberRequest, JoinThreadResponse>({
    method: 'POST',
    path: '/thread/{thread_id}/user/{username}/join',
    request: threadMemberRequest,
    response: joinThreadResponse,
    repeat: 'safe',
  }),

  /** Leaves a thread. */
  leaveThread: endpoint<ThreadMemberRequest, ThreadStatusResponse>({
    method: 'DELETE',
    path: '/thread/{thread_id}/user/{username}/quit',
    request: threadMemberRequest,
    response: threadStatusResponse,
    repeat: 'never',
  }),

  /** Removes one member from a thread. */
  removeThreadMember: endpoint<ThreadMemberRequest, RemoveThreadMemberResponse>({
    method: 'DELETE',
    path: '/thread/{thread_id}/users/{username}',
    request: threadMemberRequest,
    response: removeThreadMemberResponse,
    repeat: 'safe',
  }),

  /** Reads the last message of each thread. */
  listLastMessages: endpoint<ListLastMessagesRequest, ListLastMessagesResponse>({
    method: 'POST',
    path: '/thread/message',
    request: listLastMessagesRequest,
    response: listLastMessagesResponse,
    repeat: 'read',
  }),
} satisfies EndpointTable;

/** Everything that the vendor's own clients call and no page describes. */
export const clientEndpoints = {
  ...clientGroupEndpoints,
  ...joiningEndpoints,
  ...clientThreadEndpoints,
};
