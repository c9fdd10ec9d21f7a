import {
  createCallContext,
  type GroupKind,
  type GroupProvider,
  isImGroupsError,
  type Operation,
  type Pages,
} from '@imgroups/core/adapter';
import { defaultConcurrency } from '../../../packages/core/src/batch/pace.ts';
import { burstShare } from '../../../packages/core/src/rate-limit/gcra.ts';
import { rateText } from './endpoint-facts.ts';
import type { Language, Text } from './language.ts';
import { code, page, table } from './markdown.ts';
import { groupTexts, type TextLength } from './vendor-pages.ts';
import { type DocumentedVendor, vendors } from './vendors.ts';

/** `whole` where the vendor gives the list at once, `none` where it has no such list. */
type LargestPage = number | 'whole' | 'none';

/** A list of the neutral contract, and the largest page of each vendor. */
export interface PageSize {
  readonly list: string;
  /** In the order of the vendors. */
  readonly sizes: readonly LargestPage[];
}

/** The limits of all vendors and our own defaults. */
export function limitsPage(pageSizes: readonly PageSize[], language: Language): string {
  const text = texts[language];
  return page(
    language,
    text.title,
    text.introduction,
    ...vendors.map((vendor) => vendorLimits(vendor, language)),
    `## ${text.texts}`,
    text.aboutTexts,
    table(
      [text.text, ...vendors.map(({ titles }) => titles[language]), text.safe],
      textRows(language),
    ),
    text.aboutSafe,
    `## ${text.defaults}`,
    text.aboutDefaults,
    table(text.defaultsHead, defaultRows(language)),
    `## ${text.pageSizes}`,
    text.aboutPageSizes,
    table(
      [text.list, ...vendors.map(({ titles }) => titles[language])],
      pageSizes.map(({ list, sizes }) => [
        list,
        ...sizes.map((size) => (typeof size === 'number' ? number(size) : text[size])),
      ]),
    ),
  );
}

function vendorLimits(vendor: DocumentedVendor, language: Language): string {
  const text = texts[language];
  const rows = vendor.catalogue.chapters.flatMap((chapter) =>
    chapter.endpoints.flatMap(({ name, limits }) =>
      limits === undefined
        ? []
        : [
            [
              `[\`${name}\`](${vendor.name}/${chapter.name}.md#${name.toLowerCase()})`,
              limits.items ? `${number(limits.items.max)} \`${limits.items.field}\`` : '',
              limits.rate ? rateText(limits.rate, language) : '',
              limits.asOf ?? '',
            ],
          ],
    ),
  );
  return `## ${vendor.titles[language]}\n\n${table(text.head, rows)}`;
}

/** The longest texts of a group by vendor, and what every page of every vendor allows. */
function textRows(language: Language): readonly (readonly string[])[] {
  const { bytes, units, otherPage } = texts[language];
  const shownLength = ({ max, unit, page: address, asOf }: TextLength): string =>
    `${number(max)} ${units[unit]} ([${asOf}](${address}))`;
  return groupTexts.map((text) => {
    const byVendor = vendors.map(({ texts }) => texts?.[text] ?? []);
    // A character has a byte at least, so what fits in bytes fits in as many characters.
    const safe = Math.min(...byVendor.flat().map(({ max }) => max));
    return [
      code(text),
      ...byVendor.map((lengths) => lengths.map(shownLength).join(otherPage)),
      `**${number(safe)} ${bytes}**`,
    ];
  });
}

/** The defaults as the code has them. */
function defaultRows(language: Language): readonly (readonly string[])[] {
  const { timeout, totalTimeout, retry } = contextWithDefaults();
  const rows: readonly (readonly [option: string, value: string, meaning: Text])[] = [
    ['timeout', milliseconds(timeout), { en: 'for one attempt', zh: '单次尝试的超时' }],
    [
      'totalTimeout',
      milliseconds(totalTimeout),
      {
        en: 'for one call of an endpoint, with its retries and its wait for the rate limit',
        zh: '一次接口调用的总时间，包含重试和限频等待',
      },
    ],
    [
      'retry.maxRetries',
      number(retry.maxRetries),
      { en: 'attempts after the first', zh: '首次之后的重试次数' },
    ],
    [
      'retry.baseDelay',
      milliseconds(retry.baseDelay),
      {
        en: 'upper bound of the first pause; it doubles each time',
        zh: '首次等待的上限，每次翻倍',
      },
    ],
    [
      'retry.throttledDelay',
      milliseconds(retry.throttledDelay),
      { en: 'the same after "slow down" answers', zh: '被限频后首次等待的上限，每次翻倍' },
    ],
    ['retry.maxDelay', milliseconds(retry.maxDelay), { en: 'longest pause', zh: '等待的最大值' }],
    [
      'concurrency',
      number(defaultConcurrency),
      {
        en: 'the most calls of one batch in flight at the same time; fewer where the rate needs no more',
        zh: '一个批量操作同时进行的请求数上限；频率用不到时会更少',
      },
    ],
    [
      'chunkSize',
      '–',
      {
        en: 'users per call of a batch: the limit of the endpoint, and never more',
        zh: '批量操作单次请求的用户数：取接口上限，不会超过',
      },
    ],
  ];
  const fixed: readonly (readonly [value: string, meaning: Text])[] = [
    [
      `${burstShare * 100} %`,
      {
        en: 'of the calls of a rate may go at once; all others are spaced evenly',
        zh: '频率额度中可以一次发出的比例，其余均匀发送',
      },
    ],
  ];
  return [
    ...rows.map(([option, value, meaning]) => [code(option), value, meaning[language]]),
    ...fixed.map(([value, meaning]) => ['–', value, meaning[language]]),
    ...vendors
      .flatMap(({ limits = [] }) => limits)
      .map(([value, meaning]) => ['–', value[language], meaning[language]]),
  ];
}

