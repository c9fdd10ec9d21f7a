import type { ErrorMeaning } from '@imgroups/core/adapter';

const key = 'secretKey, or what userSig gives';
const app = 'sdkAppId, and region or baseUrl: other regions do not know the app';

/**
 * The meanings of the vendor's codes, whatever its text says.
 *
 * @see https://cloud.tencent.com/document/product/269/1671
 */
export const errorMeanings: Readonly<Record<number | string, ErrorMeaning>> = {
  // Transport and common codes.
  60002: { code: 'invalid_argument' },
  60003: { code: 'invalid_argument' },
  60004: { code: 'unauthenticated', check: 'administrator' },
  60005: { code: 'unauthenticated', check: key },
  60006: { code: 'unauthenticated', reason: 'app_not_found', check: app },
  60007: { code: 'rate_limited', retryable: true },
  60008: { code: 'unavailable', retryable: true, ambiguous: true },
  60009: { code: 'unsupported' },
  60010: {
    code: 'permission_denied',
    check: 'administrator: only an administrator of the app may call',
  },
  60011: { code: 'rate_limited', retryable: true },
  60012: { code: 'invalid_argument' },
  60013: { code: 'internal', retryable: true, ambiguous: true },
  60014: { code: 'unavailable', retryable: true, ambiguous: true },
  60015: { code: 'invalid_argument' },
  60016: { code: 'permission_denied' },
  60017: { code: 'permission_denied' },
  60018: { code: 'rate_limited', retryable: true },
  60019: { code: 'rate_limited', retryable: true },
  60020: { code: 'failed_precondition', reason: 'plan_limit' },
  60021: { code: 'permission_denied' },
  // Overloaded, by the vendor's own clients (@tencentcloud/chat 3.6.6).
  60022: { code: 'unavailable', retryable: true },

  // UserSig and account.
  70001: { code: 'unauthenticated', renew: true },
  70002: { code: 'unauthenticated', check: key },
  70003: { code: 'unauthenticated', check: key },
  70005: { code: 'unauthenticated', check: key },
  70009: { code: 'unauthenticated', check: key },
  70013: { code: 'unauthenticated', check: 'administrator, or whom userSig signs for' },
  70014: { code: 'unauthenticated', check: 'sdkAppId, or which app userSig signs for' },
  70016: { code: 'unauthenticated', check: key },
  70020: { code: 'unauthenticated', reason: 'app_not_found', check: app },
  70050: { code: 'rate_limited', retryable: true },
  70051: { code: 'permission_denied' },
  70107: { code: 'not_found', reason: 'user_not_found' },
  70114: { code: 'permission_denied', retryable: true },
  70169: { code: 'unavailable', retryable: true, ambiguous: true },
  70202: { code: 'unavailable', retryable: true, ambiguous: true },
  70206: { code: 'invalid_argument', reason: 'batch_too_long' },
  70398: { code: 'resource_exhausted', reason: 'plan_limit' },
  70402: { code: 'invalid_argument' },
  70403: { code: 'permission_denied' },
  70500: { code: 'internal', retryable: true, ambiguous: true },
  40006: { code: 'internal', retryable: true },
  71000: { code: 'unsupported', reason: 'plan_limit' },
  72000: { code: 'resource_exhausted', reason: 'plan_limit' },
  72001: { code: 'unsupported', reason: 'feature_disabled' },

  // Groups.
  10001: { code: 'unauthenticated' },
  10002: { code: 'internal', retryable: true, ambiguous: true },
  10003: { code: 'unsupported' },
  10004: { code: 'invalid_argument' },
  10005: { code: 'invalid_argument', reason: 'batch_too_long' },
  10006: { code: 'rate_limited', retryable: true },
  10007: { code: 'unsupported' },
  10008: { code: 'unauthenticated' },
  10009: { code: 'failed_precondition', reason: 'is_owner' },
  10010: { code: 'not_found', reason: 'group_not_found' },
  10011: { code: 'invalid_argument' },
  10012: { code: 'invalid_argument' },
  10013: { code: 'already_exists', reason: 'already_member' },
  10014: { code: 'resource_exhausted', reason: 'group_full' },
  10015: { code: 'not_found', reason: 'group_not_found' },
  10016: { code: 'permission_denied', reason: 'refused_by_webhook' },
  10017: { code: 'permission_denied' },
  10018: { code: 'invalid_argument' },
  10019: { code: 'not_found', reason: 'user_not_found' },
  10020: { code: 'invalid_argument' },
  10021: { code: 'already_exists', reason: 'group_id_taken' },
  10023: { code: 'rate_limited', retryable: true },
  // The same as a `MsgDropReason` inside a success.
  MsgFreqCtrl: { code: 'rate_limited', retryable: true },
  10024: { code: 'failed_precondition' },
  10025: { code: 'already_exists', reason: 'group_id_taken' },
  10026: { code: 'unsupported', reason: 'feature_disabled' },
  10030: { code: 'not_found', reason: 'message_not_found' },
  10031: { code: 'failed_precondition' },
  10032: { code: 'failed_precondition' },
  10033: { code: 'unsupported', reason: 'group_kind' },
  10034: { code: 'unsupported' },
  10035: { code: 'unsupported', reason: 'group_kind' },
  10036: { code: 'resource_exhausted', reason: 'group_quota' },
  10037: { code: 'resource_exhausted', reason: 'user_quota' },
  10038: { code: 'resource_exhausted', reason: 'plan_limit' },
  10041: { code: 'unsupported', reason: 'feature_disabled' },
  10044: { code: 'unsupported', reason: 'group_kind' },
  10045: { code: 'invalid_argument' },
  10046: { code: 'invalid_argument' },
  10047: { code: 'resource_exhausted' },
  10048: { code: 'resource_exhausted' },
  10049: { code: 'rate_limited', retryable: true },
  10050: { code: 'not_found' },
  10051: { code: 'invalid_argument' },
  10052: { code: 'not_found', reason: 'message_not_found' },
  10053: { code: 'invalid_argument' },
  10054: { code: 'invalid_argument' },
  10056: { code: 'failed_precondition' },
  10058: { code: 'resource_exhausted', reason: 'group_quota' },
  10059: { code: 'unsupported', reason: 'plan_limit' },
  10060: { code: 'failed_precondition' },
  10061: { code: 'failed_precondition' },
  10062: { code: 'not_found' },
  10063: { code: 'resource_exhausted' },
  11000: { code: 'unsupported', reason: 'feature_disabled' },
  110002: { code: 'internal', retryable: true, ambiguous: true },
  110003: { code: 'not_found', reason: 'topic_not_found' },

  // Content of messages, and message extensions.
  80001: { code: 'permission_denied', reason: 'content_rejected' },
  80002: { code: 'invalid_argument' },
  80003: { code: 'unavailable', retryable: true },
  80004: { code: 'permission_denied', reason: 'content_rejected' },
  80005: { code: 'unavailable', retryable: true },
  23001: { code: 'failed_precondition' },
  23002: { code: 'unsupported' },
  23003: { code: 'rate_limited', retryable: true },
  23004: { code: 'not_found', reason: 'message_not_found' },

  // One-to-one messages and the editing of messages.
  20001: { code: 'invalid_argument' },
  20002: { code: 'unauthenticated', renew: true },
  20003: { code: 'not_found', reason: 'user_not_found' },
  20004: { code: 'unavailable', retryable: true, ambiguous: true },
  20005: { code: 'internal', retryable: true, ambiguous: true },
  20012: { code: 'permission_denied' },
  20022: { code: 'not_found', reason: 'message_not_found' },
  20023: { code: 'failed_precondition' },
  20028: { code: 'failed_precondition' },
  90001: { code: 'invalid_argument' },
  90002: { code: 'invalid_argument' },
  90007: { code: 'invalid_argument' },
  90010: { code: 'invalid_argument' },
  90003: { code: 'not_found', reason: 'user_not_found' },
  90012: { code: 'not_found', reason: 'user_not_found' },
  90005: { code: 'invalid_argument' },
  90006: { code: 'invalid_argument' },
  90008: { code: 'not_found', reason: 'user_not_found' },
  90009: { code: 'permission_denied' },
  90018: { code: 'invalid_argument', reason: 'batch_too_long' },
  90043: { code: 'invalid_argument' },
  90048: { code: 'not_found', reason: 'user_not_found' },
  90054: { code: 'invalid_argument' },
  90992: { code: 'internal', retryable: true, ambiguous: true },
  90994: { code: 'internal', retryable: true, ambiguous: true },
  90995: { code: 'internal', retryable: true, ambiguous: true },
  91000: { code: 'internal', retryable: true, ambiguous: true },
  93000: { code: 'invalid_argument' },
};

