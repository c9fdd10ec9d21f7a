import type { EasemobSettings } from '../settings.ts';
import { createChapterFailures } from './chapter-failures.ts';
import { EasemobFailure } from './envelope.ts';

/** The faults of a call's token. */
export type TokenProblem = 'missing' | 'scheme' | 'corrupt' | 'foreign' | 'expired';

/** Everything the service refuses, in its own words. `rules` decides where the vendor's pages disagree. */
export function createFailures(settings: EasemobSettings) {
  const { organization, application, applicationId, rules } = settings;
  const guide = rules === 'guide';
  const fail = (status: number, error: string, description: string) =>
    new EasemobFailure(status, error, description);

  const invalidRequest = () => fail(400, 'illegal_argument', 'this is an invalid request.');
  const invalidParameter = (description: string) => fail(400, 'invalid_parameter', description);
  const forbidden = (description: string) => fail(403, 'forbidden_op', description);
  const exceeded = (description: string) => fail(403, 'exceed_limit', description);
  const serviceResourceNotFound = () =>
    fail(404, 'service_resource_not_found', 'Service resource not found');
  // The older guide promises a 404 here and tells no text.
  const namelessNotFound = () => fail(404, 'resource_not_found', 'Service resource not found');

  return {
    // Before any endpoint.
    applicationNotFound: (path: string) => {
      const [organizationName = '', applicationName = '', ...rest] = path.slice(1).split('/');
      const app = `${organizationName}/${applicationName}`;
      return fail(
        404,
        'organization_application_not_found',
        `Could not find application for ${app} from URI: ${[app, ...rest].join('/')}`,
      );
    },
    unauthenticated: (problem: TokenProblem, forGroups: boolean) => {
      switch (problem) {
        case 'missing':
          return forGroups
            ? fail(401, 'group_authorization', 'token is blank!')
            : fail(401, 'unauthorized', 'Unable to authenticate due to expired access token');
        case 'scheme':
          return fail(401, 'unauthorized', 'Unable to authenticate (OAuth)');
        case 'corrupt':
          return fail(
            401,
            'auth_bad_access_token',
            'Unable to authenticate due to corrupt access token',
          );
        case 'foreign':
          return fail(401, 'auth_bad_access_token', 'Unable to authenticate');
        case 'expired':
          return fail(401, 'unauthorized', 'Unable to authenticate due to expired access token');
      }
    },
    noPermission: (what: string, number?: number) =>
      new EasemobFailure(401, 'unauthorized', `Subject does not have permission [${what}]`, {
        number,
      }),
    roleTooLow: (number?: number) =>
      new EasemobFailure(
        401,
        'group_authorization',
        'you have no permission to do this,group fields require group admin privileges to be modified',
        { number },
      ),
    noSuchPath: () => fail(500, 'web_application', 'javax.ws.rs.WebApplicationException'),
    noSuchMethod: () =>
      fail(500, 'unsupported_service_operation', 'Service operation not supported'),
    methodNotAllowed: () => fail(405, 'web_application', 'Method Not Allowed'),
    rateExceeded: () => fail(429, 'reach_limit', 'This request has reached api limit'),
    tooLarge: () => fail(413, 'Request Entity Too Large', 'Request Entity Too Large'),
    unsupportedMediaType: () => fail(415, 'web_application', 'Unsupported Media Type'),
    unreadable: () => fail(400, 'Bad Request', 'Bad Request'),

    // Malformed requests.
    invalidRequest,
    notJson: (body: string) => fail(400, 'json_parse', unexpectedText(body)),
    notReadable: () => fail(400, 'param_illegal', 'Failed to read HTTP message'),
    unknownFields: (fields: readonly string[]) =>
      invalidParameter(`some of [${fields.join(', ')}] are not valid fields`),
    mustBeProvided: (field: string) => invalidParameter(`${field} must be provided`),
    invalidValue: (field: string) => invalidParameter(`${field} is not legal`),
    tooLong: (field: string) => invalidParameter(`${field} length is too big`),
    noPublicField: () => invalidParameter('group must contain public field!'),
    illegalUsername: () => fail(400, 'illegal_argument', 'username is not legal'),
    invalidCursor: () => invalidParameter('cursor is not legal'),

    // Groups.
    groupNotFound: (id: string) =>
      guide
        ? serviceResourceNotFound()
        : fail(404, 'resource_not_found', `grpID ${id} does not exist!`),
    groupToReadNotFound: (id: string) =>
      guide
        ? serviceResourceNotFound()
        : fail(404, 'service_resource_not_found', `do not find this group:${id}`),
    tooManyGroupIds: (max: number) =>
      invalidParameter(`groupIds size is more than max limit : ${max}`),
    groupIdTaken: (id: string) => fail(400, 'illegal_argument', `group ID ${id} already exists!`),
    tooManyGroups: () =>
      guide
        ? forbidden('this appKey has create too many groups/chatrooms!')
        : exceeded(`appKey:${organization}#${application} has create too many groups!`),
    maxusersAbovePlan: (max: number) =>
      exceeded(`maxusers is greater than the maximum of this app : ${max}`),
    maxusersBelowCount: () =>
      forbidden('current user count is larger than the maxUsers that you want to update !'),
    groupDisabled: () => forbidden('can not operate this group, reason: group is disabled'),
    groupIdMissing: () => fail(400, 'illegal_argument', 'groupId can not be null!'),
    announcementMissing: () => fail(400, 'illegal_argument', 'announcement is null'),
    announcementTooLong: () => fail(403, 'FORBIDDEN', 'announce info length exceeds limit!'),

    // Members and roles.
    userNotFound: (username: string) =>
      guide
        ? fail(400, 'illegal_argument', `group member ${username} doesn't exist`)
        : fail(404, 'resource_not_found', `username ${username} doesn't exist!`),
    userToReadNotFound: (username: string) =>
      guide
        ? serviceResourceNotFound()
        : fail(404, 'resource_not_found', `username ${username} doesn't exist!`),
    ownerAmongNewMembers: namelessNotFound,
    userToRemoveNotFound: namelessNotFound,
    alreadyMember: (username: string, groupId: string) =>
      forbidden(`can not join this group, reason:user: ${username} already in group: ${groupId}\n`),
    blocked: (username: string, groupId: string) =>
      forbidden(
        `can not join this group, reason:user: ${username} is in the blacklist of group: ${groupId}`,
      ),
    tooManyMembers: () => exceeded('members size is greater than max user size !'),
    joinedTooManyGroups: (username: string) =>
      guide
        ? forbidden(
            `can not join this group, reason：user ${username} has joined too many groups/chatroom!`,
          )
        : exceeded(`user ${username} has joined too many groups!`),
    notMembers: (usernames: readonly string[]) =>
      forbidden(`users [${usernames.join(', ')}] are not members of this group!`),
    ownerForbidden: () => forbidden('forbidden operation on group owner!'),
    notMemberForTransfer: (username: string, groupId: string) =>
      forbidden(`user: ${username} doesn't exist in group: ${groupId}`),
    notMemberForAdmin: (username: string, groupId: string) =>
      fail(404, 'resource_not_found', `user: ${username} doesn't exist in group: ${groupId}`),
    sameOwner: () => forbidden('new owner and old owner are the same'),
    alreadyAdmin: (username: string, groupId: string) =>
      forbidden(`user:${username} is already admin of group:${groupId}`),
    notAdmin: (username: string, groupId: string) =>
      forbidden(`user:${username} is not admin of group:${groupId}`),
    tooManyAdmins: () => exceeded('admins size is greater than max admin size !'),
    tooManyToRemove: (max: number) =>
      invalidParameter(`kickMember: kickMembers number more than maxSize : ${max}`),

    // Joining and leaving.
    inviteFailed: (username: string, groupId: string) =>
      forbidden(
        `invite users to join group failed, reason: user: ${username} already in group: ${groupId}`,
      ),
    memberListFull: () => forbidden('group member list is full!'),
    notOpenToApply: (id: string) =>
      forbidden(`can not join this group, reason:group: ${id} is not public`),
    noInvitation: (username: string, groupId: string) =>
      forbidden(`user: ${username} has no invitation to group: ${groupId}`),
    noApplication: (username: string, groupId: string) =>
      forbidden(`user: ${username} has not applied to group: ${groupId}`),
    callerNotInGroup: () => fail(400, 'illegal_argument', 'The user not in this group!'),
    readReceiptsNotOpen: () => fail(403, 'forbidden_op', 'service not open!'),

    // Block list and mutes.
    notBlocked: (usernames: readonly string[]) =>
      forbidden(`users [${usernames.join(', ')}] are not blocked in this group!`),
    tooManyToBlock: (max: number) => invalidParameter(`userNames is more than max limit : ${max}`),
    tooManyToUnblock: (max: number) =>
      invalidParameter(`removeBlacklist: list size more than max limit : ${max}`),
    notMembersToMute: (usernames: readonly string[]) => {
      const text = `users [${usernames.join(', ')}] are not members of this group!`;
      return guide ? invalidParameter(text) : forbidden(text);
    },
    tooManyToMute: (max: number) =>
      invalidParameter(`userNames size is more than max limit : ${max}`),
    tooManyToUnmute: (max: number) =>
      invalidParameter(`removeMute member size more than max limit : ${max}`),

    // Users and tokens.
    accountNotFound: () =>
      guide
        ? serviceResourceNotFound()
        : new EasemobFailure(404, 'service_resource_not_found', 'Service resource not found', {
            exception: 'UserNotFoundException',
          }),
    accountExists: (username: string) =>
      fail(
        400,
        'duplicate_unique_property_exists',
        `Application ${applicationId} Entity user requires that property named username be unique, value of ${username} exists`,
      ),
    accountWithoutName: () =>
      fail(400, 'required_property_not_found', 'Entity user requires a property named username'),
    tooManyAccounts: (max: number) =>
      fail(400, 'illegal_argument', `users size is more than max limit : ${max}`),
    illegalLoginName: (username: string) =>
      fail(400, 'illegal_argument', `username [${username}] is not legal`),
    loginNameTooLong: () => fail(400, 'illegal_argument', 'USERNAME_TOO_LONG'),
    clientFieldMissing: (field: string) =>
      fail(
        400,
        'illegal_argument',
        field === 'client_id' ? 'client_id must be provided.' : 'client_secret must be provided',
      ),
    wrongClient: (field: 'client_id' | 'client_secret') =>
      fail(400, 'invalid_grant', `${field} does not match`),
    wrongPassword: () => fail(400, 'invalid_grant', 'invalid username or password'),
    loginUserNotFound: () => fail(404, 'invalid_grant', 'user not found'),
    inheritedUserNotFound: () => fail(404, 'entity_not_found', 'User null not found'),
    tooManyAccountsForPlan: () =>
      fail(
        429,
        'resource_limited',
        'You have exceeded the limit of the Free edition. Please upgrade to higher edition.',
      ),

    ...createChapterFailures(),
  };
}

/** Everything the service refuses, by name. */
export type Failures = ReturnType<typeof createFailures>;

/** Returns Jackson's message about text that is not JSON, as far as the runtime tells. */
function unexpectedText(body: string): string {
  const [character] = body.trim();
  if (character === undefined || '{["'.includes(character)) {
    return 'Unexpected end-of-input or character: was expecting valid JSON';
  }
  return `Unexpected character ('${character}' (code ${character.codePointAt(0)})): was expecting a valid JSON value`;
}
