import type { EventSupport } from '@imgroups/core/webhooks';
import {
  type CallbackRule,
  type CallbackRules,
  callbackOperations,
} from '../../../packages/emulator/src/server/callback-rules.ts';
import type { Language, Text } from './language.ts';
import { code, page, table } from './markdown.ts';
import { vendors } from './vendors.ts';

const shown: Readonly<Record<EventSupport[keyof EventSupport], Text>> = {
  yes: { en: 'yes', zh: '有' },
  no: { en: '–', zh: '–' },
  depends: { en: 'depends', zh: '视情况' },
};

/** Which vendor tells of which event. */
export function eventsPage(language: Language): string {
  const text = texts[language];
  const told = vendors.flatMap((vendor) => vendor.events ?? []);
  const [{ support } = { support: {} }] = told;
  const rows = (Object.keys(support) as (keyof EventSupport)[]).map((type) => [
    code(type),
    ...told.map((events) => shown[events.support[type]][language]),
  ]);
  const titles = vendors.flatMap(({ titles, events }) => (events ? [titles[language]] : []));
  const others = vendors.flatMap(({ titles, events }) =>
    events ? [`### ${titles[language]}\n\n${events.others.map(code).join(', ')}`] : [],
  );
  return page(
    language,
    text.title,
    text.introduction,
    table([text.event, ...titles], rows),
    told.flatMap(({ notes }) => notes?.[language] ?? []).join('\n'),
    `## ${text.sent}`,
    text.aboutSent,
    sentTable(
      told.flatMap(({ sent }) => sent),
      language,
    ),
    ...told.flatMap(({ sent }) => sent.flatMap((rules) => ownSection(rules, language))),
    `## ${text.others}`,
    text.aboutOthers,
    ...others,
  );
}

/** The neutral events of each operation at each vendor; a star marks a guess. */
function sentTable(sent: readonly CallbackRules[], language: Language): string {
  const rows = callbackOperations.map((operation) => [
    code(operation),
    ...sent.map(({ rules }) => {
      const { events, source } = rules[operation];
      return starred(events, source);
    }),
  ]);
  return table([texts[language].operation, ...sent.map(({ title }) => title[language])], rows);
}

/** Lists the events that only one vendor has, with the names of the callbacks. */
function ownSection({ title, own }: CallbackRules, language: Language): string[] {
  if (!own) return [];
  const text = texts[language];
  const rows = Object.entries(own).map(([operation, { callbacks, source }]) => [
    code(operation),
    starred(callbacks, source),
  ]);
  return [`### ${text.alone(title[language])}`, table([text.operation, text.callbacks], rows)];
}

function starred(names: readonly string[], source: CallbackRule['source']): string {
  const listed = names.length > 0 ? names.map(code).join(', ') : '–';
  return source === 'guess' ? `${listed} *` : listed;
}

const texts = {
  en: {
    title: 'Events',
    introduction:
      'The neutral events of [webhooks](../guide/webhooks.md), and whether a vendor tells of them: `webhooks.events` as a table.',
    event: 'Event',
    operation: 'Operation',
    callbacks: 'Callbacks',
    alone: (vendor: string) => `What only ${vendor} has`,
    sent: 'What an operation brings about',
    aboutSent:
      'The neutral events of the callbacks for operations by REST; a test compares the table with what the [emulator](../guide/testing.md) sends. No page of a vendor tells what is marked with a star (*): it is our guess.',
    others: 'Events of one vendor',
    aboutOthers:
      'Callbacks without a neutral event come as `vendor` events under these names, for `onVendor`.',
  },
  zh: {
    title: '事件',
    introduction:
      '[Webhook](../guide/webhooks.md) 的通用事件，以及厂商是否通知，即 `webhooks.events` 的内容。',
    event: '事件',
    operation: '操作',
    callbacks: '回调',
    alone: (vendor: string) => `${vendor} 独有的操作`,
    sent: '操作带来的事件',
    aboutSent:
      '通过服务端 REST API 操作时，回调对应的通用事件；有测试将本表与[模拟器](../guide/testing.md)的发送结果比对。带星号（*）的内容厂商文档没有说明，是我们的推测。',
    others: '单个厂商的事件',
    aboutOthers: '没有对应通用事件的回调以下列名称作为 `vendor` 事件给出，用 `onVendor` 处理。',
  },
} as const;
