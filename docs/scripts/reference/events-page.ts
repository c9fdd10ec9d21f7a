import type { EventSupport } from '@imgroups/core/webhooks';
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
    `## ${text.others}`,
    text.aboutOthers,
    ...others,
  );
}

const texts = {
  en: {
    title: 'Events',
    introduction:
      'The neutral events of [webhooks](../guide/webhooks.md), and whether a vendor tells of them: `webhooks.events` as a table.',
    event: 'Event',
    others: 'Events of one vendor',
    aboutOthers:
      'Callbacks without a neutral event come as `vendor` events under these names, for `onVendor`.',
  },
  zh: {
    title: '事件',
    introduction:
      '[Webhook](../guide/webhooks.md) 的中立事件，以及厂商是否通知，即 `webhooks.events` 的内容。',
    event: '事件',
    others: '单个厂商的事件',
    aboutOthers: '没有对应中立事件的回调以下列名称作为 `vendor` 事件给出，用 `onVendor` 处理。',
  },
} as const;
