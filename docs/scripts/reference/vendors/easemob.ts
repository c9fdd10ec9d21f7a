import {
  easemobErrorMeaning,
  easemobErrorNumbers,
  easemobErrorRows,
  easemobErrorStatuses,
  easemobErrorTexts,
} from '@imgroups/easemob';
import { easemobTextLengths } from '@imgroups/easemob/endpoints';
import { easemobEvents } from '@imgroups/easemob/webhooks';
import { maxPathListBytes } from '../../../../packages/easemob/src/driver/read-answer.ts';
import { vendorNames } from '../../../../packages/easemob/src/webhooks/callbacks.ts';
import { documentedErrors } from '../../../../packages/easemob/test/documented-errors.ts';
import { easemobCallbackRules } from '../../../../packages/emulator/src/vendors/easemob/callback-rules.ts';
import { meaningCells, meaningHead } from '../error-meaning.ts';
import type { Language } from '../language.ts';
import { code, page, table } from '../markdown.ts';
import type { VendorPages } from '../vendor-pages.ts';

export const vendorPages: VendorPages = {
  introduction: {
    en: `Methods of \`createEasemobClient(...)\`, which is also the provider's \`client\`. Fields and values are those of the wire.
Paths are below \`https://{host}/{org_name}/{app_name}\`; the client adds the app token as a bearer token.`,
    zh: `这些是 \`createEasemobClient(...)\` 的方法，provider 的 \`client\` 也是它。字段名和取值与服务端 REST API 完全一致。
路径前面是 \`https://{host}/{org_name}/{app_name}\`；App Token 由客户端放进 \`Authorization\` 头。`,
  },
  documentation: /^https:\/\/doc\.easemob\.com\/document\/server-side\/\w+\.html$/,
  everyAnswer: {
    en: 'All of them may be missing. The payload is in `data`, or in `entities`.',
    zh: '都可能缺省。业务数据在 `data` 里，有的接口在 `entities` 里。',
  },
  capabilities: { en: 'Easemob has one kind of group.', zh: '环信只有一种群。' },
  errors: [
    ...Object.values(easemobErrorNumbers).map((meaning) => ({ meaning })),
    ...easemobErrorRows.map(({ meaning }) => ({ meaning })),
    ...easemobErrorTexts.map(([, meaning]) => ({ meaning })),
    ...Object.values(easemobErrorStatuses).map((meaning) => ({ meaning })),
  ],
  errorCodesPage,
  limits: [
    [
      {
        en: `${maxPathListBytes.toLocaleString('en-US')} bytes`,
        zh: `${maxPathListBytes.toLocaleString('en-US')} 字节`,
      },
      {
        en: 'of user ids in one URL of Easemob, whose URLs must stay below 4 KB',
        zh: '环信单个 URL 中用户 ID 列表的长度，URL 必须小于 4 KB',
      },
    ],
  ],
  texts: {
    name: [{ ...easemobTextLengths.groupname, unit: 'characters' }],
    description: [{ ...easemobTextLengths.description, unit: 'characters' }],
    announcement: [{ ...easemobTextLengths.announcement, unit: 'characters' }],
    avatarUrl: [{ ...easemobTextLengths.avatar, unit: 'characters' }],
  },
  events: {
    support: easemobEvents,
    others: vendorNames,
    sent: easemobCallbackRules,
    notes: {
      en: '- Easemob tells of applications and of member attributes only in the older generation of its callbacks.',
      zh: '- 环信只在旧版回调中通知入群申请和成员属性变更。',
    },
  },
  offlineOptions: { appKey: 'org#app', token: () => 'token' },
};

/** Every documented failure of Easemob, as the library reads it, and the rules behind. */
function errorCodesPage(language: Language): string {
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
  const byText = easemobErrorTexts.map(([pattern, meaning]) => [
    code(pattern.source),
    ...meaningCells(meaning, language),
  ]);
  const statuses = Object.entries(easemobErrorStatuses).map(([status, meaning]) => [
    status,
    ...meaningCells(meaning, language),
  ]);
  const text = texts[language];
  const head = meaningHead(language);
  const error = 'HTTP, `error`';
  return page(
    language,
    text.title,
    text.introduction,
    `## ${text.documented}`,
    table([error, text.text, ...head], documented),
    `## ${text.rules}`,
    text.order,
    `### ${text.byNumber}`,
    text.aboutNumbers,
    table(['`error_code`', ...head], numbers),
    `### ${text.byCode}`,
    table([error, text.pattern, ...head], rows),
    `### ${text.byText}`,
    text.aboutTexts,
    table([text.pattern, ...head], byText),
    `### ${text.byStatus}`,
    table(['HTTP', ...head], statuses),
    text.subject,
  );
}

const texts = {
  en: {
    text: 'Text',
    pattern: 'Text matches',
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
    subject: `Any other 4xx is \`invalid_argument\` (a write may have taken effect), any other 5xx like 500. Where an answer with a short code says only that something was not
found, the path of the call tells the reason: \`user_not_found\`, \`group_not_found\` or \`thread_not_found\`.`,
  },
  zh: {
    text: '文案',
    pattern: '文案匹配',
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
    subject: `其他 4xx 是 \`invalid_argument\`（写操作可能已经生效），其他 5xx 同 500。应答带 \`error\` 却只说“不存在”时，由接口路径判断 reason：
\`user_not_found\`、\`group_not_found\` 或 \`thread_not_found\`。`,
  },
} as const;
