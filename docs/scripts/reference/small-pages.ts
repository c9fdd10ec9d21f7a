import type { FurtherRead } from '@imgroups/core/adapter';
import { publishedPackages } from '../../../packages/build/src/packages.ts';
import { inLanguage } from '../chinese/in-language.ts';
import { licencesTable } from '../licences.ts';
import type { Language, Text } from './language.ts';
import { bullets, code, page, table } from './markdown.ts';
import { vendors } from './vendors.ts';

/** The page that links to all others. */
export function indexPage(language: Language): string {
  const text = indexTexts[language];
  return page(
    language,
    text.title,
    `## ${text.endpoints}`,
    text.aboutEndpoints,
    ...vendors.map(({ name, titles, catalogue: { chapters } }) =>
      [
        `### ${titles[language]}`,
        `[${text.all} ${chapters.flatMap(({ endpoints }) => endpoints).length} ${text.methods}](${name}/README.md)`,
        bullets(
          chapters.map((chapter) => `[${chapter.title[language]}](${name}/${chapter.name}.md)`),
        ),
      ].join('\n\n'),
    ),
    `## ${text.errors}`,
    bullets([
      text.errorLink,
      ...vendors.map(
        ({ name, titles }) => `[${titles[language]}${text.errorCodes}](${name}-error-codes.md)`,
      ),
    ]),
    `## ${text.more}`,
    bullets(text.moreLinks),
    `## ${text.packages}`,
    bullets(packageLinks(language)),
  );
}

/** The READMEs of the packages. */
function packageLinks(language: Language): readonly string[] {
  const [top, file] = language === 'zh' ? ['../../..', 'README.zh-CN.md'] : ['../..', 'README.md'];
  return publishedPackages().map(
    ({ name }) => `[@imgroups/${name}](${top}/packages/${name}/${file})`,
  );
}

const indexTexts = {
  en: {
    title: 'Reference',
    endpoints: 'Endpoints',
    aboutEndpoints:
      'The endpoints of all vendors as typed methods, with fields, limits and the samples of their documentation. [How to call them](../guide/native-endpoints.md).',
    all: 'All',
    methods: 'methods in one table',
    errors: 'Errors',
    errorLink: '[Errors](errors.md): classes, codes, reasons, and what to do',
    errorCodes: ': error codes',
    more: 'More',
    packages: 'Packages',
    moreLinks: [
      '[Capabilities](capabilities.md): which operation works for which kind of group',
      '[Events](events.md): which vendor tells of what',
      '[Limits](limits.md): of all vendors, and our own defaults',
      '[Further reads](further-reads.md): every read beyond the one call of an operation',
      '[Licences](licences.md): of everything that is installed along',
      '[API](api/README.md): every exported type and function; made with the site, not part of the repository',
    ],
  },
  zh: {
    title: '参考',
    endpoints: '接口',
    aboutEndpoints:
      '各厂商的每个服务端 REST API 都是带类型的方法，附字段、限制和厂商文档的示例。[如何调用](../guide/native-endpoints.md)。',
    all: '全部',
    methods: '个方法一览',
    errors: '错误',
    errorLink: '[错误](errors.md)：错误类、code、reason 和处理办法',
    errorCodes: '：错误码',
    more: '其他',
    packages: '各个包',
    moreLinks: [
      '[能力表](capabilities.md)：哪个操作支持哪种群类型',
      '[事件](events.md)：哪家厂商通知哪些事件',
      '[限制](limits.md)：各厂商的限制与本库的默认值',
      '[额外读取](further-reads.md)：操作在一次调用之外的全部读取',
      '[许可证](licences.md)：随包安装的全部依赖',
      '[API](../../reference/api/README.md)：全部导出的类型和函数（英文，随站点生成，仓库中没有）',
    ],
  },
} as const;

const whens: Readonly<Record<FurtherRead['when'], Text>> = {
  always: { en: 'always', zh: '总是' },
  sometimes: { en: 'sometimes', zh: '有时' },
  'on failure': { en: 'on failure', zh: '失败时' },
  'after an ambiguous answer': { en: 'after an ambiguous answer', zh: '结果不确定时' },
};

/** Every read beyond the one call of an operation. */
export function furtherReadsPage(language: Language): string {
  const text = furtherReadTexts[language];
  const sections = vendors.map(({ name, titles, furtherReads, catalogue }) => {
    const rows = furtherReads.map(({ operation, endpoint, when, why }) => {
      const chapter = catalogue.chapters.find(({ endpoints }) =>
        endpoints.some((entry) => entry.name === endpoint),
      );
      const link = `${name}/${chapter?.name}.md#${endpoint.toLowerCase()}`;
      return [
        code(operation),
        `[\`${endpoint}\`](${link})`,
        whens[when][language],
        inLanguage(why, language),
      ];
    });
    return `## ${titles[language]}\n\n${table(text.head, rows)}`;
  });
  return page(language, text.title, text.introduction, ...sections);
}

const furtherReadTexts = {
  en: {
    title: 'Further reads',
    introduction: `An operation is one call of the vendor, one list or one batch. These are all reads beyond it. A test compares the table with what the
emulator saw.`,
    head: ['Operation', 'Endpoint', 'When', 'Why'],
  },
  zh: {
    title: '额外读取',
    introduction: `一个通用操作就是一次厂商调用、一个列表或一个批量。此外的读取全部列在这里，有测试将本表与模拟器的请求记录比对。`,
    head: ['操作', '接口', '何时', '原因'],
  },
} as const;

/** The licences of what is installed along. */
export function licencesPage(language: Language): string {
  const text = licenceTexts[language];
  return page(language, text.title, text.introduction, table(text.head, licencesTable()));
}

const licenceTexts = {
  en: {
    title: 'Licences',
    introduction: 'imgroups is MIT. These packages of others are installed along with ours.',
    head: ['Package', 'Licence', 'Brought by'],
  },
  zh: {
    title: '许可证',
    introduction: 'imgroups 使用 MIT 许可证。安装时会一并安装下列第三方包。',
    head: ['包', '许可证', '由谁引入'],
  },
} as const;
