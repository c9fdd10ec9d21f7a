import type { ErrorCode, ErrorReason } from '@imgroups/core';
import { describe, expect, test } from 'vitest';
import { meaningOf, meaningOfReason, missingSubject } from './error-codes.ts';

type Retry = 'no' | 'yes' | 'renew';
type Row = [
  status: number,
  error: string | undefined,
  description: string | undefined,
  code: ErrorCode,
  reason?: ErrorReason | undefined,
  retry?: Retry,
];

const documented: Row[] = [
  // Credentials and the app.
  [400, 'invalid_grant', 'client_id does not match', 'unauthenticated'],
  [400, 'invalid_grant', 'client_secret does not match', 'unauthenticated'],
  [400, 'invalid_grant', 'invalid username or password', 'unauthenticated'],
  [400, 'invalid_grant', 'user not activated', 'permission_denied'],
  [404, 'invalid_grant', 'user not found', 'not_found', 'user_not_found'],
  [404, 'entity_not_found', 'User null not found', 'not_found', 'user_not_found'],
  [400, 'illegal_argument', 'client_id must be provided.', 'invalid_argument'],
  [400, 'illegal_argument', 'client_secret must be provided', 'invalid_argument'],
  [400, 'illegal_argument', 'username [a/b] is not legal', 'invalid_argument'],
  [400, 'illegal_argument', 'USERNAME_TOO_LONG', 'invalid_argument'],
  [401, 'unauthorized', 'Unable to authenticate (OAuth)', 'unauthenticated', undefined, 'renew'],
  [
    401,
    'unauthorized',
    'Unable to authenticate due to expired access token',
    'unauthenticated',
    undefined,
    'renew',
  ],
  [
    401,
    'auth_bad_access_token',
    'Unable to authenticate due to corrupt access token',
    'unauthenticated',
    undefined,
    'renew',
  ],
  [401, 'auth_bad_access_token', 'Unable to authenticate', 'unauthenticated', undefined, 'renew'],
  [401, 'group_authorization', 'token is blank!', 'unauthenticated', undefined, 'renew'],
  [
    401,
    'group_authorization',
    'you have no permission to do this,group fields require group admin privileges to be modified',
    'permission_denied',
  ],
  [401, 'unauthorized', 'Subject does not have permission [applications]', 'permission_denied'],
  [401, 'unauthorized', 'No organization access authorized', 'permission_denied'],
  [401, 'unauthorized', 'No admin user access authorized', 'permission_denied'],
  [
    401,
    'unauthorized',
    'registration is not open, please contact the app admin',
    'permission_denied',
    undefined,
    'renew',
  ],
  [
    401,
    'unauthorized',
    'Open registration doesn’t allow, so register user need token,',
    'permission_denied',
    undefined,
    'renew',
  ],
  [403, 'forbidden_service_operation', 'Service operation not allowed', 'permission_denied'],
  [
    404,
    'organization_application_not_found',
    'Could not find application for a/b from URI: a/b/token',
    'not_found',
    'app_not_found',
  ],
  [
    409,
    'concurrent_operation_error',
    'concurrency create app user failed',
    'unavailable',
    undefined,
    'yes',
  ],

  // Requests.
  [
    400,
    'json_parse',
    "Unexpected character ('=' (code 61)): was expecting a valid value",
    'invalid_argument',
  ],
  [400, 'illegal_argument', 'username is not legal', 'invalid_argument'],
  [400, 'illegal_argument', 'this is an invalid request.', 'invalid_argument'],
  [400, 'param_illegal', 'Failed to read HTTP message', 'invalid_argument'],
  [
    400,
    'required_property_not_found',
    'Entity user requires a property named username',
    'invalid_argument',
  ],
  [
    400,
    'duplicate_unique_property_exists',
    'Application null Entity user requires that property named username be unique, value of bob exists',
    'already_exists',
  ],
  [400, 'Bad Request', undefined, 'invalid_argument'],
  [405, undefined, undefined, 'unsupported'],
  [408, undefined, undefined, 'unavailable', undefined, 'yes'],
  [413, 'Request Entity Too Large', 'Request Entity Too Large', 'invalid_argument'],
  [415, 'web_application', 'Unsupported Media Type', 'invalid_argument'],
  [500, 'web_application', 'javax.ws.rs.WebApplicationException', 'unsupported'],
  [500, 'unsupported_service_operation', 'Service operation not supported', 'unsupported'],
  [501, undefined, undefined, 'unsupported'],

  // Groups.
  [400, 'invalid_parameter', 'some of [groupid] are not valid fields', 'invalid_argument'],
  [400, 'invalid_parameter', 'group must contain public field!', 'invalid_argument'],
  [400, 'invalid_parameter', 'avatar length is too big', 'invalid_argument'],
  [400, 'illegal_argument', 'group ID 12 already exists!', 'already_exists', 'group_id_taken'],
  [
    403,
    'exceed_limit',
    'appKey:a#b has create too many groups!',
    'resource_exhausted',
    'group_quota',
  ],
  [
    403,
    'forbidden_op',
    'this appKey has create too many groups/chatrooms!',
    'resource_exhausted',
    'group_quota',
  ],
  [
    403,
    'exceed_limit',
    'members size is greater than max user size !',
    'resource_exhausted',
    'group_full',
  ],
  [403, 'exceed_limit', 'user bob has joined too many groups!', 'resource_exhausted', 'user_quota'],
  [
    403,
    'forbidden_op',
    'can not join this group, reason：user bob has joined too many groups/chatroom!',
    'resource_exhausted',
    'user_quota',
  ],
  [
    403,
    'forbidden_op',
    'current user count is larger than the maxUsers that you want to update !',
    'failed_precondition',
  ],
  [
    403,
    'group_name_violation',
    'x is violation, please change it.',
    'invalid_argument',
    'content_rejected',
  ],
  [
    403,
    'group_announce_violation',
    'group announcement is violation, please change it.',
    'invalid_argument',
    'content_rejected',
  ],
  [403, 'FORBIDDEN', 'announce info length exceeds limit!', 'invalid_argument'],
  [400, 'illegal_argument', 'announcement is null', 'invalid_argument'],
  [404, 'resource_not_found', 'grpID 12 does not exist!', 'not_found', 'group_not_found'],
  [404, 'service_resource_not_found', 'do not find this group:12', 'not_found', 'group_not_found'],
  [404, 'service_resource_not_found', 'Service resource not found', 'not_found'],
  [404, 'RestGroupFeignException', 'grpID 12 does not exist!', 'not_found', 'group_not_found'],
  [404, 'storage_object_not_found', 'Failed to find x', 'not_found', 'file_not_found'],
  [400, 'IllegalArgumentException', 'file must be provided.', 'invalid_argument'],

  // Members, roles, lists, mutes.
  [
    403,
    'forbidden_op',
    'can not join this group, reason:user: bob already in group: 12\n',
    'already_exists',
    'already_member',
  ],
  [
    403,
    'forbidden_op',
    'users [bob, carol] are not members of this group!',
    'not_found',
    'not_a_member',
  ],
  [403, 'forbidden_op', "user: bob doesn't exist in group: 12", 'not_found', 'not_a_member'],
  [404, 'resource_not_found', 'user: bob doesn’t exist in group: 12', 'not_found', 'not_a_member'],
  [403, 'forbidden_op', 'user:bob is not admin of group:12', 'failed_precondition'],
  [403, 'forbidden_op', 'new owner and old owner are the same', 'failed_precondition', 'is_owner'],
  [403, 'forbidden_op', 'forbidden operation on group owner!', 'failed_precondition', 'is_owner'],
  [403, 'forbidden_op', 'a text that nobody documented', 'failed_precondition'],
  [400, 'illegal_argument', "group member bob doesn't exist", 'not_found', 'user_not_found'],
  [404, 'resource_not_found', "username bob doesn't exist!", 'not_found', 'user_not_found'],
  [
    400,
    'invalid_parameter',
    'kickMember: kickMembers number more than maxSize : 60',
    'invalid_argument',
    'batch_too_long',
  ],
  [
    400,
    'invalid_parameter',
    'userNames is more than max limit : 60',
    'invalid_argument',
    'batch_too_long',
  ],
  [
    400,
    'invalid_parameter',
    'removeBlacklist: list size more than max limit : 60',
    'invalid_argument',
    'batch_too_long',
  ],
  [
    400,
    'invalid_parameter',
    'userNames size is more than max limit : 10',
    'invalid_argument',
    'batch_too_long',
  ],
  [
    400,
    'invalid_parameter',
    'removeMute member size more than max limit : 60',
    'invalid_argument',
    'batch_too_long',
  ],
  [
    400,
    'invalid_parameter',
    'usernames size is more than max limit : 100',
    'invalid_argument',
    'batch_too_long',
  ],
  [
    400,
    'invalid_parameter',
    'removeWhitelist size is more than max limit : 60',
    'invalid_argument',
    'batch_too_long',
  ],

  // Attributes, threads, online count.
  [400, 'metadata_error', 'exceeds chatgroup user metadata single key limit', 'invalid_argument'],
  [400, 'metadata_error', 'exceeds chatgroup user metadata single value limit', 'invalid_argument'],
  [400, 'metadata_error', 'Some users are not in the group: bob', 'not_found', 'not_a_member'],
  [
    400,
    'metadata_error',
    'exceeds chatgroup metadata batch put users limit',
    'invalid_argument',
    'batch_too_long',
  ],
  [400, 'metadata_error', 'query param reaches limit.', 'invalid_argument'],
  [
    403,
    'metadata_error',
    'chatgroup user metadata service not allow',
    'unsupported',
    'feature_disabled',
  ],
  [403, 'FORBIDDEN', 'a#b user metadata service not allow', 'unsupported', 'feature_disabled'],
  [404, 'metadata_error', 'group not exists', 'not_found', 'group_not_found'],
  [404, 'MetadataException', 'user not in group', 'not_found', 'not_a_member'],
  [
    409,
    'metadata_error',
    'Failed to operate user metadata. Concurrent operation not allowed',
    'unavailable',
    undefined,
    'yes',
  ],
  [400, 'group_error', 'query param reaches limit.', 'invalid_argument'],
  [400, 'group_error', 'request body reaches limit.', 'invalid_argument'],
  [400, 'group_error', 'thread name limit reached.', 'invalid_argument'],
  [400, 'group_error', 'thread must on group message to create.', 'failed_precondition'],
  [400, 'group_error', 'msg not belong to app.', 'failed_precondition'],
  [400, 'group_error', 'msg not belong to group .', 'failed_precondition'],
  [400, 'group_error', 'thread not nested.', 'failed_precondition'],
  [403, 'group_error', 'thread not open.', 'unsupported', 'feature_disabled'],
  [403, 'group_error', 'thread number has reached limit.', 'resource_exhausted'],
  [403, 'group_error', 'user join thread reach limit.', 'resource_exhausted'],
  [403, 'group_error', 'msg already create thread.not allow to create.', 'already_exists'],
  [404, 'group_error', 'thread not found.', 'not_found', 'thread_not_found'],
  [404, 'group_error', 'user not in group.', 'not_found', 'not_a_member'],
  [404, 'group_error', 'msg not exist.', 'not_found', 'message_not_found'],
  [404, 'group_error', 'group not found.', 'not_found', 'group_not_found'],
  [
    400,
    'service open exception',
    'this appkey not open rest group online service',
    'unsupported',
    'feature_disabled',
  ],

  // Limits and the server.
  [429, 'reach_limit', 'This request has reached api limit', 'rate_limited', undefined, 'yes'],
  [
    429,
    'resource_limited',
    'You have exceeded the limit of the Free edition. Please upgrade to higher edition.',
    'resource_exhausted',
    'plan_limit',
  ],
  [
    429,
    'resource_limited',
    'You have exceeded the limit of the community edition,Please upgrade to the enterprise edition',
    'resource_exhausted',
    'plan_limit',
  ],
  [429, undefined, undefined, 'rate_limited', undefined, 'yes'],
  [503, undefined, undefined, 'unavailable', undefined, 'yes'],
  [502, undefined, undefined, 'unavailable', undefined, 'yes'],
  [504, undefined, undefined, 'unavailable', undefined, 'yes'],
  [
    500,
    'no_full_text_index',
    "Entity 'user' with property named 'username' is not full text indexed.",
    'invalid_argument',
  ],
  [500, 'internal_server_error', 'something', 'internal', undefined, 'yes'],
  [403, 'forbidden_op', 'message broadcast service is unopened', 'unsupported', 'feature_disabled'],
  [400, 'illegal_argument', 'message is too large', 'invalid_argument'],

  // Nothing but a status.
  [400, undefined, undefined, 'invalid_argument'],
  [401, undefined, undefined, 'unauthenticated', undefined, 'renew'],
  [402, undefined, undefined, 'failed_precondition'],
  [403, undefined, undefined, 'failed_precondition'],
  [404, undefined, undefined, 'not_found'],
  [406, undefined, undefined, 'invalid_argument'],
  [409, undefined, undefined, 'failed_precondition', undefined, 'yes'],
  [418, undefined, undefined, 'invalid_argument'],
  [302, undefined, undefined, 'internal'],
  [599, undefined, undefined, 'internal', undefined, 'yes'],
];

