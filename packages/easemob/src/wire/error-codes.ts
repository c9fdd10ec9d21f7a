import type { ErrorMeaning, ErrorReason } from '@imgroups/core/adapter';

/** One row of the vendor's error table: it fits when everything it names fits. */
export interface ErrorRow {
  readonly status?: number;
  /** The vendor's short code, in lower case. */
  readonly error?: string;
  /** Tried on the description, trimmed and with plain apostrophes. */
  readonly pattern?: RegExp;
  /** Tried on the name of the vendor's exception. */
  readonly exception?: RegExp;
  readonly meaning: ErrorMeaning;
}

/** The content of a failed answer. */
export interface FailedAnswer {
  readonly status: number;
  /** The vendor's short code. */
  readonly error?: string | undefined;
  readonly description?: string | undefined;
  /** The number that newer services give beside the short code. */
  readonly number?: number | undefined;
  /** A second text, `desc`. */
  readonly detail?: string | undefined;
  /** The name of the vendor's exception. */
  readonly exception?: string | undefined;
}

const credentials = 'the credentials: clientId and clientSecret, or what token gives';

const featureDisabled: ErrorMeaning = { code: 'unsupported', reason: 'feature_disabled' };
const conflict: ErrorMeaning = { code: 'unavailable', retryable: true };
const throttled: ErrorMeaning = { code: 'rate_limited', retryable: true };
const userNotFound: ErrorMeaning = { code: 'not_found', reason: 'user_not_found' };
const notAllowed: ErrorMeaning = { code: 'permission_denied' };
const threadExists: ErrorMeaning = { code: 'already_exists' };
const notAMember: ErrorMeaning = { code: 'not_found', reason: 'not_a_member' };
const overLimit: ErrorMeaning = { code: 'resource_exhausted' };
const contentRejected: ErrorMeaning = { code: 'invalid_argument', reason: 'content_rejected' };

/**
 * The meanings of the vendor's numbers, below status 500; they decide before short codes and texts. Numbers that its own web
 * client tells apart (easemob-websdk 4.21.1).
 */
export const errorNumbers: Readonly<Record<number, ErrorMeaning>> = {
  // Threads.
  40000: featureDisabled,
  40001: notAllowed,
  40002: threadExists,
  40003: threadExists,
  40004: threadExists,
  40005: overLimit,
  40007: overLimit,
  40009: { code: 'unsupported' },
  40011: { code: 'not_found', reason: 'thread_not_found' },
  40012: notAllowed,

  // Attributes of members.
  60001: notAllowed,
  60002: notAllowed,
  60003: notAMember,
  60004: featureDisabled,
  60005: { code: 'failed_precondition' },
  60006: { code: 'invalid_argument' },
  60007: { code: 'invalid_argument' },
  60009: { code: 'invalid_argument' },
  60010: { code: 'invalid_argument' },
  60012: { code: 'invalid_argument' },

  // Everything else.
  15002: featureDisabled,
  20004: notAMember,
  91001: { code: 'not_found' },
  91002: overLimit,
  91101: overLimit,
  91104: notAllowed,
};

