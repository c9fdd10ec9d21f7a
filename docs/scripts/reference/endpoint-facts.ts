import { operations } from '@imgroups/core/adapter';
import type { CatalogueEndpoint } from '../catalogue/catalogue.ts';
import { type Language, listed, type Text } from './language.ts';
import { bullets, code } from './markdown.ts';
import { callsOf, type DocumentedVendor } from './vendors.ts';

const words = {
  documentation: { en: 'Vendor documentation', zh: '厂商文档' },
  groupTypes: { en: 'Group types', zh: '适用群类型' },
  repeat: { en: 'Repeat', zh: '重试' },
  usedBy: { en: 'Used by', zh: '用于' },
  readBy: { en: 'Read by', zh: '读取于' },
  int64: { en: '64-bit fields', zh: '64 位字段' },
} as const satisfies Readonly<Record<string, Text>>;

/** Lists the facts that are declared about an endpoint beside its fields. */
export function factsOf(
  vendor: DocumentedVendor,
  endpoint: CatalogueEndpoint,
  language: Language,
): string {
  const { name } = endpoint;
  const fact = (word: Text, text: string | undefined): readonly string[] =>
    text ? [`${word[language]}${language === 'zh' ? '：' : ': '}${text}`] : [];
  const codes = (values: readonly string[] | undefined): string | undefined =>
    values && values.length > 0 ? listed(values.map(code), language) : undefined;
  const readBy = vendor.furtherReads
    .filter(
      ({ endpoint, operation }) => endpoint === name && !callsOf(vendor, operation).includes(name),
    )
    .map(({ operation }) => operation);
  const usedBy = operations.filter((operation) => callsOf(vendor, operation).includes(name));
  return bullets([
    `[${words.documentation[language]}](${endpoint.page})`,
    ...limitFacts(endpoint, language),
    ...fact(words.groupTypes, codes(endpoint.groupTypes)),
    ...fact(words.repeat, repeatText(endpoint, language)),
    ...fact(words.int64, int64Text(endpoint, language)),
    ...extras(endpoint, language),
    ...fact(words.usedBy, codes(usedBy)),
    ...fact(words.readBy, codes([...new Set(readBy)])),
  ]);
}

function limitFacts({ limits, auth }: CatalogueEndpoint, language: Language): readonly string[] {
  const asOf = limits?.asOf === undefined ? '' : ` (${limits.asOf})`;
  const items = limits?.items;
  const rate = limits?.rate;
  const said =
    language === 'en'
      ? [
          items && `At most ${items.max} in \`${items.field}\` per call${asOf}`,
          rate && `Rate: ${rateText(rate, 'en')}${asOf}`,
          auth === 'none' && 'Needs no credentials',
        ]
      : [
          items && `单次上限：\`${items.field}\` 最多 ${items.max} 个${asOf}`,
          rate && `频率：${rateText(rate, 'zh')}${asOf}`,
          auth === 'none' && '不需要凭据',
        ];
  return said.filter((fact) => typeof fact === 'string');
}

/** A rate in words: `200 calls per second`. */
export function rateText(
  {
    requests,
    perSeconds,
    sharedAs,
  }: { readonly requests: number; readonly perSeconds: number; readonly sharedAs?: string },
  language: Language,
): string {
  if (language === 'zh') {
    const span = perSeconds === 1 ? '秒' : `${perSeconds} 秒`;
    return `${requests} 次/${span}${sharedAs ? `，与 \`${sharedAs}\` 类接口共用` : ''}`;
  }
  const calls = requests === 1 ? 'call' : 'calls';
  const span = perSeconds === 1 ? 'second' : `${perSeconds} seconds`;
  const shared = sharedAs ? `, shared by the \`${sharedAs}\` endpoints` : '';
  return `${requests} ${calls} per ${span}${shared}`;
}

const repeatTexts: Readonly<Record<'read' | 'safe' | 'never', Text>> = {
  read: { en: 'reads only', zh: '只读，可重试' },
  safe: { en: 'safe, sending it twice does no harm', zh: '可重试，重复发送没有副作用' },
  never: {
    en: 'never after an attempt that may have taken effect',
    zh: '可能已经生效时绝不重试',
  },
};

function repeatText({ repeat }: CatalogueEndpoint, language: Language): string {
  if (typeof repeat === 'string') return repeatTexts[repeat][language];
  const condition = code(
    'safeWith' in repeat
      ? repeat.safeWith
      : Object.entries(repeat.safeWhen)
          .map(([field, value]) => `${field} === '${value}'`)
          .join(' && '),
  );
  return language === 'en'
    ? `safe with ${condition}, else ${repeatTexts.never.en}`
    : `有 ${condition} 时可重试，否则${repeatTexts.never.zh}`;
}

function int64Text({ int64 }: CatalogueEndpoint, language: Language): string | undefined {
  if (!int64) return undefined;
  const fields = listed(int64.map(code), language);
  return language === 'en'
    ? `${fields}, decimal strings in answers`
    : `${fields}，应答中为十进制字符串`;
}

/** Describes the further methods of an endpoint. */
function extras({ methods = [] }: CatalogueEndpoint, language: Language): readonly string[] {
  const said =
    language === 'en'
      ? [
          methods.includes('pages') && '`.pages(request)` gives all answers to the end of the list',
          methods.includes('failures') &&
            '`.failures(response, request)` gives the items of a success that failed',
        ]
      : [
          methods.includes('pages') && '`.pages(request)` 逐页返回直到列表结束',
          methods.includes('failures') && '`.failures(response, request)` 给出成功应答里失败的条目',
        ];
  return said.filter((fact) => typeof fact === 'string');
}