describe.each(documented)('%i %s: %s', (status, error, description, code, reason, retry = 'no') => {
  const meaning = meaningOf({ status, error, description });

  test(`is ${code}${reason ? ` with the reason ${reason}` : ''}`, () => {
    expect([meaning.code, meaning.reason]).toEqual([code, reason]);
  });

  test(`retry: ${retry}`, () => {
    expect({ retryable: meaning.retryable ?? false, renew: meaning.renew ?? false }).toEqual({
      retryable: retry === 'yes',
      renew: retry === 'renew',
    });
  });
});

test('only an answer of a server in trouble may have taken effect', () => {
  const ambiguous = documented.filter(
    ([status, error, description]) => meaningOf({ status, error, description }).ambiguous,
  );

  expect(new Set(ambiguous.map(([status]) => status))).toEqual(
    new Set([408, 500, 501, 502, 503, 504, 599]),
  );
  expect(ambiguous.map(([, error]) => error)).not.toContain('web_application');
  expect(ambiguous.map(([, error]) => error)).not.toContain('unsupported_service_operation');
});

test('short codes are compared whatever their case', () => {
  const meaning = meaningOf({ status: 429, error: 'RESOURCE_LIMITED' });

  expect(meaning.reason).toBe('plan_limit');
});

test.each([
  ["user ttestuser0015981 doesn't exist.", 'not_found', 'user_not_found'],
  ["the user hxt001 doesn't exist", 'not_found', 'user_not_found'],
  ["user: user3 doesn't exist in group: 12", 'not_found', 'not_a_member'],
  ['forbidden operation on group owner!', 'failed_precondition', 'is_owner'],
  ['the user3 already exists', 'already_exists', undefined],
  [undefined, 'failed_precondition', undefined],
])('the reason %s of one user is %s (%s)', (text, code, reason) => {
  const meaning = meaningOfReason(text);

  expect([meaning.code, meaning.reason]).toEqual([code, reason]);
});