/** Codes that are not in the table, by range; the first that fits. */
export const rangeMeanings: readonly {
  readonly from: number;
  readonly to: number;
  readonly meaning: ErrorMeaning;
}[] = [
  // The app's own webhooks refuse with codes of their choice.
  {
    from: 10_100,
    to: 10_200,
    meaning: { code: 'permission_denied', reason: 'refused_by_webhook' },
  },
  {
    from: 120_001,
    to: 130_000,
    meaning: { code: 'permission_denied', reason: 'refused_by_webhook' },
  },
  { from: 60_000, to: 60_999, meaning: { code: 'unavailable' } },
  { from: 70_000, to: 79_999, meaning: { code: 'unauthenticated' } },
  { from: 90_990, to: 90_999, meaning: { code: 'internal', retryable: true, ambiguous: true } },
];

/** The call that was refused: some codes mean different things for different calls. */
export interface RefusedCall {
  readonly path: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** Returns the meaning of a code for a call. */
export function errorMeaning(vendorCode: number | string, call?: RefusedCall): ErrorMeaning {
  return (
    (call && meaningForCall(vendorCode, call)) ??
    (Object.hasOwn(errorMeanings, vendorCode) ? errorMeanings[vendorCode] : undefined) ??
    rangeMeanings.find(({ from, to }) => isBetween(vendorCode, from, to))?.meaning ?? {
      code: 'internal',
    }
  );
}

function isBetween(vendorCode: number | string, from: number, to: number): boolean {
  return typeof vendorCode === 'number' && vendorCode >= from && vendorCode <= to;
}

function meaningForCall(vendorCode: number | string, call: RefusedCall): ErrorMeaning | undefined {
  // An administrator may do everything, so 10007 means "not for this kind of group"; somebody else may lack the right.
  // The reader of a receipt is an argument like others.
  const namesReader = call.path.endsWith('/group_msg_receipt');
  const actsAsOther =
    !namesReader && ['From_Account', 'Operator_Account'].some((field) => call.request[field]);
  if (vendorCode === 10007 && actsAsOther) return { code: 'permission_denied' };
  if (vendorCode === 10008 && call.path.includes('/openim_msg_ext_http_svc/')) {
    return { code: 'unsupported', reason: 'plan_limit' };
  }
  return undefined;
}