function contextWithDefaults(): ReturnType<typeof createCallContext> {
  return createCallContext(
    {
      provider: 'none',
      app: 'none',
      prepare: () => Promise.reject(new Error('nothing is sent')),
      decode: () => ({}),
      renew: () => false,
      isThrottled: () => false,
    },
    {},
  );
}

type List = readonly [
  name: Operation,
  kind: GroupKind | undefined,
  start: (provider: GroupProvider) => Pages<unknown>,
];

const tooMany = { pageSize: 1_000_000_000 };
const lists: readonly List[] = [
  ['groups.list', undefined, ({ groups }) => groups.list(tooMany)],
  ['groups.listJoined', undefined, ({ groups }) => groups.listJoined('alice', tooMany)],
  ['members.list', undefined, ({ members }) => members.list('g', tooMany)],
  [
    'members.list',
    'community',
    ({ members }) => members.list({ id: 'g', kind: 'community' }, tooMany),
  ],
  ['mutes.list', undefined, ({ mutes }) => mutes.list('g', tooMany)],
  ['blacklist.list', undefined, ({ blacklist }) => blacklist.list('g', tooMany)],
];

/** The largest page of each list, as its refusal of a larger one tells. Nothing is sent. */
export async function readPageSizes(): Promise<readonly PageSize[]> {
  const transport = { send: () => Promise.reject(new Error('nothing is sent')) };
  const providers = vendors.map(({ createProvider, offlineOptions }) =>
    createProvider({ ...offlineOptions, transport, retry: { maxRetries: 0 } }),
  );
  return Promise.all(
    lists.map(async ([name, kind, start]) => ({
      list: kind === undefined ? code(name) : `${code(name)}, ${code(kind)}`,
      sizes: await Promise.all(
        providers.map((provider) =>
          kind && provider.capabilities[name][kind] === 'no'
            ? 'none'
            : largestPage(start(provider)),
        ),
      ),
    })),
  );
}

async function largestPage(pages: Pages<unknown>): Promise<LargestPage> {
  const refusal = await pages.first().then(
    () => '',
    (error: unknown) => (isImGroupsError(error) ? error.message : ''),
  );
  const size = /^pageSize: must be a whole number from 1 to (\d+)/.exec(refusal)?.[1];
  return size === undefined ? 'whole' : Number(size);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function milliseconds(value: number): string {
  return `${number(value)} ms`;
}

const texts = {
  en: {
    title: 'Limits',
    introduction: `What a call may hold and how often it may be made, as the vendor's pages said in the month that is named. Vendors move limits and
sell larger ones: replace them with the option \`limits\`, for example
\`{ addGroupMember: { items: { max: 100 }, rate: { requests: 400, perSeconds: 1 } } }\`. Lengths of other texts stand at the fields of
each endpoint. How the client keeps them: [retries and limits](../concepts/retries-and-limits.md).`,
    head: ['Method', 'At most per call', 'Rate', 'As of'],
    texts: 'Texts of a group',
    aboutTexts:
      'What the client sends at most. Where pages of a vendor disagree, the client and the emulator keep to the more generous one, which stands first: a client that is stricter than its service is a nuisance. Characters are Unicode code points.',
    text: 'Text',
    safe: 'Safe everywhere',
    otherPage: '; by another page ',
    aboutSafe:
      "The last column names what no page of any vendor refuses. A Chinese character has 3 bytes: a safe name has 10 of them. `lengths: 'use-limits'` makes the emulator of Tencent keep to the stricter page.",
    bytes: 'bytes',
    units: { bytes: 'bytes', characters: 'characters' },
    defaults: 'Defaults of the library',
    aboutDefaults:
      'Read from the code. Those with a name are options of the provider, the client or the call.',
    defaultsHead: ['Option', 'Default', 'Meaning'],
    pageSizes: 'Page sizes',
    aboutPageSizes:
      'The default `pageSize` of a list is the largest page of the vendor; a larger one is refused.',
    list: 'List',
    whole: 'no page size',
    none: '–',
  },
  zh: {
    title: '限制',
    introduction: `单次请求的数量上限和调用频率，数值为所标月份厂商文档所写。厂商会调整，也会出售更高的额度：可用 \`limits\` 选项覆盖，例如
\`{ addGroupMember: { items: { max: 100 }, rate: { requests: 400, perSeconds: 1 } } }\`。其他文本的长度见各接口的字段。
客户端如何遵守：[重试与限频](../concepts/retries-and-limits.md)。`,
    head: ['方法', '单次上限', '频率', '日期'],
    texts: '群的文本',
    aboutTexts:
      '客户端最多发送多少。一家厂商的几个页面说法不一时，客户端和模拟器以较宽松的为准（写在前面）：比服务端更严的客户端只会添麻烦。字符按 Unicode 码点计。',
    text: '文本',
    safe: '处处安全',
    otherPage: '；另一页面为 ',
    aboutSafe:
      "最后一列是任何厂商的任何页面都不会拒绝的长度。一个汉字占 3 字节，所以安全的群名是 10 个汉字。`lengths: 'use-limits'` 可以让腾讯模拟器按较严的页面检查。",
    bytes: '字节',
    units: { bytes: '字节', characters: '字符' },
    defaults: '本库的默认值',
    aboutDefaults: '取自代码。有名称的是 provider、client 或单次调用的选项。',
    defaultsHead: ['选项', '默认值', '含义'],
    pageSizes: '每页数量',
    aboutPageSizes: '列表的 `pageSize` 默认取厂商允许的最大值，更大的值会被拒绝。',
    list: '列表',
    whole: '没有页大小',
    none: '–',
  },
} as const;