describe('what is missing where the service does not say', () => {
  test.each([
    ['service_resource_not_found', 'GET', '/users/{username}', 'user_not_found'],
    ['service_resource_not_found', 'GET', '/chatgroups/user/{username}', 'user_not_found'],
    ['service_resource_not_found', 'POST', '/chatgroups/{group_id}/users', 'group_not_found'],
    ['anything', 'GET', '/chatgroups/{group_ids}', 'group_not_found'],
    ['anything', 'GET', '/chatgroups/{group_id}/users', 'group_not_found'],
    ['anything', 'DELETE', '/chatgroups/{group_id}', 'group_not_found'],
    ['anything', 'POST', '/chatgroups/{group_id}/ban', 'group_not_found'],
    ['anything', 'POST', '/chatgroups/{group_id}/disable', 'group_not_found'],
    ['anything', 'POST', '/chatgroups/{group_id}/share_files', 'group_not_found'],
    ['anything', 'GET', '/chatgroups/{group_id}/share_files/{file_id}', undefined],
    ['anything', 'GET', '/threads/user/{username}', 'user_not_found'],
    ['anything', 'DELETE', '/thread/{thread_id}', 'thread_not_found'],
    ['anything', 'POST', '/thread/{thread_id}/users', undefined],
    ['anything', 'GET', '/metadata/chatgroup/{group_id}/user/{username}', undefined],
    ['anything', 'POST', '/chatgroups/{group_id}/users', undefined],
    ['anything', 'GET', '/chatgroups/{group_id}/user/{username}/is_joined', undefined],
    ['anything', 'POST', '/chatgroups', undefined],
    [undefined, 'GET', '/chatgroups/{group_ids}', undefined],
  ])('%s on %s %s is %s', (error, method, path, subject) => {
    expect(missingSubject({ status: 404, error }, { method, path })).toBe(subject);
  });
});
