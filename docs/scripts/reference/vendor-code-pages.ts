import type { ErrorMeaning } from '@imgroups/core/adapter';
import {
  easemobErrorMeaning,
  easemobErrorNumbers,
  easemobErrorRows,
  easemobErrorStatuses,
  easemobErrorTexts,
} from '@imgroups/easemob';
import { tencentErrorMeanings } from '@imgroups/tencent';
import { documentedErrors } from '../../../packages/easemob/test/documented-errors.ts';
import { rangeMeanings } from '../../../packages/tencent/src/wire/error-codes.ts';
import type { Language, Text } from './language.ts';
import { code, page, table } from './markdown.ts';
import { tencentCodeTexts } from './tencent-code-texts.ts';

const words = {
  code: { en: 'Code', zh: '厂商错误码' },
  meaning: { en: 'Meaning', zh: '含义' },
  repeat: { en: 'Retry', zh: '重试' },
  text: { en: 'Text', zh: '文案' },
  pattern: { en: 'Text matches', zh: '文案匹配' },
} as const satisfies Readonly<Record<string, Text>>;

/** Every code of Tencent Cloud Chat, as the library reads it. */
export function tencentCodesPage(language: Language): string {
  const rows = Object.entries(tencentErrorMeanings).map(([vendorCode, meaning]) => [
    code(vendorCode),
    tencentCodeTexts[vendorCode]?.[language] ?? '',
    ...meaningCells(meaning, language),
  ]);
  const ranges = rangeMeanings.map(({ from, to, meaning }) => [
    `${from} – ${to}`,
    ...meaningCells(meaning, language),
  ]);
  const text = tencentTexts[language];
  return page(
    language,
    text.title,
    text.introduction,
    table([words.code[language], words.meaning[language], ...meaningHead(language)], rows),
    text.exceptions,
    text.others,
    table([words.code[language], ...meaningHead(language)], ranges),
  );
}

/** Every documented failure of Easemob, as the library reads it, and the rules behind. */
export function easemobCodesPage(language: Language): string {
  const documented = documentedErrors
    .filter(([, error, description]) => error !== undefined || description !== undefined)
    .map(([status, error, description]) => [
      `${status} ${error === undefined ? '' : code(error)}`,
      description === undefined ? '' : code(description.trim()),
      ...meaningCells(easemobErrorMeaning({ status, error, description }), language),
    ]);
  const numbers = Object.entries(easemobErrorNumbers).map(([number, meaning]) => [
    code(number),
    ...meaningCells(meaning, language),
  ]);
  const rows = easemobErrorRows.map(({ status, error, pattern, exception, meaning }) => [
    `${status ?? ''} ${error === undefined ? '' : code(error)}`.trim(),
    pattern || exception ? code((pattern ?? exception)?.source ?? '') : '',
    ...meaningCells(meaning, language),
  ]);
  const texts = easemobErrorTexts.map(([pattern, meaning]) => [
    code(pattern.source),
    ...meaningCells(meaning, language),
  ]);
  const statuses = Object.entries(easemobErrorStatuses).map(([status, meaning]) => [
    status,
    ...meaningCells(meaning, language),
  ]);
  const text = easemobTexts[language];
  const head = meaningHead(language);
  const error = 'HTTP, `error`';
  return page(
    language,
    text.title,
    text.introduction,
    `## ${text.documented}`,
    table([error, words.text[language], ...head], documented),
    `## ${text.rules}`,
    text.order,
    `### ${text.byNumber}`,
    text.aboutNumbers,
    table(['`error_code`', ...head], numbers),
    `### ${text.byCode}`,
    table([error, words.pattern[language], ...head], rows),
    `### ${text.byText}`,
    text.aboutTexts,
    table([words.pattern[language], ...head], texts),
    `### ${text.byStatus}`,
    table(['HTTP', ...head], statuses),
    text.subject,
  );
}

function meaningHead(language: Language): readonly string[] {
  return ['`code`', '`reason`', words.repeat[language]];
}

function meaningCells(meaning: ErrorMeaning, language: Language): readonly string[] {
  const { retryable, ambiguous, renew } = meaning;
  const notes = [
    retryable ? 'retryable' : '',
    ambiguous ? 'ambiguous' : '',
    renew ? { en: 'after renewing credentials', zh: '更新凭据后' }[language] : '',
  ].filter((note) => note !== '');
  const link = (name: string): string => `[\`${name}\`](errors.md#${name})`;
  return [link(meaning.code), meaning.reason ? link(meaning.reason) : '', notes.join(', ')];
}

