import { tencentErrorMeanings } from '@imgroups/tencent';
import { tencentTextLengths } from '@imgroups/tencent/endpoints';
import { tencentEvents } from '@imgroups/tencent/webhooks';
import { tencentCallbackRules } from '../../../../packages/emulator/src/vendors/tencent/callback-rules.ts';
import { vendorCommands } from '../../../../packages/tencent/src/webhooks/callbacks.ts';
import { rangeMeanings } from '../../../../packages/tencent/src/wire/error-codes.ts';
import { meaningCells, meaningHead } from '../error-meaning.ts';
import type { Language } from '../language.ts';
import { code, page, table } from '../markdown.ts';
import type { TextLength, VendorPages } from '../vendor-pages.ts';
import { tencentCodeTexts } from './tencent-code-texts.ts';

export const vendorPages: VendorPages = {
  introduction: {
    en: `Methods of \`createTencentClient(...)\`, which is also the provider's \`client\`. Fields and values are those of the wire.
Every call is a POST with a JSON body; the client adds \`sdkappid\`, \`identifier\`, \`usersig\`, \`random\` and \`contenttype\` to
the URL.`,
    zh: `这些是 \`createTencentClient(...)\` 的方法，provider 的 \`client\` 也是它。字段名和取值与服务端 REST API 完全一致。
所有接口都是带 JSON 包体的 POST；URL 中的 \`sdkappid\`、\`identifier\`、\`usersig\`、\`random\`、\`contenttype\` 由客户端自动加上。`,
  },
  documentation:
    /^https:\/\/(cloud\.tencent\.com\/document\/product\/269|www\.tencentcloud\.com\/document\/product\/1047)\/\d+$/,
  everyAnswer: {
    en: 'HTTP 200 does not mean success: `ErrorCode` decides, and the client throws when it is not 0.',
    zh: 'HTTP 200 不代表成功，以 `ErrorCode` 为准；不为 0 时客户端抛出错误。',
  },
  errors: Object.entries(tencentErrorMeanings).map(([code, meaning]) => ({ code, meaning })),
  errorCodesPage,
  sharedObjects: {
    chapter: 'messages',
    endpoint: 'sendGroupMsg',
    fields: ['MsgBody', 'OfflinePushInfo'],
  },
  texts: {
    name: lengthsOf('Name'),
    description: lengthsOf('Introduction'),
    announcement: lengthsOf('Notification'),
    avatarUrl: lengthsOf('FaceUrl'),
  },
  events: {
    support: tencentEvents,
    others: vendorCommands,
    sent: tencentCallbackRules,
    notes: {
      en: '- Tencent Cloud Chat tells of applications only by asking before, where the console switches that on.',
      zh: '- 腾讯云即时通信 IM 只在控制台开启“申请入群前回调”时，以事前询问的方式通知入群申请。',
    },
  },
  offlineOptions: { sdkAppId: 1, secretKey: 'secret' },
};

function lengthsOf(
  field: 'Name' | 'Introduction' | 'Notification' | 'FaceUrl',
): readonly TextLength[] {
  return [tencentTextLengths['client-reference'], tencentTextLengths['use-limits']].map(
    ({ page, asOf, [field]: max }) => ({ max, unit: 'bytes', page, asOf }),
  );
}

/** Every code of Tencent Cloud Chat, as the library reads it. */
function errorCodesPage(language: Language): string {
  const text = texts[language];
  const rows = Object.entries(tencentErrorMeanings).map(([vendorCode, meaning]) => [
    code(vendorCode),
    tencentCodeTexts[vendorCode]?.[language] ?? '',
    ...meaningCells(meaning, language),
  ]);
  const ranges = rangeMeanings.map(({ from, to, meaning }) => [
    `${from} – ${to}`,
    ...meaningCells(meaning, language),
  ]);
  return page(
    language,
    text.title,
    text.introduction,
    table([text.code, text.meaning, ...meaningHead(language)], rows),
    text.exceptions,
    text.others,
    table([text.code, ...meaningHead(language)], ranges),
  );
}

const texts = {
  en: {
    code: 'Code',
    meaning: 'Meaning',
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
    code: '厂商错误码',
    meaning: '含义',
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