/** Rows that a status and a short code decide, some with the help of the text; the first that fits counts. */
export const errorRows: readonly ErrorRow[] = [
  // Credentials and the app.
  {
    status: 400,
    error: 'invalid_grant',
    pattern: /user not activated/i,
    meaning: { code: 'permission_denied' },
  },
  {
    status: 400,
    error: 'invalid_grant',
    pattern: /client_id/i,
    meaning: { code: 'unauthenticated', check: 'clientId' },
  },
  {
    status: 400,
    error: 'invalid_grant',
    pattern: /client_secret/i,
    meaning: { code: 'unauthenticated', check: 'clientSecret' },
  },
  { status: 400, error: 'invalid_grant', meaning: { code: 'unauthenticated' } },
  { status: 404, error: 'invalid_grant', meaning: userNotFound },
  { status: 404, error: 'entity_not_found', meaning: userNotFound },
  {
    status: 401,
    pattern: /registration is not open|open registration doesn't allow/i,
    meaning: { code: 'permission_denied', renew: true },
  },
  {
    status: 401,
    pattern: /no permission|does not have permission|no .*access authorized/i,
    meaning: { code: 'permission_denied' },
  },
  { status: 403, error: 'forbidden_service_operation', meaning: { code: 'permission_denied' } },
  {
    status: 404,
    error: 'organization_application_not_found',
    meaning: {
      code: 'unauthenticated',
      reason: 'app_not_found',
      check: 'appKey, and region or baseUrl: other data centres do not know the app',
    },
  },
  {
    status: 401,
    error: 'auth_bad_access_token',
    meaning: {
      code: 'unauthenticated',
      renew: true,
      check: 'appKey, region or baseUrl, and what token gives',
    },
  },
  { status: 409, error: 'concurrent_operation_error', meaning: conflict },
  { status: 409, error: 'metadata_error', meaning: conflict },

  // Requests.
  { status: 400, error: 'duplicate_unique_property_exists', meaning: { code: 'already_exists' } },
  {
    status: 400,
    error: 'illegal_argument',
    pattern: /^group ID .+ already exists/i,
    meaning: { code: 'already_exists', reason: 'group_id_taken' },
  },
  { status: 403, error: 'group_name_violation', meaning: contentRejected },
  { status: 403, error: 'group_announce_violation', meaning: contentRejected },
  {
    status: 403,
    error: 'forbidden',
    pattern: /exceeds limit/i,
    meaning: { code: 'invalid_argument' },
  },
  {
    status: 404,
    error: 'storage_object_not_found',
    meaning: { code: 'not_found', reason: 'file_not_found' },
  },

  { status: 404, exception: /UserNotFoundException/, meaning: userNotFound },
  { status: 404, pattern: /^(the )?user .*does not exist/i, meaning: userNotFound },
  {
    status: 404,
    pattern: /does not exist/i,
    meaning: { code: 'not_found', reason: 'group_not_found' },
  },

  // Limits and the server: these two 500s say that there is no such call, so nothing can have happened.
  { status: 429, pattern: /has reached the maximum limit/i, meaning: overLimit },
  { status: 503, pattern: /has reached the maximum limit/i, meaning: overLimit },
  { error: 'reach_limit', meaning: throttled },
  {
    status: 429,
    error: 'resource_limited',
    meaning: { code: 'resource_exhausted', reason: 'plan_limit' },
  },
  { status: 500, error: 'web_application', meaning: { code: 'unsupported' } },
  { status: 500, error: 'unsupported_service_operation', meaning: { code: 'unsupported' } },
  { status: 500, error: 'no_full_text_index', meaning: { code: 'invalid_argument' } },
];

/**
 * The meanings of texts, in any answer: descriptions of failures and the reasons of single users; the first that fits counts.
 */
export const errorTexts: readonly (readonly [pattern: RegExp, meaning: ErrorMeaning])[] = [
  [/already in group/i, { code: 'already_exists', reason: 'already_member' }],
  [
    /not members of this group|doesn't exist in group|users? (are )?not in (the |this )?group/i,
    notAMember,
  ],
  [
    /^username .+ doesn't exist!?$|^group member .+ doesn't exist|^(the )?user .+ doesn't exist|^user not found/i,
    userNotFound,
  ],
  [
    /^grpID .+ does not exist!|^do not find this group|^group not (exists|found)/i,
    { code: 'not_found', reason: 'group_not_found' },
  ],
  [/^thread not found/i, { code: 'not_found', reason: 'thread_not_found' }],
  [/^msg not exist/i, { code: 'not_found', reason: 'message_not_found' }],
  [/already create thread|already exists/i, threadExists],
  [
    /more than max ?(limit|size)|batch put users limit/i,
    { code: 'invalid_argument', reason: 'batch_too_long' },
  ],
  [/create too many groups/i, { code: 'resource_exhausted', reason: 'group_quota' }],
  [/joined too many groups/i, { code: 'resource_exhausted', reason: 'user_quota' }],
  [
    /greater than max user size|group member list is full/i,
    { code: 'resource_exhausted', reason: 'group_full' },
  ],
  [/has reached limit|thread reach limit/i, overLimit],
  [/larger than the maxUsers/i, { code: 'failed_precondition' }],
  [
    /operation on group owner|new owner and old owner are the same/i,
    { code: 'failed_precondition', reason: 'is_owner' },
  ],
  [/is not admin of group/i, { code: 'failed_precondition' }],
  [/\b(black|block) ?list\b/i, { code: 'failed_precondition', reason: 'blacklisted' }],
  [
    /^thread must on group message|^msg not belong to|^thread not nested/i,
    { code: 'failed_precondition' },
  ],
  [/group is disabled/i, { code: 'failed_precondition' }],
  [/is violation/i, contentRejected],
  [/^service not open|thread not open|not open rest|unopened|service not allow/i, featureDisabled],
];

/**
 * The meanings that remain when neither the short code nor the text is known. Below 500, exactly the statuses that stand here
 * without `ambiguous` prove that nothing happened: the documented refusals of the service, and those that any server gives for
 * the head of a request (411 to 431).
 */