const tencentTexts = {
  en: {
    title: 'Tencent Cloud Chat: error codes',
    introduction: `\`ErrorCode\` of an answer, or of an item in it, and what the library makes of it. The vendor's number is \`vendorCode\`, its text
\`vendorMessage\` of the error. "Retryable" and "ambiguous": see [errors](errors.md#retryable-and-ambiguous).`,
    exceptions: `Two codes depend on the call:

- 10007 is \`permission_denied\` when the request acts as somebody else (\`From_Account\`, \`Operator_Account\`). An administrator of the
  app may do everything, so otherwise it means that this kind of group, the plan or a switch does not allow it.
- 10008 is \`unsupported\` with \`plan_limit\` on the endpoints of message extensions.`,
    others: `## Codes that are not in the table

The first range that fits counts; any other code is \`internal\`. The ranges of \`refused_by_webhook\` are those an app's own webhook
may choose from. HTTP statuses other than 200 come from gateways: 429 is \`rate_limited\`, all others are \`unavailable\`; 408 and 5xx
are retryable and ambiguous.`,
  },
  zh: {
    title: '腾讯云即时通信 IM：错误码',
    introduction: `应答（或其中某一条结果）的 \`ErrorCode\` 与本库的对应关系。厂商的数字在错误的 \`vendorCode\` 里，文案在 \`vendorMessage\` 里。
retryable 与 ambiguous 的含义见[错误](errors.md#retryable-与-ambiguous)。`,
    exceptions: `有两个错误码取决于调用：

- 请求以他人身份操作时（\`From_Account\`、\`Operator_Account\`），10007 是 \`permission_denied\`。App 管理员什么都能做，
  所以其他情况下它表示群类型、套餐或开关不允许。
- 在消息扩展接口上，10008 是 \`unsupported\`，reason 为 \`plan_limit\`。`,
    others: `## 表中没有的错误码

按第一个符合的区间处理，其余都是 \`internal\`。\`refused_by_webhook\` 的区间由应用自己的第三方回调使用。
HTTP 状态码不是 200 时来自网关：429 是 \`rate_limited\`，其余是 \`unavailable\`；408 和 5xx 为 retryable 且 ambiguous。`,
  },
} as const;

const easemobTexts = {
  en: {
    title: 'Easemob: error codes',
    introduction: `Failures of the vendor's documentation and what the library makes of them. The short code \`error\` is \`vendorCode\` of the error,
\`error_description\` is \`vendorMessage\`. "Retryable" and "ambiguous": see [errors](errors.md#retryable-and-ambiguous). Names and
numbers in the texts are examples.`,
    documented: 'Documented failures',
    rules: 'Rules',
    order:
      'The number `error_code` is tried first where there is one, then status and short code, then (below 500) the texts, `error_description` before `desc`, then the status alone. Within a table the first row that fits counts. Upper and lower case make no difference.',
    byNumber: 'By number',
    aboutNumbers:
      'Below status 500. Those that the web client of the vendor tells apart (easemob-websdk 4.21.1); the number is `vendorNumber` of the error.',
    byCode: 'By status and short code',
    byText: 'By text',
    aboutTexts:
      'They are also tried on the `reason` of a single user in an answer of success; one that is not known is `failed_precondition`.',
    byStatus: 'By status',
    subject: `Any other 4xx is \`invalid_argument\`, any other 5xx like 500. Where an answer with a short code says only that something was not
found, the path of the call tells the reason: \`user_not_found\`, \`group_not_found\` or \`thread_not_found\`.`,
  },
  zh: {
    title: '环信 IM：错误码',
    introduction: `厂商文档中的失败应答与本库的对应关系。\`error\` 在错误的 \`vendorCode\` 里，\`error_description\` 在 \`vendorMessage\` 里。
retryable 与 ambiguous 的含义见[错误](errors.md#retryable-与-ambiguous)。文案中的名称和数字只是示例。`,
    documented: '文档中的失败应答',
    rules: '判断规则',
    order:
      '有数字 `error_code` 时先看它，然后看状态码和 `error`，再看文案（仅 500 以下，`error_description` 先于 `desc`），最后只看状态码。每张表取第一个符合的行，不区分大小写。',
    byNumber: '按数字',
    aboutNumbers:
      '仅 500 以下。这些是厂商 Web 客户端（easemob-websdk 4.21.1）区分的数字，在错误的 `vendorNumber` 里。',
    byCode: '按状态码和 error',
    byText: '按文案',
    aboutTexts:
      '成功应答里单个用户的 `reason` 也用这张表判断；不认识的一律是 `failed_precondition`。',
    byStatus: '按状态码',
    subject: `其他 4xx 是 \`invalid_argument\`，其他 5xx 同 500。应答带 \`error\` 却只说“不存在”时，由接口路径判断 reason：
\`user_not_found\`、\`group_not_found\` 或 \`thread_not_found\`。`,
  },
} as const;
