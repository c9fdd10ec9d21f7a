import { errorCodes, errorReasons } from '@imgroups/core/adapter';
import { classTexts, codeTexts, reasonTexts } from './error-texts.ts';
import { type Language, listed, type Text } from './language.ts';
import { bullets, code, page, table } from './markdown.ts';
import { vendors } from './vendors.ts';

/** Classes, codes and reasons of errors, from the declared lists. */
export function errorsPage(language: Language): string {
  const word = words[language];
  return page(
    language,
    word.title,
    word.introduction,
    `## ${word.classes}`,
    table(
      [word.className, word.where],
      Object.entries(classTexts).map(([name, text]) => [code(name), text[language]]),
    ),
    retryRules[language],
    `## ${word.codes}`,
    ...errorCodes.map((name) => codeSection(name, language)),
    `## ${word.reasons}`,
    word.aboutReasons,
    ...errorReasons.map((name) => reasonSection(name, language)),
  );
}

function codeSection(name: (typeof errorCodes)[number], language: Language): string {
  const { meaning, advice } = codeTexts[name];
  const word = words[language];
  const reasons = errorReasons.filter((reason) =>
    vendors.some(({ errors }) =>
      errors.some(({ meaning }) => meaning.code === name && meaning.reason === reason),
    ),
  );
  return [
    `### ${name}`,
    meaning[language],
    bullets([
      `${word.advice}${advice[language]}`,
      ...(reasons.length > 0
        ? [
            `${word.withReasons}${listed(
              reasons.map((reason) => `[\`${reason}\`](#${reason})`),
              language,
            )}`,
          ]
        : []),
    ]),
  ].join('\n\n');
}

function reasonSection(name: (typeof errorReasons)[number], language: Language): string {
  const told = vendors.flatMap(({ name: vendor, titles, errors }) => {
    const fitting = errors.filter(({ meaning }) => meaning.reason === name);
    if (fitting.length === 0) return [];
    const codes = fitting.flatMap(({ code: vendorCode = '' }) =>
      vendorCode ? code(vendorCode) : [],
    );
    const link = `[${titles[language]}](${vendor}-error-codes.md)`;
    return [codes.length > 0 ? `${link}: ${listed(codes, language)}` : link];
  });
  const source = told.length > 0 ? bullets(told) : words[language].notGiven;
  return [`### ${name}`, reasonTexts[name][language], source].join('\n\n');
}

const words = {
  en: {
    title: 'Errors',
    introduction: `Everything that fails throws an \`ImGroupsError\`. Check with \`isImGroupsError(error)\`, which also works when several copies of
the package are installed, then switch on \`code\`. \`reason\` tells which thing, where the vendor tells. \`provider\`, \`operation\`,
\`endpoint\`, \`vendorCode\`, \`vendorMessage\`, \`httpStatus\`, \`requestId\` and \`attempts\` say what happened; none of them holds a secret.
How to handle them: [errors](../concepts/errors.md).`,
    classes: 'Classes',
    className: 'Class',
    where: 'Where it failed',
    codes: 'Codes',
    advice: 'What to do: ',
    withReasons: 'Reasons: ',
    reasons: 'Reasons',
    aboutReasons:
      'Below each reason stand the vendors that give it, with their numbers where they have some. Operations find some reasons out by a [further read](further-reads.md) too.',
    notGiven: 'Found out by the client; no code of a vendor says it.',
  },
  zh: {
    title: '错误',
    introduction: `所有失败都抛出 \`ImGroupsError\`。先用 \`isImGroupsError(error)\` 判断（装了多份包也有效），再按 \`code\` 分支；
\`reason\` 在厂商说明了的时候指出具体是什么。\`provider\`、\`operation\`、\`endpoint\`、\`vendorCode\`、\`vendorMessage\`、\`httpStatus\`、
\`requestId\`、\`attempts\` 记录经过，都不含密钥。如何处理见[错误处理](../concepts/errors.md)。`,
    classes: '错误类',
    className: '类',
    where: '在哪一步失败',
    codes: '错误码 code',
    advice: '处理办法：',
    withReasons: '可能的 reason：',
    reasons: '原因 reason',
    aboutReasons:
      '每个 reason 下面列出会给出它的厂商，有数字错误码的一并列出。有些 reason 由操作[额外读取](further-reads.md)后得出。',
    notGiven: '由客户端判断得出，没有对应的厂商错误码。',
  },
} as const;

const retryRules: Text = {
  en: `## Retryable and ambiguous

- \`retryable\`: the same call may succeed later. The client has tried again already where that is safe, as often as \`retry\` allows.
- \`ambiguous\`: a write may have taken effect although it failed: it was sent and no answer came, the answer was unreadable, a gateway
  or the back end of the vendor timed out. A read is never ambiguous.
- What surely had no effect is repeated for every endpoint; what is ambiguous only where the endpoint is safe to repeat.
- Once an attempt was ambiguous, the error of the call is, whatever the last attempt said; \`afterAmbiguous\` then tells that an
  earlier attempt was meant.
- Operations read back what they can before they report an ambiguous failure: see [further reads](further-reads.md).
- In your own code repeat a write only when \`retryable\` is true and \`ambiguous\` is false.`,
  zh: `## retryable 与 ambiguous

- \`retryable\`：同样的调用稍后可能成功。能安全重试的，客户端已经按 \`retry\` 的设置重试过了。
- \`ambiguous\`：写操作失败了，但可能已经生效：请求发出后没有应答、应答无法解析、网关或厂商后端超时。读操作不会是 ambiguous。
- 确定没有生效的，任何接口都会重试；ambiguous 的只在接口可以安全重发时才重试。
- 只要有一次尝试是 ambiguous，整个调用的错误就是 ambiguous，不管最后一次返回了什么；\`afterAmbiguous\` 表示那是更早的一次尝试。
- 通用操作在报告 ambiguous 失败之前会尽量回读确认，见[额外读取](further-reads.md)。
- 自己写重试时，只在 \`retryable\` 为真且 \`ambiguous\` 为假时重发写操作。`,
};
