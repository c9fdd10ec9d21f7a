import type * as errors from '@imgroups/core';
import type { ErrorCode, ErrorReason } from '@imgroups/core';
import type { Text } from './language.ts';

/** The meaning of a code, and advice for programs. */
interface CodeText {
  readonly meaning: Text;
  readonly advice: Text;
}

/** The classes of errors: where a call failed. */
type ErrorClass = Extract<keyof typeof errors, `${Capitalize<string>}Error`>;

export const classTexts: Readonly<Record<ErrorClass, Text>> = {
  ImGroupsError: {
    en: 'Base of all. Thrown as such for what has no place of its own: injected code that threw, a user of a batch without an answer.',
    zh: '所有错误的基类。没有更具体的位置时直接抛出它：注入的代码抛了异常，或批量操作里某个用户没有得到结果。',
  },
  BatchError: {
    en: 'A batch that stopped, or whose result was told to throw. Code and reason are those of its `cause`; `result` has an outcome for every user.',
    zh: '批量操作中止，或对结果调用了 throwIfFailed()。code 和 reason 与其 `cause` 相同；`result` 给出每个用户的结果。',
  },
  InvalidRequestError: {
    en: 'Refused before it was sent: an argument or an option is missing, malformed or over a limit. `field` names it.',
    zh: '发送之前就被拒绝：参数或选项缺失、格式不对或超限。`field` 给出字段名。',
  },
  UnsupportedError: {
    en: 'Refused before it was sent: the vendor cannot do this, or not for this kind of group.',
    zh: '发送之前就被拒绝：该厂商做不到，或该群类型不支持。',
  },
  TransportError: {
    en: 'No answer came: the server could not be reached, the connection broke, the time was up, or the caller gave up. `fault` has the name and code of what the runtime reported.',
    zh: '没有收到应答：连不上、连接中断、超时，或调用方取消。`fault` 里是运行时报告的错误名和错误码。',
  },
  ApiError: {
    en: 'The vendor answered, and refused. `vendorCode` and `vendorMessage` have its own words.',
    zh: '厂商应答了，但拒绝了请求。`vendorCode` 和 `vendorMessage` 是厂商原始的错误码和文案。',
  },
  InvalidResponseError: {
    en: 'An answer that cannot be read: not JSON, no envelope, or a field of the wrong type, named by `field`.',
    zh: '应答无法解析：不是 JSON、没有公共字段，或某个字段类型不对（由 `field` 给出）。',
  },
};

export const codeTexts: Readonly<Record<ErrorCode, CodeText>> = {
  invalid_argument: {
    meaning: {
      en: 'The request is wrong in itself, whatever the state of the group.',
      zh: '请求本身有误，与群的状态无关。',
    },
    advice: {
      en: 'Correct the program. `field` of an `InvalidRequestError` names the argument; with `batch_too_long` send fewer at once.',
      zh: '修改代码。`InvalidRequestError` 的 `field` 指出参数；`batch_too_long` 时减少单次数量。',
    },
  },
  unauthenticated: {
    meaning: {
      en: 'The vendor does not accept the credentials: wrong key, wrong app, expired.',
      zh: '厂商不接受凭据：密钥错、应用错，或已过期。',
    },
    advice: {
      en: 'Check app id, secret and the clock of the machine. Expired credentials were already renewed once.',
      zh: '检查应用 ID、密钥和机器时钟。过期的凭据 SDK 已自动更新并重试过一次。',
    },
  },
  permission_denied: {
    meaning: {
      en: 'The credentials are good, but they may not do this; or a webhook or a content check said no.',
      zh: '凭据有效，但无权执行；或被第三方回调、内容审核拒绝。',
    },
    advice: {
      en: 'Check who acts: the administrator of the app, or the account that is named in the request.',
      zh: '检查以谁的身份操作：App 管理员，还是请求里指定的账号。',
    },
  },
  not_found: {
    meaning: {
      en: 'What the call is about does not exist. `reason` tells what: group, user, membership, message.',
      zh: '操作对象不存在。`reason` 说明是什么：群、用户、成员关系或消息。',
    },
    advice: {
      en: 'Switch on `reason`. A missing account must be imported or registered first.',
      zh: '按 `reason` 处理。账号不存在时要先导入（腾讯云）或注册（环信）。',
    },
  },
  already_exists: {
    meaning: {
      en: 'What the call would make exists already.',
      zh: '要创建的东西已经存在。',
    },
    advice: {
      en: 'Take what is there, or another id. Adding a present member is no error in the neutral operations.',
      zh: '使用已有的，或换一个 ID。通用操作里，添加已在群中的成员不算错误。',
    },
  },
  failed_precondition: {
    meaning: {
      en: 'Possible in general, but not in the present state of the group, the user or the app.',
      zh: '一般可行，但在群、用户或应用的当前状态下不行。',
    },
    advice: {
      en: 'Read the state and decide. Repeating the same call does not help, unless `retryable` says so.',
      zh: '先读取状态再决定。除非 `retryable` 为真，原样重试没有用。',
    },
  },
  resource_exhausted: {
    meaning: {
      en: 'A quota or a size is used up: the group is full, a user is in too many groups, the plan has no more.',
      zh: '额度或容量用完：群已满、用户加群数达到上限、套餐额度耗尽。',
    },
    advice: {
      en: 'Make room or buy a larger plan. Waiting does not help.',
      zh: '腾出空间或升级套餐。等待没有用。',
    },
  },
  rate_limited: {
    meaning: { en: 'Too many calls in too short a time.', zh: '调用过于频繁。' },
    advice: {
      en: 'Nothing at first: the client waits, tries again and slows down by itself. If it still comes, share one limiter between processes.',
      zh: '一般不用处理：客户端会自动等待、重试并降速。仍然出现时，让多个进程共用一个限频器。',
    },
  },
  unsupported: {
    meaning: {
      en: 'The vendor cannot do this, or not for this kind of group, this plan or these console settings.',
      zh: '厂商不支持，或该群类型、套餐、控制台设置不支持。',
    },
    advice: {
      en: 'Ask `provider.capabilities` before the call. With a bare id pass `{ id, kind }`, so that the right endpoint is chosen.',
      zh: '调用前查看 `provider.capabilities`。只有群 ID 时请传 `{ id, kind }`，以便选对接口。',
    },
  },
  unavailable: {
    meaning: {
      en: 'The service cannot be reached, or cannot work at the moment.',
      zh: '连不上服务，或服务暂时不可用。',
    },
    advice: {
      en: 'Try again later. If a write is `ambiguous`, read first whether it took effect.',
      zh: '稍后重试。写操作的 `ambiguous` 为真时，先读取确认是否已生效。',
    },
  },
  timeout: {
    meaning: {
      en: '`timeout` or `totalTimeout` passed. The message tells which, and whether the call was sent.',
      zh: '超过 `timeout` 或 `totalTimeout`。错误信息说明是哪一个，以及请求是否已发出。',
    },
    advice: {
      en: 'As for `unavailable`. A call that waited for the rate limit was never sent and is not `ambiguous`.',
      zh: '同 `unavailable`。还在等限频的请求没有发出，不会是 `ambiguous`。',
    },
  },
  cancelled: {
    meaning: {
      en: 'The `signal` of the caller was aborted, or another failure stopped the batch before this user was sent.',
      zh: '调用方的 `signal` 被中止，或批量操作因其他失败而停止、该用户尚未发送。',
    },
    advice: {
      en: 'Nothing, or go on with the users of the batch that have this code.',
      zh: '不用处理；批量操作可以只对带此错误码的用户继续执行。',
    },
  },
  internal: {
    meaning: {
      en: 'The vendor failed, gave a code that is not known, or answered something unreadable.',
      zh: '厂商内部出错、返回了未知错误码，或应答无法解析。',
    },
    advice: {
      en: 'Quote `requestId`, `vendorCode` and `vendorMessage` to the support of the vendor.',
      zh: '把 `requestId`、`vendorCode` 和 `vendorMessage` 提供给厂商技术支持。',
    },
  },
};