export const errorStatuses: Readonly<Record<number, ErrorMeaning>> = {
  400: { code: 'invalid_argument' },
  401: { code: 'unauthenticated', renew: true, check: credentials },
  402: { code: 'failed_precondition' },
  403: { code: 'failed_precondition' },
  404: { code: 'not_found' },
  405: { code: 'unsupported' },
  406: { code: 'invalid_argument' },
  408: { code: 'unavailable', retryable: true, ambiguous: true },
  409: { code: 'failed_precondition', retryable: true },
  411: { code: 'invalid_argument' },
  413: { code: 'invalid_argument' },
  414: { code: 'invalid_argument' },
  415: { code: 'invalid_argument' },
  417: { code: 'invalid_argument' },
  421: { code: 'invalid_argument' },
  426: { code: 'invalid_argument' },
  431: { code: 'invalid_argument' },
  429: throttled,
  500: { code: 'internal', retryable: true, ambiguous: true },
  501: { code: 'unsupported', ambiguous: true },
  502: { code: 'unavailable', retryable: true, ambiguous: true },
  503: { code: 'unavailable', retryable: true, ambiguous: true },
  504: { code: 'unavailable', retryable: true, ambiguous: true },
};

/**
 * Returns the meaning of a failed answer: its number first, then status and short code, then the texts, then the status alone.
 */
export function meaningOf(failure: FailedAnswer): ErrorMeaning {
  const { status, number, exception = '' } = failure;
  // The content of such an answer does not tell what the service did.
  if (status < 500 && !provesNoEffect(status)) return meaningOfStatus(status);
  const error = failure.error?.trim().toLowerCase();
  const texts = [plainText(failure.description), plainText(failure.detail)];
  const row = errorRows.find(
    (candidate) =>
      (candidate.status ?? status) === status &&
      (candidate.error ?? error) === error &&
      (candidate.exception?.test(exception) ?? true) &&
      (!candidate.pattern || texts.some((text) => candidate.pattern?.test(text))),
  );
  // A server in trouble may have done what was asked, whatever its number or text says.
  if (status >= 500) return row?.meaning ?? meaningOfStatus(status);
  const fromText = meaningOfText(texts[0] ?? '') ?? meaningOfText(texts[1] ?? '');
  const numbered = number === undefined ? undefined : errorNumbers[number];
  if (!numbered) return row?.meaning ?? fromText ?? meaningOfStatus(status);
  // A number tells no reason that the text cannot tell better.
  return fromText?.code === numbered.code ? { ...fromText, ...numbered } : numbered;
}

/** Returns the meaning of the vendor's reason for one user of a batch. */
export function meaningOfReason(reason: string | undefined): ErrorMeaning {
  return meaningOfText(plainText(reason)) ?? { code: 'failed_precondition' };
}

/**
 * Returns what was not found, where the vendor says only that something was not: told by the path of the call.
 *
 * An answer without the vendor's short code tells nothing: another server may have given it. Where a call names both
 * a group and users or a file, only the code for a missing resource is about the group.
 */
export function missingSubject(
  { error }: FailedAnswer,
  call: { readonly method: string; readonly path: string },
): ErrorReason | undefined {
  if (!error) return undefined;
  if (/^\/users\/|^\/(chatgroups|threads)\/user\//.test(call.path)) return 'user_not_found';
  // Calls that change the members of a thread name users too.
  if (call.path === '/thread/{thread_id}') return 'thread_not_found';
  if (!call.path.startsWith('/chatgroups/')) return undefined;
  const mayNameOthers = call.method !== 'GET' || /\{(username|file_id)\}/.test(call.path);
  const aboutGroup =
    /^\/chatgroups\/\{group_ids?\}(\/(ban|announcement|disable|enable|share_files))?$/.test(
      call.path,
    );
  return error.toLowerCase() === 'service_resource_not_found' || aboutGroup || !mayNameOthers
    ? 'group_not_found'
    : undefined;
}

function meaningOfText(text: string): ErrorMeaning | undefined {
  return errorTexts.find(([pattern]) => pattern.test(text))?.[1];
}

function meaningOfStatus(status: number): ErrorMeaning {
  const known = errorStatuses[status];
  if (known) return known;
  if (status >= 500) return { code: 'internal', retryable: true, ambiguous: true };
  return { code: status >= 400 ? 'invalid_argument' : 'internal', ambiguous: true };
}

function provesNoEffect(status: number): boolean {
  const known = errorStatuses[status];
  return known !== undefined && !known.ambiguous;
}

/** Older texts have typographic apostrophes, and one ends with a line feed. */
function plainText(text = ''): string {
  return text.replaceAll('’', "'").trim();
}
