import type { CatalogueChapter, CatalogueEndpoint } from '../catalogue/catalogue.ts';
import { inLanguage } from '../chinese/in-language.ts';
import { factsOf } from './endpoint-facts.ts';
import { fieldTable, type LinkedObject } from './field-table.ts';
import type { Language, Text } from './language.ts';
import { code, details, fence, page, plain, table } from './markdown.ts';
import { argumentOf, type Sample, samplesOf } from './samples.ts';
import { sharedObjectsOf } from './shared-objects.ts';
import type { DocumentedVendor } from './vendors.ts';

const words = {
  endpoints: { en: 'endpoints', zh: '接口' },
  method: { en: 'Method', zh: '方法' },
  command: { en: 'Command', zh: '接口路径' },
  chineseName: { en: 'Chinese name', zh: '中文名称' },
  summary: { en: 'What it does', zh: '说明' },
  chapter: { en: 'Chapter', zh: '章节' },
  answer: { en: 'Sample answer', zh: '应答示例' },
  further: { en: 'Another request', zh: '另一种请求' },
  stream: { en: 'The answer is a stream of bytes.', zh: '应答是字节流（`ReadableStream`）。' },
  noAnswerFields: {
    en: 'The answer has nothing but the [common fields](README.md#every-answer).',
    zh: '应答只有[公共字段](README.md#公共应答字段)。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** One page with all endpoints of a vendor, to find each by the name one knows. */
export function overviewPage(vendor: DocumentedVendor, language: Language): string {
  const rows = vendor.catalogue.chapters.flatMap((chapter) =>
    chapter.endpoints.map((endpoint) => [
      `[\`${endpoint.name}\`](${chapter.name}.md#${endpoint.name.toLowerCase()})`,
      endpoint.title,
      ...(language === 'en' ? [plain(endpoint.summary)] : []),
      `[${chapter.title[language]}](${chapter.name}.md)`,
      code(`${endpoint.method} ${routeOf(endpoint)}`),
    ]),
  );
  const head = [words.method, words.chineseName, words.summary, words.chapter, words.command]
    .filter((word) => language === 'en' || word !== words.summary)
    .map((word) => word[language]);
  return page(
    language,
    titleOf(vendor.titles, words.endpoints, language),
    vendor.introduction[language],
    table(head, rows),
    howToRead[language],
    everyAnswer(vendor, language),
  );
}

/** One page with the endpoints of a chapter. */
export function chapterPage(
  vendor: DocumentedVendor,
  chapter: CatalogueChapter,
  language: Language,
): string {
  const shared = sharedObjectsOf(vendor).map((object) => ({
    ...object,
    link: `${object.file === chapter.name ? '' : `${object.file}.md`}#${object.name.toLowerCase()}`,
  }));
  return page(
    language,
    titleOf(vendor.titles, chapter.title, language),
    ...chapter.endpoints.map((endpoint) => section({ vendor, endpoint, shared, language })),
    ...shared
      .filter(({ file }) => file === chapter.name)
      .map(({ name, fields }) => `## ${name}\n\n${fieldTable(fields, { language })}`),
  );
}

/** One endpoint and what its section needs. */
interface Section {
  readonly vendor: DocumentedVendor;
  readonly endpoint: CatalogueEndpoint;
  readonly shared: readonly LinkedObject[];
  readonly language: Language;
}

function section(entry: Section): string {
  const { vendor, endpoint, shared, language } = entry;
  return [
    `## ${endpoint.name}`,
    `**${endpoint.title}** · ${plain(inLanguage(endpoint.summary, language))}`,
    plain(inLanguage(endpoint.notes ?? '', language)),
    fence('text', `${endpoint.method} ${routeOf(endpoint)}`),
    factsOf(vendor, endpoint, language),
    calls(entry),
    fieldTable(endpoint.request, { language, shared, places: namesPlaces(vendor) }),
    answerOf(entry),
    ...samplesOf(vendor, endpoint.name, 'response')
      .filter(() => endpoint.answer !== 'stream')
      .map((sample) =>
        details(sampleTitle(words.answer[language], sample), fence('json', sample.text)),
      ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function answerOf({ endpoint: { answer, response }, language, shared }: Section): string {
  if (answer === 'stream') return words.stream[language];
  if (response.length === 0) return words.noAnswerFields[language];
  return fieldTable(response, { language, shared, answer: true });
}

/** The call of a method with the documented requests. */
function calls({ vendor, endpoint, language }: Section): string {
  const [first, ...others] = samplesOf(vendor, endpoint.name, 'request').map((sample) => ({
    sample,
    call: fence(
      'ts',
      `await ${vendor.name}Client.${endpoint.name}(${argumentOf(sample, endpoint.int64)});`,
    ),
  }));
  return [
    first?.call ?? '',
    ...others.map(({ sample, call }) =>
      details(sampleTitle(words.further[language], sample), call),
    ),
  ].join('\n\n');
}

function sampleTitle(title: string, { variant }: Sample): string {
  return variant === undefined ? title : `${title}: ${variant}`;
}

/** True if fields of the vendor's requests are sent in several parts. */
function namesPlaces({ catalogue }: DocumentedVendor): boolean {
  return catalogue.chapters.some(({ endpoints }) =>
    endpoints.some(({ request }) => request.some(({ in: place }) => place !== undefined)),
  );
}

/** Path and fixed query of an endpoint. */
function routeOf(endpoint: CatalogueEndpoint): string {
  const query = new URLSearchParams(endpoint.fixedQuery).toString();
  return query ? `${endpoint.path}?${query}` : endpoint.path;
}

function titleOf(vendor: Text, title: Text, language: Language): string {
  return language === 'en'
    ? `${vendor.en}: ${title.en.toLowerCase()}`
    : `${vendor.zh}：${title.zh}`;
}

const howToRead: Text = {
  en: `## How to read a section

- "At most" and "rate" are what the vendor's page said in the month that is named. Vendors move limits and sell larger ones:
  replace them with the option \`limits\`. All of them stand in [limits](../limits.md).
- "Repeat" says whether the client sends a call again after an attempt that may have taken effect, see
  [errors](../errors.md#retryable-and-ambiguous).
- "Used by" names the neutral operations that call the endpoint when nothing fails, "read by" those that read it
  besides, see [further reads](../further-reads.md).
- Requests and answers are the samples of the vendor's documentation. A request field that is not documented yet may be
  sent too; TypeScript complains about it in an object literal only.`,
  zh: `## 阅读说明

- “单次上限”和“频率”是所标月份厂商文档里的数值。厂商会调整，也会出售更高的额度：可用 \`limits\` 选项覆盖。完整列表见[限制](../limits.md)。
- “重试”说明：某次请求可能已经生效时，客户端会不会再发一次，见[错误](../errors.md#retryable-与-ambiguous)。
- “用于”列出正常情况下会调用该接口的通用操作；“读取于”列出额外读取它的操作，见[额外读取](../further-reads.md)。
- 请求和应答取自厂商文档的示例。文档尚未收录的请求字段也可以发送，只有写在对象字面量里时 TypeScript 才会报错。`,
};

function everyAnswer(vendor: DocumentedVendor, language: Language): string {
  const heading = language === 'en' ? '## Every answer' : '## 公共应答字段';
  return [
    heading,
    vendor.everyAnswer[language],
    fieldTable(vendor.catalogue.envelope, { language, answer: true }),
  ].join('\n\n');
}