export const reasonTexts: Readonly<Record<ErrorReason, Text>> = {
  group_not_found: { en: 'There is no such group, or it was dissolved.', zh: '群不存在或已解散。' },
  user_not_found: {
    en: 'The account does not exist at the vendor: import or register it first.',
    zh: '账号在厂商处不存在：需要先导入或注册。',
  },
  not_a_member: { en: 'The user exists, but is not in the group.', zh: '用户存在，但不在群里。' },
  message_not_found: { en: 'There is no such message.', zh: '消息不存在。' },
  topic_not_found: { en: 'There is no such topic in the community.', zh: '社群中没有该话题。' },
  thread_not_found: { en: 'There is no such thread.', zh: '子区不存在。' },
  file_not_found: { en: 'There is no such shared file.', zh: '共享文件不存在。' },
  app_not_found: {
    en: 'There is no such app at this address: wrong id, or another region or cluster.',
    zh: '该地址上没有这个应用：应用 ID 错误，或区域、集群不对。',
  },
  already_member: { en: 'The user is in the group already.', zh: '用户已在群中。' },
  group_id_taken: { en: 'A group has the wanted id already.', zh: '自定义群 ID 已被占用。' },
  group_full: {
    en: 'The group has as many members as allowed: raise `maxMembers`, as far as the plan allows.',
    zh: '群成员数已满：调大 `maxMembers`，上限由套餐决定。',
  },
  group_quota: { en: 'The app has as many groups as allowed.', zh: '应用的群数量达到上限。' },
  user_quota: {
    en: 'The user is in as many groups as allowed.',
    zh: '用户加群数量达到上限。',
  },
  blacklisted: { en: 'The user is on the blacklist of the group.', zh: '用户在群黑名单中。' },
  is_owner: {
    en: 'It cannot be done to the owner: transfer the group first.',
    zh: '不能对群主操作：请先转让群。',
  },
  content_rejected: {
    en: 'A content check of the vendor refused it.',
    zh: '未通过厂商的内容审核。',
  },
  refused_by_webhook: {
    en: "The app's own webhook refused it. `vendorCode` is the one it chose.",
    zh: '被应用自己的第三方回调拒绝，`vendorCode` 由回调指定。',
  },
  feature_disabled: {
    en: 'A switch in the console is off, or the vendor must open the feature for the app.',
    zh: '控制台开关未打开，或需要厂商为应用开通。',
  },
  plan_limit: {
    en: 'The plan of the app does not have it, or not so much.',
    zh: '套餐不包含，或额度不够。',
  },
  group_kind: { en: 'Not for this kind of group.', zh: '该群类型不支持。' },
  batch_too_long: { en: 'Too many users or items in one call.', zh: '单次请求的用户或条目过多。' },
  clock_skew: {
    en: 'Tencent refused a new signature as expired (70001), and the clock of this machine is more than five minutes off that of the service.',
    zh: '腾讯云把新签名判为过期（70001），并且本机时钟与服务端相差超过五分钟。',
  },
};
