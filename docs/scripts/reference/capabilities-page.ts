import { groupKinds, operations, type Support } from '@imgroups/core/adapter';
import type { Language, Text } from './language.ts';
import { code, page, table } from './markdown.ts';
import { vendors } from './vendors.ts';

const shown: Readonly<Record<Support, Text>> = {
  yes: { en: 'yes', zh: '支持' },
  no: { en: '–', zh: '–' },
  depends: { en: 'depends', zh: '视情况' },
};

/** Which operation works for which kind of group. */
export function capabilitiesPage(language: Language): string {
  const text = texts[language];
  const sections = vendors.map(({ titles, operations: declared }) => {
    const rows = operations.map((operation) => {
      const support = declared[operation].kinds;
      const { perUser } = support;
      return [
        code(operation),
        ...groupKinds.map((kind) => shown[support[kind]][language]),
        perUser === undefined ? '' : text.perUser[perUser ? 'yes' : 'no'],
      ];
    });
    return `## ${titles[language]}\n\n${table([text.operation, ...groupKinds.map(code), text.outcome], rows)}`;
  });
  const notes = vendors.flatMap(({ capabilities }) => capabilities?.[language] ?? []);
  return page(
    language,
    text.title,
    text.introduction,
    [...notes, text.anyKind].join(language === 'zh' ? '' : ' '),
    ...sections,
  );
}

const texts = {
  en: {
    title: 'Capabilities',
    introduction: `\`provider.capabilities\` as a table: which operation works for which [kind of group](../concepts/kinds.md).

- "yes": the operation works. "–": it throws \`UnsupportedError\` before anything is sent, when the kind is known.
- "depends": a plan or a console switch decides, or pages of the vendor disagree. The vendor is asked, and its refusal becomes
  \`unsupported\`.
- "Outcome per user": whether the vendor tells what happened to each user of a batch. Where it answers as a whole, strangers count as
  done.`,
    anyKind: 'Operations that take no kind of group show "yes" everywhere.',
    operation: 'Operation',
    outcome: 'Outcome per user',
    perUser: { yes: 'yes', no: 'as a whole' },
  },
  zh: {
    title: '能力表',
    introduction: `\`provider.capabilities\` 的内容：哪个操作支持哪种[群类型](../concepts/kinds.md)。

- “支持”：可用。“–”：已知群类型时，发送之前就抛出 \`UnsupportedError\`。
- “视情况”：由套餐或控制台开关决定，或厂商文档说法不一。会发给厂商，被拒绝时变成 \`unsupported\`。
- “逐个结果”：批量操作时厂商是否说明每个用户的结果。只给整体结果时，不存在的用户也算完成。`,
    anyKind: '不涉及群类型的操作一律显示“支持”。',
    operation: '操作',
    outcome: '逐个结果',
    perUser: { yes: '有', no: '只有整体结果' },
  },
} as const;
