/** Texts of the codes that this emulator answers. Real texts change between releases; nobody should parse them. */
const texts: Readonly<Record<number, string>> = {
  10004: 'invalid request param',
  10005: 'too many accounts in the request',
  10006: 'request frequency limit',
  10007: 'no permission for this operation',
  10008: 'not in the plan',
  10009: 'group owner cannot quit',
  10010: 'group has been dismissed',
  10014: 'group is full',
  10015: 'group id is invalid',
  10017: 'sender is muted',
  10018: 'response size too large',
  10019: 'account not exist',
  10020: 'message is too long',
  10021: 'group id has been used',
  10023: 'message frequency limit',
  10025: 'group id has been used by yourself',
  10030: 'message does not exist',
  10031: 'too late to recall the message',
  10033: 'group type does not support recalling messages',
  10036: 'too many live rooms',
  10037: 'too many groups',
  10038: 'too many members for the plan',
  10044: 'group type does not store messages',
  10045: 'attribute key is too long',
  10046: 'attribute value is too long',
  10047: 'too many attribute keys',
  10048: 'attribute values are too long',
  10049: 'attributes are written too often',
  10050: 'attribute does not exist',
  10053: 'too many accounts in GroupAtInfo',
  10058: 'too many groups for the plan',
  10059: 'not in the plan',
  10060: 'group is too large for read receipts',
  10061: 'online-only messages have no read receipts',
  10062: 'message has no read receipts',
  10063: 'too many counters',
  11000: 'community or topic is not enabled',
  20001: 'invalid request',
  23001: 'extension was changed by somebody else',
  23002: 'message does not support extensions',
  23003: 'extensions of the message are set too often',
  23004: 'message does not exist',
  110003: 'topic has been dismissed',
  60002: 'http parsing failed',
  60003: 'request json parsing failed',
  60004: 'invalid identifier in the request',
  60005: 'invalid usersig in the request',
  60006: 'invalid sdkappid',
  60007: 'the frequency of REST API calls exceeds the limit',
  60008: 'service timeout or request format error,please check and try again',
  60009: 'resource not exist, please check the url',
  60010: 'requires app admin privilege',
  60012: 'sdkappid is required in the request',
  60015: 'account in the request is not a string',
  70001: 'usersig expired',
  70002: 'usersig is empty',
  70003: 'usersig is invalid',
  70005: 'usersig is invalid',
  70009: 'usersig verification failed',
  70013: 'identifier does not match the usersig',
  70014: 'sdkappid does not match the usersig',
  70020: 'sdkappid does not exist',
  70107: 'account does not exist',
  70206: 'invalid number of accounts',
  70398: 'too many accounts for the plan',
  70402: 'invalid parameter',
  80002: 'message is too long',
  90002: 'invalid MsgBody',
  90003: 'invalid To_Account',
  90008: 'invalid From_Account',
  90010: 'MsgBody is not an array',
  90048: 'account does not exist',
  90054: 'invalid MsgKey',
  93000: 'json is too long',
};

/** A refusal in the vendor's envelope; HTTP says 200 all the same. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

/** A refusal by its code; `detail` says more about this case. */
export function failure(code: number, detail?: string): Failure {
  const text = texts[code] ?? 'error';
  return new Failure(code, detail ? `${text}: ${detail}` : text);
}

/** The envelope of a success. */
export const done = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' } as const;

/** The envelope of a refusal. */
export function failureEnvelope({ code, message }: Failure) {
  return { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: message } as const;
}

/** The result of one item of a call: its refusal does not fail the others. */
export function resultOf(step: () => void) {
  try {
    step();
    return { ErrorCode: 0, ErrorInfo: '' };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ErrorCode: error.code, ErrorInfo: error.message };
  }
}
